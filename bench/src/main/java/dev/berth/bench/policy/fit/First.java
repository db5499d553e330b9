package dev.berth.bench.policy.fit;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * First Fit, and Best and Worst Fit by an amount: of the instances that fit, the first in an order of the candidates.
 * Between equals the lowest number decides in a rising order, and the highest in a falling one.
 */
final class First extends AnyFitPolicy {
    private final CandidateOrder order;
    private ClusterView.Candidates candidates;

    First(final CandidateOrder order) {
        this.order = order;
    }

    @Override
    public boolean scans() {
        return false;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        if (isByMemory() && cluster.dimensions() < 2) {
            throw new IllegalArgumentException("the trace has the dimensions " + trace.dimensions()
                    + ", must have memory as its second; choose a policy that compares by L1, L2 or Linf");
        }
        candidates = cluster.opensBins() ? null : cluster.candidates(order);
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        if (candidates != null) {
            return candidates.first(request);
        }
        int best = NONE;
        for (int i = 0; i < open().size(); i++) {
            final int bin = open().get(i);
            if (cluster.fits(request, bin) && (best == NONE || isBefore(cluster, bin, best))) {
                best = bin;
                if (order == CandidateOrder.ORDINAL) {
                    return best;
                }
            }
        }
        return best;
    }

    /** Returns whether a bin comes before another one with a lower number. */
    private boolean isBefore(final ClusterView cluster, final int bin, final int other) {
        final int dimension = isByMemory() ? 1 : 0;
        final double left = cluster.left(bin, dimension);
        final double leftOfOther = cluster.left(other, dimension);
        return order == CandidateOrder.CPU_FALLING || order == CandidateOrder.MEMORY_FALLING
                ? left >= leftOfOther
                : left < leftOfOther;
    }

    private boolean isByMemory() {
        return order == CandidateOrder.MEMORY_RISING || order == CandidateOrder.MEMORY_FALLING;
    }
}
