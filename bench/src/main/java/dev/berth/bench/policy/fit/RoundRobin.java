package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/**
 * Round Robin: the first instance that fits of those that follow the last placement by number, once round. The lowest
 * number comes after the highest, and the instance of the last placement is looked at last.
 */
final class RoundRobin extends AnyFitPolicy {
    private int last = NONE;

    @Override
    public boolean scans() {
        return false;
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        return open().firstFrom(request, open().indexFrom(last + 1));
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        super.placed(request, instance, cluster);
        last = instance;
    }
}
