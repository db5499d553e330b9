package dev.berth.bench.reproduce;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Shape;
import java.util.List;

/**
 * The lower bound on bins of the reference program, with its rounding: after each event no policy can do with fewer
 * bins than the largest dimension of the total load asks, as it could not if tasks were liquid.
 */
final class ProgramLowerBound {
    private static final double NOTHING = 1e-9;
    private static final double ROUNDING = 1e-6;

    private ProgramLowerBound() {}

    /**
     * Computes the bound.
     *
     * @param events what happens.
     * @param capacity what each bin has in each dimension of the trace.
     * @return the bins that are needed after each event.
     */
    static int[] bins(final Events events, final double... capacity) {
        final List<Shape> shapes = events.trace().shapes();
        final int[] bins = new int[events.size()];
        final double[] load = new double[capacity.length];
        for (int i = 0; i < bins.length; i++) {
            final int event = events.event(i);
            final int task = event >= 0 ? event : ~event;
            final List<Double> amounts = shapes.get(events.trace().shape(events.row(task))).amounts();
            double most = 0;
            for (int d = 0; d < load.length; d++) {
                final double share = amounts.get(d) / capacity[d];
                load[d] += event >= 0 ? share : -share;
                load[d] = load[d] < NOTHING ? 0 : load[d];
                most = Math.max(most, load[d]);
            }
            final double whole = Math.floor(most);
            bins[i] = (int) (most - whole < ROUNDING ? whole : whole + 1);
        }
        return bins;
    }
}
