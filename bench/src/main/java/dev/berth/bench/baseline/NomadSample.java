package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;

/**
 * The choice of HashiCorp Nomad: instances in a shuffled order until enough have been found that fit, of which the best
 * by {@code 20 − (10^cpu + 10^memory)} is taken, where both are what would be free as shares of what is registered; the
 * first of equals. A service looks at {@code max(2, ⌈log2 N⌉)}, a batch job at two. From
 * {@code scheduler/feasible/stack.go}, {@code select.go} and {@code nomad/structs/funcs.go} of
 * github.com/hashicorp/nomad.
 *
 * <p>Every task is a job of its own, so nothing is taken off the score for other tasks of the job. Nomad's bounds of
 * the score (0 and 18) and its skipping of up to three instances with a score of 0 or less then have no effect: a task
 * asks for something, hence less than all is free, and what is free is 0 or more. Nomad shuffles all instances for each
 * evaluation; here as many are drawn as are looked at, which favours it. An instance on which the task does not fit
 * does not count, so a task is refused if it fits nowhere.
 *
 * <p>Costs O(limit / share of the instances that fit), and O(N) for a refusal. Allocates at construction only.
 */
final class NomadSample extends Rival {
    /** The number of instances that a batch job looks at. */
    static final int BATCH_LIMIT = 2;

    private final int[] order;
    private final int limit;

    NomadSample(final Workload workload, final int maxTasks, final int limit) {
        super(workload, maxTasks);
        this.limit = limit;
        order = new int[size];
        for (int ordinal = 0; ordinal < size; ordinal++) {
            order[ordinal] = ordinal;
        }
    }

    /** Returns how many instances a service looks at in a cluster of a size. */
    static int serviceLimit(final int instances) {
        final int log = Integer.SIZE - Integer.numberOfLeadingZeros(instances - 1);
        return Math.max(BATCH_LIMIT, log);
    }

    @Override
    int find(final int shape) {
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        int found = 0;
        for (int i = 0; i < size && found < limit; i++) {
            final int ordinal = draw(i);
            if (eligible(shape, ordinal)) {
                found++;
                final double score = score(shape, ordinal);
                if (score > bestScore) {
                    best = ordinal;
                    bestScore = score;
                }
            }
        }
        return best;
    }

    /** Returns the next of a shuffled order, of which {@code from} have been drawn. */
    private int draw(final int from) {
        final int at = from + random.nextInt(size - from);
        final int ordinal = order[at];
        order[at] = order[from];
        order[from] = ordinal;
        return ordinal;
    }

    private double score(final int shape, final int ordinal) {
        final double cpu = (double) (freeCpu[ordinal] - askedCpu[shape]) / registeredCpu[ordinal];
        final double memory = (double) (freeMemory[ordinal] - askedMemory[shape]) / registeredMemory[ordinal];
        return 20 - (Math.pow(10, cpu) + Math.pow(10, memory));
    }
}
