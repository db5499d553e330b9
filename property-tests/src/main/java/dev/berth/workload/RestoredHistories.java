package dev.berth.workload;

/**
 * A program that runs the histories of {@link LongHistories}, each in two worlds. One of them is restored from its
 * snapshot at random steps; all that follows must be the same in both, and agree with the oracle.
 *
 * <pre>
 * java -ea -cp … dev.berth.workload.RestoredHistories FIRST_SEED HISTORIES STEPS
 * </pre>
 */
public final class RestoredHistories {
    private static final int STEPS_PER_RESTORATION = 100;
    private static final int STEPS_PER_COMPARISON = 200;
    private static final int ARGUMENTS = 3;

    private RestoredHistories() {}

    /**
     * Runs histories; ends at the first difference.
     *
     * @param arguments first seed, number of histories, steps of each.
     */
    public static void main(final String[] arguments) {
        if (arguments.length != ARGUMENTS) {
            System.err.println("usage: RestoredHistories FIRST_SEED HISTORIES STEPS");
            System.exit(2);
        }
        final long first = Long.parseLong(arguments[0]);
        final int steps = Integer.parseInt(arguments[2]);
        long restorations = 0;
        for (long seed = first; seed < first + Long.parseLong(arguments[1]); seed++) {
            restorations += run(LongHistories.scenario(seed), steps);
            System.out.println(seed + ": " + steps + " steps, " + restorations + " restorations so far");
        }
    }

    /**
     * Runs a history that is restored with the same limits.
     *
     * @param scenario of the history.
     * @param steps of the history.
     * @return the number of restorations.
     */
    public static int run(final Scenario scenario, final int steps) {
        final Twins twins = new Twins(scenario);
        final Dice dice = new Dice(scenario.seed());
        int restorations = 0;
        for (int i = 1; i <= steps; i++) {
            twins.step(dice.next());
            if (dice.below(STEPS_PER_RESTORATION) == 0) {
                twins.restore(scenario.config());
                restorations++;
            }
            if (i % STEPS_PER_COMPARISON == 0 || i == steps) {
                twins.compare();
            }
        }
        return restorations;
    }
}
