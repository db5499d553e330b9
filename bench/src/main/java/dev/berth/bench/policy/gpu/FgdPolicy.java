package dev.berth.bench.policy.gpu;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;

/**
 * The policy {@code gpu.FGD}, fragmentation gradient descent: the instance, and the GPU of it, on which the placement
 * makes the fragmentation grow the least or fall the most.
 *
 * <p>The score is 100 × sigmoid(Δ) without its fraction, where Δ is the fragmentation before the placement minus that
 * after it, in GPUs ({@link GpuFragmentation}). As the fraction is cut off, many instances have the same score, and
 * which of them is taken matters. Of several GPUs with the same score the first is shared. The target workload is that
 * of the whole trace. Source: Weng et al., USENIX ATC 2023.
 */
final class FgdPolicy extends ScoredPolicy {
    private final double percent;
    private GpuFragmentation fragmentation;
    private int bestGpu;

    /**
     * Creates a policy.
     *
     * @param percent the share of the arrivals that the target workload covers.
     * @param drawsEachTime whether one of the instances of the highest score is drawn at each arrival.
     */
    FgdPolicy(final double percent, final boolean drawsEachTime) {
        super(drawsEachTime);
        this.percent = percent;
    }

    @Override
    public void begin(final ClusterView cluster, final Trace trace, final long seed) {
        super.begin(cluster, trace, seed);
        fragmentation = new GpuFragmentation(TargetWorkload.of(trace, percent), cluster);
    }

    @Override
    int score(final Request request, final int instance, final ClusterView cluster) {
        final int number = cluster.gpus(instance);
        final double cpuLeft = cluster.left(instance, 0);
        final int[] left = fragmentation.load(cluster, instance);
        final double before = fragmentation.ofInstance(instance, cpuLeft, left, number);
        final double cpuAfter = cpuLeft - request.amount(0);
        if (!request.sharesGpu()) {
            int missing = request.gpus();
            for (int gpu = 0; gpu < number && missing > 0; gpu++) {
                if (left[gpu] == MILLI) {
                    left[gpu] = 0;
                    missing--;
                }
            }
            return score(before - fragmentation.ofInstance(instance, cpuAfter, left, number));
        }
        bestGpu = NONE;
        int best = 0;
        for (int gpu = 0; gpu < number; gpu++) {
            if (left[gpu] >= request.gpuMilli()) {
                left[gpu] -= request.gpuMilli();
                final int score = score(before - fragmentation.ofInstance(instance, cpuAfter, left, number));
                left[gpu] += request.gpuMilli();
                if (bestGpu == NONE || score > best) {
                    best = score;
                    bestGpu = gpu;
                }
            }
        }
        return best;
    }

    /** Returns the score of a fragmentation that falls by so many thousandths; the same on any machine. */
    private static int score(final double fall) {
        return (int) (1 / (1 + StrictMath.exp(-fall / MILLI)) * MAX);
    }

    @Override
    public int gpu(final Request request, final int instance, final ClusterView cluster) {
        score(request, instance, cluster);
        return bestGpu;
    }
}
