package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * The policy {@code gpu.DotProd}: the instance on which what is left and what is asked have the smallest dot product.
 *
 * <p>The dimensions are CPU and the sum of the GPUs, each divided by the most that an instance of the fleet has. The
 * score is 100 × (1 − dot product / 2) without its fraction. Of the GPUs, the one with the least left is shared.
 */
final class DotProductPolicy extends ScoredPolicy {
    private Largest largest = new Largest(1, MILLI);

    DotProductPolicy(final boolean drawsEachTime) {
        super(drawsEachTime);
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        largest = Largest.of(cluster);
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        final double cpu = cluster.left(instance, 0) / largest.cpu() * (request.amount(0) / largest.cpu());
        final double gpu = (double) gpuMilliLeft(instance, cluster) / largest.gpuMilli()
                * ((double) request.gpus() * request.gpuMilli() / largest.gpuMilli());
        return (int) (MAX * (1 - (cpu + gpu) / 2));
    }
}
