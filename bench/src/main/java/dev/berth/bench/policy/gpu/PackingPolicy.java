package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import java.util.Arrays;

/**
 * The policy {@code gpu.GpuPacking}: GPUs that are shared already come before idle ones, and these before instances
 * whose GPUs are all idle.
 *
 * <p>A request takes the GPUs with the least left that have enough. If all of these are in use, the score is 100 minus
 * a tenth of the percentages that are left of them, at least 50. If n of them are idle, it is 50 − n, at least 33. On
 * an instance whose n GPUs are all idle it is 33 − n, at least n. A request without GPUs goes anywhere.
 */
final class PackingPolicy extends ScoredPolicy {
    private static final int PERCENT = 100;
    private static final int TENTH = 10;

    private int[] sorted = {};

    PackingPolicy(final boolean drawsEachTime) {
        super(drawsEachTime);
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        if (request.gpus() == 0) {
            return 0;
        }
        final int gpus = cluster.gpus(instance);
        if (sorted.length < gpus) {
            sorted = new int[gpus];
        }
        for (int gpu = 0; gpu < gpus; gpu++) {
            sorted[gpu] = cluster.gpuMilliLeft(instance, gpu);
        }
        Arrays.sort(sorted, 0, gpus);
        if (sorted[0] == MILLI) {
            return Math.max(MAX / 3 - gpus, gpus);
        }
        int missing = request.gpus();
        int idle = 0;
        int percentLeft = 0;
        for (int i = 0; i < gpus && missing > 0; i++) {
            if (sorted[i] >= request.gpuMilli()) {
                missing--;
                idle += sorted[i] == MILLI ? 1 : 0;
                percentLeft += sorted[i] * PERCENT / MILLI;
            }
        }
        return idle > 0
                ? Math.max(MAX / 2 - idle, MAX / 3)
                : Math.max(MAX - percentLeft / TENTH, MAX / 2);
    }
}
