package dev.berth.service;

import dev.berth.PlacementEngine;
import dev.berth.internal.state.SplitMix;

/** REPLICA services: what is too much stops, what drains is replaced, what is missing is placed. */
final class Replicas {
    private final PlacementEngine engine;
    private final TaskControl control;
    private final SplitMix random;

    Replicas(final PlacementEngine engine, final TaskControl control, final SplitMix random) {
        this.engine = engine;
        this.control = control;
        this.random = random;
    }

    /** Stops what is above the desired count, as far as it is not protected. */
    void stopExcess(final Service service) {
        final int excess = service.running().size() - service.spec().desiredCount();
        if (excess <= 0) {
            return;
        }
        final ScaleIn scaleIn = new ScaleIn(engine, random, service, service.running());
        for (int i = 0; i < excess; i++) {
            final ServiceTask task = scaleIn.next();
            if (task == null) {
                return;
            }
            control.stop(task);
        }
    }

    /**
     * Replaces the tasks on instances that drain: each stops only once another is placed. Where one finds no place,
     * those after it, which ask the same, would find none either.
     */
    void replaceDraining(final Service service) {
        for (final ServiceTask task : control.draining(service)) {
            if (!control.start(service)) {
                return;
            }
            control.stop(task);
        }
    }

    /** Places what is missing, until one finds no place. */
    void placeMissing(final Service service) {
        int missing = service.spec().desiredCount() - service.running().size();
        while (missing > 0 && control.start(service)) {
            missing--;
        }
    }
}
