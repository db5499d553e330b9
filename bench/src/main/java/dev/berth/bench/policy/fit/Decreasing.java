package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.DecreasingPolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.trace.Shape;
import java.util.stream.IntStream;

/** The Decreasing form of another policy by a norm of the amounts as shares of the largest capacity. */
final class Decreasing extends DecreasingPolicy {
    private final Measure measure;

    Decreasing(final Measure measure, final Policy policy) {
        super(policy);
        this.measure = measure;
    }

    @Override
    protected double size(final Shape shape, final ClusterView cluster) {
        return measure.size(
                shape.amounts().stream().mapToDouble(amount -> amount).toArray(),
                IntStream.range(0, cluster.dimensions()).mapToDouble(cluster::largestCapacity).toArray());
    }
}
