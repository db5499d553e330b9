package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;

/**
 * The choice of kube-scheduler with the strategy {@code MostAllocated} and its own sampling. It looks at instances from
 * where it left off, round and round, until it has found enough that fit, and takes one with the highest score, drawn
 * among equals. Enough are {@code 50 − N / 125} percent of all, at least 5 percent, and at least 100 instances. The
 * score is the mean of the percentages of CPU and of memory that would be in use, in whole numbers. From
 * {@code schedule_one.go} and {@code most_allocated.go} of github.com/kubernetes/kubernetes.
 *
 * <p>The other plugins that score by default are left out, and so are its 16 threads. A task is refused if it fits
 * nowhere.
 *
 * <p>Costs O(N). Allocates at construction only.
 */
final class KubeSample extends Rival {
    private static final int LEAST_INSTANCES = 100;
    private static final int LEAST_PERCENT = 5;
    private static final int MOST_PERCENT = 50;
    private static final int INSTANCES_PER_PERCENT = 125;

    private final int limit;
    private int start;

    KubeSample(final Workload workload, final int maxTasks) {
        super(workload, maxTasks);
        limit = limit(size);
    }

    /** Returns how many instances that fit are looked at in a cluster of a size. */
    static int limit(final int instances) {
        final int percent = Math.max(LEAST_PERCENT, MOST_PERCENT - instances / INSTANCES_PER_PERCENT);
        return Math.min(instances, Math.max(LEAST_INSTANCES, (int) ((long) instances * percent / 100)));
    }

    @Override
    int find(final int shape) {
        int best = -1;
        int bestScore = -1;
        int equals = 0;
        int found = 0;
        int ordinal = start;
        for (int i = 0; i < size && found < limit; i++) {
            if (eligible(shape, ordinal)) {
                found++;
                final int score = score(shape, ordinal);
                equals = score > bestScore ? 1 : score == bestScore ? equals + 1 : equals;
                if (score > bestScore || score == bestScore && random.nextInt(equals) == 0) {
                    best = ordinal;
                    bestScore = score;
                }
            }
            ordinal = ordinal + 1 == size ? 0 : ordinal + 1;
        }
        start = ordinal;
        return best;
    }

    private int score(final int shape, final int ordinal) {
        final int cpu = percent(registeredCpu[ordinal] - freeCpu[ordinal] + askedCpu[shape], registeredCpu[ordinal]);
        final int memory = percent(
                registeredMemory[ordinal] - freeMemory[ordinal] + askedMemory[shape], registeredMemory[ordinal]);
        return (cpu + memory) / 2;
    }

    private static int percent(final int used, final int registered) {
        return 100 * used / registered;
    }
}
