package dev.berth.bench.policy.sampled;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;

/**
 * The choice of kube-scheduler with the strategy {@code MostAllocated} and its own sampling. It looks at open instances
 * from where it left off, round and round, until it has found enough that fit, and takes one with the highest score,
 * drawn among equals. Enough are {@code 50 − N / 125} percent of all, at least 5 percent, and at least 100 instances.
 * The score is the mean of the percentages of CPU and of memory that would be in use, in whole numbers. From
 * {@code schedule_one.go} and {@code most_allocated.go} of github.com/kubernetes/kubernetes.
 *
 * <p>The other plugins that score by default are left out. A request is refused if it fits nowhere.
 */
final class Kubernetes extends SampledPolicy {
    private static final int LEAST_INSTANCES = 100;
    private static final int LEAST_PERCENT = 5;
    private static final int MOST_PERCENT = 50;
    private static final int INSTANCES_PER_PERCENT = 125;

    private int start;

    /** Returns how many instances that fit are looked at in a cluster of a size. */
    static int limit(final int instances) {
        final int percent = Math.max(LEAST_PERCENT, MOST_PERCENT - instances / INSTANCES_PER_PERCENT);
        return Math.min(instances, Math.max(LEAST_INSTANCES, (int) ((long) instances * percent / 100)));
    }

    @Override
    public int place(final Request request, final ClusterView cluster) {
        final int size = open().size();
        final int limit = limit(size);
        int best = NONE;
        int bestScore = -1;
        int equals = 0;
        int found = 0;
        int at = start < size ? start : 0;
        for (int i = 0; i < size && found < limit; i++) {
            final int instance = open().get(at);
            if (cluster.fits(request, instance)) {
                found++;
                final int score = (percent(request, cluster, instance, 0) + percent(request, cluster, instance, 1)) / 2;
                equals = score > bestScore ? 1 : score == bestScore ? equals + 1 : equals;
                if (score > bestScore || score == bestScore && random.nextInt(equals) == 0) {
                    best = instance;
                    bestScore = score;
                }
            }
            at = at + 1 == size ? 0 : at + 1;
        }
        start = at;
        return best;
    }

    private static int percent(
            final Request request, final ClusterView cluster, final int instance, final int dimension) {
        final double capacity = cluster.capacity(instance, dimension);
        final double used = cluster.used(instance, dimension) + request.amount(dimension);
        return capacity > 0 ? (int) (100 * used / capacity) : 0;
    }
}
