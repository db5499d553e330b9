package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** Next Fit: the bin that opened last. One that it left, or that emptied, is never used again. */
final class NextFit extends BinPolicy {
    private int current = NONE;

    @Override
    int choose(final Request request, final ClusterView cluster) {
        return current != NONE && cluster.tasksOn(current) > 0 && cluster.fits(request, current) ? current : NONE;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        current = instance;
    }
}
