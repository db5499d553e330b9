package dev.berth.bench.compare;

import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Observer;

/** An observer that passes nothing on before it is opened. */
final class WindowObserver implements Observer {
    private Observer observer = new Observer() {};

    void open(final Observer measures) {
        observer = measures;
    }

    @Override
    public void reached(final double days) {
        observer.reached(days);
    }

    @Override
    public void placed(final Request request, final int instance) {
        observer.placed(request, instance);
    }

    @Override
    public void refused(final Request request) {
        observer.refused(request);
    }

    @Override
    public void departed(final Request request, final int instance) {
        observer.departed(request, instance);
    }
}
