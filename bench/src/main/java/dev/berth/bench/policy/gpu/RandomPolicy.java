package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/** The policy {@code gpu.Random}: any instance that can take the request, and any of its GPUs with enough left. */
final class RandomPolicy extends ScoredPolicy {
    RandomPolicy() {
        super(true);
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        return 0;
    }

    @Override
    public int gpu(final Request request, final int instance, final ClusterView cluster) {
        int chosen = NONE;
        int candidates = 0;
        for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
            if (cluster.gpuMilliLeft(instance, gpu) >= request.gpuMilli() && draw(++candidates) == 0) {
                chosen = gpu;
            }
        }
        return chosen;
    }
}
