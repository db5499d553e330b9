package dev.berth.bench.simulation;

import dev.berth.CandidateOrder;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;

/** The iteration over candidates by a plain scan: each call looks at every instance for the next in the order. */
final class ScannedCandidates implements ClusterView.Candidates {
    private final ClusterView cluster;
    private final CandidateOrder order;
    private Request request;
    private int last;
    private double lastAmount;

    ScannedCandidates(final ClusterView cluster, final CandidateOrder order) {
        this.cluster = cluster;
        this.order = order;
    }

    @Override
    public int first(final Request asked) {
        request = asked;
        last = Policy.NONE;
        lastAmount = 0;
        return next();
    }

    @Override
    public int next() {
        int next = Policy.NONE;
        double least = Double.POSITIVE_INFINITY;
        for (int i = order == CandidateOrder.ORDINAL ? last + 1 : 0; i < cluster.size(); i++) {
            final double amount = amount(i);
            if (follows(amount, i, lastAmount, last)
                    && (next == Policy.NONE || follows(least, next, amount, i))
                    && cluster.fits(request, i)) {
                next = i;
                least = amount;
                if (order == CandidateOrder.ORDINAL) {
                    break;
                }
            }
        }
        last = next;
        lastAmount = least;
        return next;
    }

    /** Returns whether an instance comes after another one. A falling order is the reverse of the rising one. */
    private boolean follows(final double amount, final int instance, final double before, final int other) {
        return other == Policy.NONE
                || amount > before
                || amount == before && (isFalling() ? instance < other : instance > other);
    }

    private boolean isFalling() {
        return order == CandidateOrder.CPU_FALLING || order == CandidateOrder.MEMORY_FALLING;
    }

    /** Returns the amount that sorts an instance, negative in a falling order. */
    private double amount(final int instance) {
        switch (order) {
            case CPU_RISING:
                return cluster.left(instance, 0);
            case CPU_FALLING:
                return -cluster.left(instance, 0);
            case MEMORY_RISING:
                return cluster.left(instance, 1);
            case MEMORY_FALLING:
                return -cluster.left(instance, 1);
            default:
                return 0;
        }
    }
}
