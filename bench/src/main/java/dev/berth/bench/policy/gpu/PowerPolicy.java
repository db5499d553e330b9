package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * The policy {@code gpu.PWR}: the instance, and the GPU of it, on which the placement raises the power the least.
 *
 * <p>The score is the rise in whole watts, negated ({@link PowerModel}). Of several GPUs with the same score the first
 * is shared. Source: Lettich et al., CCGrid 2025.
 */
final class PowerPolicy extends ScoredPolicy {
    private PowerModel power;
    private int bestGpu;

    PowerPolicy(final boolean drawsEachTime) {
        super(drawsEachTime);
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        power = new PowerModel(cluster, trace);
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        int idle = 0;
        int firstUsed = NONE;
        int firstIdle = NONE;
        for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
            final int left = cluster.gpuMilliLeft(instance, gpu);
            idle += left == MILLI ? 1 : 0;
            firstIdle = firstIdle == NONE && left == MILLI ? gpu : firstIdle;
            firstUsed = firstUsed == NONE && left < MILLI && left >= request.gpuMilli() ? gpu : firstUsed;
        }
        final double cpuLeft = cluster.left(instance, 0);
        final double before = power.watts(instance, cluster, cpuLeft, idle);
        final double cpuAfter = cpuLeft - request.amount(0);
        final int idleAfter = idle - (request.sharesGpu() ? firstUsed == NONE ? 1 : 0 : request.gpus());
        bestGpu = firstUsed == NONE ? firstIdle : firstUsed;
        return (int) (before - power.watts(instance, cluster, cpuAfter, idleAfter));
    }

    @Override
    public int gpu(final Request request, final int instance, final ClusterView cluster) {
        score(request, instance, cluster);
        return bestGpu;
    }
}
