package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.OpenInstances;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * Next Fit. On a fixed fleet: the instance of the last placement if the request fits on it, else the first that fits of
 * those that follow by number, once round; the lowest number comes after the highest. In bins: the bin that opened
 * last, and a new one if the request does not fit in it; older bins are not looked at again, nor is one that was
 * emptied.
 *
 * <p>The rule for bins is that of D. S. Johnson, "Near-optimal bin packing algorithms", thesis, MIT 1973.
 */
final class Next implements Policy {
    private OpenInstances open;
    private int current;

    @Override
    public boolean scans() {
        return false;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        open = new OpenInstances(cluster);
        current = cluster.opensBins() ? NONE : 0;
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        if (!cluster.opensBins()) {
            return open.firstFrom(request, current);
        }
        return current != NONE && cluster.tasksOn(current) > 0 && cluster.fits(request, current) ? current : NONE;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        current = instance;
    }
}
