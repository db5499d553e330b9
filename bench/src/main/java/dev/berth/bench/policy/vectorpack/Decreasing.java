package dev.berth.bench.policy.vectorpack;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The Decreasing form of a policy: items are stable-sorted by falling measure of their shares of a bin. */
final class Decreasing implements OfflinePolicy {
    private final Norm norm;
    private final Policy policy;

    Decreasing(final Norm norm, final Policy policy) {
        this.norm = norm;
        this.policy = policy;
    }

    @Override
    public int[] order(final Trace trace, final ClusterView cluster) {
        final float[] sizes = new float[trace.shapes().size()];
        for (int i = 0; i < sizes.length; i++) {
            final Shape shape = trace.shapes().get(i);
            for (int d = 0; d < cluster.dimensions(); d++) {
                sizes[i] = norm.with(sizes[i], shape.amounts().get(d), cluster.largestCapacity(d));
            }
        }
        return IntStream.range(0, trace.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -sizes[trace.shape(row)]))
                .mapToInt(row -> row)
                .toArray();
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
