package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * The policy {@code gpu.BestFit}: the instance with the least left after the placement.
 *
 * <p>What is left is the mean of CPU and the sum of the GPUs, each divided by the most that an instance of the fleet
 * has. The score is 100 × (1 − what is left) without its fraction. Of the GPUs, the one with the least left is shared.
 */
final class BestFitPolicy extends ScoredPolicy {
    private Largest largest = new Largest(1, MILLI);

    BestFitPolicy(final boolean drawsEachTime) {
        super(drawsEachTime);
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        largest = Largest.of(cluster);
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        final double cpu = (cluster.left(instance, 0) - request.amount(0)) / largest.cpu();
        final int asked = request.gpus() * request.gpuMilli();
        final double gpu = (double) (gpuMilliLeft(instance, cluster) - asked) / largest.gpuMilli();
        return (int) ((1 - (cpu * 0.5 + gpu * 0.5)) * MAX);
    }
}
