package dev.berth.bench.policy.fit;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * Best and Worst Fit by a measure: of the instances that fit, the one with the least or the greatest.
 *
 * <p>Best Fit by a norm walks the instances by rising memory on a fixed fleet whose amounts an index holds, and stops
 * where the memory alone exceeds the best norm so far; the answer is that of a scan. After {@value #MOST_STEPS} steps it
 * scans, so a placement costs little more than a scan at most.
 */
final class ByMeasure extends AnyFitPolicy {
    private static final int MOST_STEPS = 256;

    private final Measure measure;
    private final boolean greatest;
    private ClusterView.Candidates candidates;

    ByMeasure(final Measure measure, final boolean greatest) {
        this.measure = measure;
        this.greatest = greatest;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        if (measure.isNorm() && !greatest && !cluster.opensBins() && cluster.dimensions() > 1) {
            candidates = cluster.candidates(CandidateOrder.MEMORY_RISING);
        }
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        return candidates == null || candidates.scans() ? scan(request, cluster) : walk(request, cluster);
    }

    private int scan(final Request request, final ClusterView cluster) {
        int best = NONE;
        double bestMeasure = 0;
        for (int i = 0; i < open().size(); i++) {
            final int instance = open().get(i);
            if (cluster.fits(request, instance)) {
                final double value = measure.of(request, cluster, instance);
                if (best == NONE || (greatest ? value > bestMeasure : value < bestMeasure)) {
                    best = instance;
                    bestMeasure = value;
                }
            }
        }
        return best;
    }

    private int walk(final Request request, final ClusterView cluster) {
        final double cpuShare = share(request.amount(0), cluster.largestCapacity(0));
        int best = NONE;
        double bestMeasure = 0;
        int steps = 0;
        for (int i = candidates.first(request); i != NONE; i = candidates.next()) {
            final double memoryShare = share(cluster.left(i, 1), cluster.largestCapacity(1));
            if (best != NONE && measure.least(cpuShare, memoryShare) > bestMeasure) {
                return best;
            }
            if (steps++ == MOST_STEPS) {
                return scan(request, cluster);
            }
            final double value = measure.of(request, cluster, i);
            if (best == NONE || value < bestMeasure || value == bestMeasure && i < best) {
                best = i;
                bestMeasure = value;
            }
        }
        return best;
    }

    private static double share(final double amount, final double capacity) {
        return capacity > 0 ? amount / capacity : 0;
    }
}
