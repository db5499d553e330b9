package dev.berth.bench.policy.fit;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.AnyFitPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * First Fit, or another rule by which the first in an order of the candidates is taken: of the instances that fit, the
 * one of the lowest number, the least CPU or the least memory left.
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
        if (order == CandidateOrder.MEMORY_RISING && cluster.dimensions() < 2) {
            throw Dimensions.noMemory(trace);
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
            if (cluster.fits(request, bin) && (best == NONE || amount(cluster, bin) < amount(cluster, best))) {
                best = bin;
                if (order == CandidateOrder.ORDINAL) {
                    return best;
                }
            }
        }
        return best;
    }

    private double amount(final ClusterView cluster, final int bin) {
        return cluster.left(bin, order == CandidateOrder.CPU_RISING ? 0 : 1);
    }
}
