package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * Next Fit as the program has it: departures are never taken off the load of the bin that opened last, and the bin may
 * empty and be used again.
 */
final class NextFitProgram extends BinPolicy {
    private static final double TOLERANCE = 1e-9;

    private int current = NONE;
    private double[] everPlaced = {};

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        requireBins(cluster);
        everPlaced = new double[cluster.dimensions()];
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        for (int d = 0; d < everPlaced.length; d++) {
            if (everPlaced[d] + request.amount(d) > cluster.largestCapacity(d) + TOLERANCE) {
                return NONE;
            }
        }
        return current;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        for (int d = 0; d < everPlaced.length; d++) {
            everPlaced[d] = (instance == current ? everPlaced[d] : 0) + request.amount(d);
        }
        current = instance;
    }
}
