package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * The policy {@code gpu.GpuClustering}: tasks that take the same number of GPUs go together; those that share one count
 * as a number of their own.
 *
 * <p>Instances come in this order: with tasks of this number alone; with tasks of this and of other numbers; without
 * tasks on GPUs; with tasks of other numbers. Within each, the score rises with what is lacking to as many idle GPUs as
 * the largest instance of the fleet has, in 25 steps. A request without GPUs goes anywhere.
 */
final class ClusteringPolicy extends ScoredPolicy {
    private static final int STEPS = MAX / 4;

    private int mostMilli = MILLI;
    private int numbers;
    private int[] tasks = {};

    ClusteringPolicy(final boolean drawsEachTime) {
        super(drawsEachTime);
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        mostMilli = Largest.of(cluster).gpuMilli();
        numbers = mostMilli / MILLI + 1;
        tasks = new int[cluster.size() * numbers];
    }

    /** Returns 0 for a task that shares a GPU, and else the number of its GPUs. */
    private static int number(final Request request) {
        return request.sharesGpu() ? 0 : request.gpus();
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        if (request.gpus() == 0) {
            return 0;
        }
        final int filled = STEPS * (mostMilli - gpuMilliLeft(instance, cluster)) / mostMilli;
        int different = 0;
        for (int number = 0; number < numbers; number++) {
            different += tasks[instance * numbers + number] > 0 ? 1 : 0;
        }
        if (tasks[instance * numbers + number(request)] > 0) {
            return filled + STEPS * (different == 1 ? 3 : 2);
        }
        return filled + (different == 0 ? STEPS : 0);
    }

    @Override
    public void placed(final Request request, final int instance, final ClusterView cluster) {
        super.placed(request, instance, cluster);
        count(request, instance, 1);
    }

    @Override
    public void departed(final Request request, final int instance, final ClusterView cluster) {
        super.departed(request, instance, cluster);
        count(request, instance, -1);
    }

    private void count(final Request request, final int instance, final int by) {
        if (request.gpus() > 0) {
            tasks[instance * numbers + number(request)] += by;
        }
    }
}
