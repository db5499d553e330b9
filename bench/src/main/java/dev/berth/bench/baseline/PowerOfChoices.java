package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;

/**
 * The power of d choices: of d instances, each drawn at random from all, the one that fits with the least memory left.
 * If none of them fits, d more are drawn, up to {@value #ROUNDS} times in all; after that, the first that fits from a
 * random instance on, once round. A task is therefore refused if it fits nowhere.
 *
 * <p>Costs O(d) while enough instances fit, O(N) otherwise. Allocates at construction only.
 */
final class PowerOfChoices extends Rival {
    private static final int ROUNDS = 8;

    private final int choices;

    PowerOfChoices(final Workload workload, final int maxTasks, final int choices) {
        super(workload, maxTasks);
        this.choices = choices;
    }

    @Override
    int find(final int shape) {
        for (int round = 0; round < ROUNDS; round++) {
            final int best = bestOfSome(shape);
            if (best >= 0) {
                return best;
            }
        }
        return firstFrom(shape, random.nextInt(size));
    }

    private int bestOfSome(final int shape) {
        int best = -1;
        int bestMemory = Integer.MAX_VALUE;
        for (int i = 0; i < choices; i++) {
            final int ordinal = random.nextInt(size);
            if (eligible(shape, ordinal) && freeMemory[ordinal] < bestMemory) {
                best = ordinal;
                bestMemory = freeMemory[ordinal];
            }
        }
        return best;
    }

    private int firstFrom(final int shape, final int start) {
        int ordinal = start;
        for (int i = 0; i < size; i++) {
            if (eligible(shape, ordinal)) {
                return ordinal;
            }
            ordinal = ordinal + 1 == size ? 0 : ordinal + 1;
        }
        return -1;
    }
}
