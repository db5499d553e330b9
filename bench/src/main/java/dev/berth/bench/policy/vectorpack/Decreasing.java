package dev.berth.bench.policy.vectorpack;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.DecreasingPolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.trace.Shape;

/** The Decreasing form of a policy by a measure of the shares of a bin, in 32-bit floats as the library computes it. */
final class Decreasing extends DecreasingPolicy {
    private final Norm norm;

    Decreasing(final Norm norm, final Policy policy) {
        super(policy);
        this.norm = norm;
    }

    @Override
    protected double size(final Shape shape, final ClusterView cluster) {
        float size = 0;
        for (int d = 0; d < cluster.dimensions(); d++) {
            size = norm.with(size, shape.amounts().get(d), cluster.largestCapacity(d));
        }
        return size;
    }
}
