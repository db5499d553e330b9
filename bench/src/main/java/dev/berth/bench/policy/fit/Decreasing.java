package dev.berth.bench.policy.fit;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Decreasing form of another policy: arrivals are placed by falling size, those of equal size in the order of the
 * trace. The size is a norm of the amounts as shares of the largest capacity.
 */
final class Decreasing implements OfflinePolicy {
    private final Measure measure;
    private final Policy policy;

    Decreasing(final Measure measure, final Policy policy) {
        this.measure = measure;
        this.policy = policy;
    }

    @Override
    public int[] order(final Trace trace, final ClusterView cluster) {
        final double[] capacities = IntStream.range(0, cluster.dimensions())
                .mapToDouble(cluster::largestCapacity)
                .toArray();
        final List<Shape> shapes = trace.shapes();
        final double[] sizes = shapes.stream()
                .mapToDouble(shape -> measure.size(
                        shape.amounts().stream().mapToDouble(a -> a).toArray(), capacities))
                .toArray();
        return IntStream.range(0, trace.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -sizes[trace.shape(row)]))
                .mapToInt(row -> row)
                .toArray();
    }

    @Override
    public boolean scans() {
        return policy.scans();
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        policy.begin(cluster, trace, seed);
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        return policy.place(request, cluster);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        policy.placed(request, instance, cluster);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        policy.departed(request, instance, cluster);
    }
}
