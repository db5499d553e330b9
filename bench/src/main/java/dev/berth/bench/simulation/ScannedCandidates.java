package dev.berth.bench.simulation;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;

/** The iteration over candidates by a plain scan: each call looks at every instance for the next in the order. */
final class ScannedCandidates implements ClusterView.Candidates {
    private final ClusterView cluster;
    private final ClusterView.Order order;
    private Request request;
    private int last;
    private double lastAmount;

    ScannedCandidates(final ClusterView cluster, final ClusterView.Order order) {
        this.cluster = cluster;
        this.order = order;
    }

    @Override
    public int first(final Request asked) {
        request = asked;
        last = Policy.NONE;
        lastAmount = Double.NEGATIVE_INFINITY;
        return next();
    }

    @Override
    public int next() {
        int next = Policy.NONE;
        double least = Double.POSITIVE_INFINITY;
        for (int i = order == ClusterView.Order.NUMBER ? last + 1 : 0; i < cluster.size(); i++) {
            final double amount = amount(i);
            final boolean follows = amount > lastAmount || amount == lastAmount && i > last;
            if (follows && amount < least && cluster.fits(request, i)) {
                next = i;
                least = amount;
                if (order == ClusterView.Order.NUMBER) {
                    break;
                }
            }
        }
        last = next;
        lastAmount = least;
        return next;
    }

    private double amount(final int instance) {
        switch (order) {
            case LEAST_CPU:
                return cluster.left(instance, 0);
            case LEAST_MEMORY:
                return cluster.left(instance, 1);
            default:
                return 0;
        }
    }
}
