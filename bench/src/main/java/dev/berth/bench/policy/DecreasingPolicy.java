package dev.berth.bench.policy;

import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Decreasing form of another policy: arrivals are placed by falling size, those of equal size in the order of the
 * trace.
 */
public abstract class DecreasingPolicy implements OfflinePolicy {
    private final Policy policy;

    /**
     * Creates the form.
     *
     * @param policy the policy that places each arrival.
     */
    protected DecreasingPolicy(final Policy policy) {
        this.policy = policy;
    }

    /**
     * Returns the size of a shape.
     *
     * @param shape a shape of the trace.
     * @param cluster the cluster, for its largest capacities.
     * @return the size; the largest comes first.
     */
    protected abstract double size(Shape shape, ClusterView cluster);

    @Override
    public final int[] order(final Trace trace, final ClusterView cluster) {
        final double[] sizes = trace.shapes().stream().mapToDouble(shape -> size(shape, cluster)).toArray();
        return IntStream.range(0, trace.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -sizes[trace.shape(row)]))
                .mapToInt(row -> row)
                .toArray();
    }

    @Override
    public final boolean scans() {
        return policy.scans();
    }

    @Override
    public final void begin(final ClusterView cluster, final Trace trace, final long seed) {
        policy.begin(cluster, trace, seed);
    }

    @Override
    public final int place(final Request request, final ClusterView cluster) {
        return policy.place(request, cluster);
    }

    @Override
    public final void placed(final Request request, final int instance, final ClusterView cluster) {
        policy.placed(request, instance, cluster);
    }

    @Override
    public final void departed(final Request request, final int instance, final ClusterView cluster) {
        policy.departed(request, instance, cluster);
    }
}
