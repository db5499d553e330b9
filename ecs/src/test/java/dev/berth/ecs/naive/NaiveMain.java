package dev.berth.ecs.naive;

import dev.berth.ecs.replay.ReplayRun;
import java.util.List;

/**
 * Compares {@code berth replay} with the plain one over any number of random scenarios:
 * {@code NaiveMain FIRST_SEED SEEDS LINES}. Prints each scenario that has a difference, up to there.
 */
final class NaiveMain {
    private NaiveMain() {}

    /**
     * Compares.
     *
     * @param arguments the first seed, how many, and the lines of each scenario.
     */
    @SuppressWarnings("SystemOut")
    public static void main(final String... arguments) {
        final long firstSeed = Long.parseLong(arguments[0]);
        final int seeds = Integer.parseInt(arguments[1]);
        final int count = Integer.parseInt(arguments[2]);
        int differences = 0;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            final List<String> lines = Scenarios.lines(seed, count);
            final Comparison.Difference difference = compare(lines, seed % 2 == 1);
            if (difference != null) {
                differences++;
                System.out.println("seed " + seed + "\n" + difference.describe(lines) + "\n");
            }
        }
        System.out.println(seeds + " scenarios, " + differences + " with a difference");
    }

    /** The first difference of the two, or null. */
    static Comparison.Difference compare(final List<String> lines, final boolean isFull) {
        return Comparison.first(lines, isFull, ReplayRun.answers(lines, isFull));
    }
}
