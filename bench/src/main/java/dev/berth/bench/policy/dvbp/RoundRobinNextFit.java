package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * Round Robin Next Fit: the bin used last; if that does not fit, the next that does, in the order in which they opened
 * and after the last from the first on. As the program has it, the bin used last is taken even if it emptied.
 */
final class RoundRobinNextFit extends BinPolicy {
    private final boolean program;
    private int current = NONE;

    RoundRobinNextFit(final boolean program) {
        this.program = program;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        if (program) {
            requireBins(cluster);
        }
    }

    @Override
    int choose(final Request request, final ClusterView cluster) {
        if (current == NONE || (program || cluster.tasksOn(current) > 0) && cluster.fits(request, current)) {
            return current;
        }
        final int later = firstFitting(request, current + 1, cluster.size(), cluster);
        return later != NONE ? later : firstFitting(request, 0, current, cluster);
    }

    private static int firstFitting(
            final Request request, final int from, final int end, final ClusterView cluster) {
        for (int bin = cluster.nextInUse(from); bin != NONE && bin < end; bin = cluster.nextInUse(bin + 1)) {
            if (cluster.fits(request, bin)) {
                return bin;
            }
        }
        return NONE;
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        current = instance;
    }
}
