package dev.berth.bench.gate;

/**
 * The amount of measuring: what was asked for, or as much of it as fits into the budget.
 *
 * @param warmup the number of operations before those that are measured, 1 or more.
 * @param operations the number of operations that a tier measures at a time, 1 or more.
 * @param budgetSeconds the seconds that the operations of one case may take in one tier, 1 or more.
 * @param forks the number of processes of tier 3.
 */
record Effort(int warmup, int operations, int budgetSeconds, int forks) {
    /** The number of pairs of slices that a process of tier 3 times. */
    static final int PAIRS = 12;

    /** The factor by which operations are slower while cachegrind counts them. */
    static final int COUNTING = 10;

    /**
     * The number of windows of operations, warm-ups included, in all processes of tier 1 that a case without noise
     * needs.
     */
    static final int INSTRUCTION_WINDOWS = 2 * (3 + 1 + 2 * (1 + InstructionTier.LONGER));

    /**
     * The number of windows of compiled operations, warm-ups included, in the processes of tier 0: allocation in head,
     * and work in both builds.
     */
    static final int EXACT_WINDOWS = 4;

    /** The number of windows of interpreted operations, the warm-up included. */
    static final double INTERPRETED_WINDOWS = 1.25;

    /** The share of the budget of tier 0 that interpreted operations may take. */
    private static final double INTERPRETED_SHARE = 0.25;

    private static final int FEWEST = 100;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int SHORTEST_SLICE_MILLIS = 20;
    private static final int LONGEST_SLICE_MILLIS = 300;
    private static final int SHORTEST_WARM_UP_MILLIS = 1_000;
    private static final int LONGEST_WARM_UP_MILLIS = 3_000;
    private static final int SHORTEST_SMOKE_MILLIS = 200;
    private static final int SMOKE_ITERATIONS = 3;

    /** The number of warm-up operations after which the code counts as compiled. */
    private static final int COMPILED_OPERATIONS = 50_000;

    /**
     * The nanoseconds of warm-up after which the code counts as compiled, however few the operations are: a long
     * operation is compiled while it runs.
     */
    private static final double COMPILED_NANOS = 1e8;

    /** Returns how many operations of a case are counted. */
    Plan plan(final Speed speed) {
        return new Plan(
                fitting((1 - INTERPRETED_SHARE) * budgetSeconds, EXACT_WINDOWS * speed.nanos()),
                fitting(INTERPRETED_SHARE * budgetSeconds, INTERPRETED_WINDOWS * speed.interpretedNanos()),
                fitting(budgetSeconds, (double) INSTRUCTION_WINDOWS * COUNTING * speed.nanos()));
    }

    private int fitting(final double seconds, final double nanosForEach) {
        final double fitting = seconds * NANOS_PER_SECOND / nanosForEach;
        return fitting < operations ? Math.min(operations, Math.max(FEWEST, (int) fitting)) : operations;
    }

    /**
     * Returns the number of warm-up operations for a number of measured ones. It shrinks in proportion if fewer are
     * measured than was asked for.
     */
    int warmup(final int measured) {
        return Math.max(1, (int) ((long) warmup * measured / operations));
    }

    /** Answers whether the code counts as compiled after a warm-up of some operations. */
    static boolean isCompiled(final int warmup, final Speed speed) {
        return warmup >= COMPILED_OPERATIONS || warmup * speed.nanos() >= COMPILED_NANOS;
    }

    /**
     * Returns the milliseconds of an iteration of tier 2: the time that the operations take, or less if the budget does
     * not allow it.
     */
    int smokeMillis(final Speed speed) {
        final double most = budgetSeconds * 1_000.0 / SMOKE_ITERATIONS;
        return (int) Math.min(Math.max(SHORTEST_SMOKE_MILLIS, operations * speed.nanos() / NANOS_PER_MILLI), most);
    }

    /** Returns the milliseconds of the warm-up of a build in a process of tier 3. */
    int warmUpMillis(final Speed speed) {
        final double asked = clamped(
                warmup * speed.nanos() / NANOS_PER_MILLI, SHORTEST_WARM_UP_MILLIS, LONGEST_WARM_UP_MILLIS);
        return (int) Math.max(1, Math.min(asked, processMillis() / 4));
    }

    /** Returns the milliseconds of a slice of tier 3. */
    int sliceMillis(final Speed speed) {
        final double asked =
                clamped(operations * speed.nanos() / NANOS_PER_MILLI, SHORTEST_SLICE_MILLIS, LONGEST_SLICE_MILLIS);
        final double left = (processMillis() - 2 * warmUpMillis(speed)) / (2 * PAIRS);
        return (int) Math.max(1, Math.min(asked, left));
    }

    private double processMillis() {
        return budgetSeconds * 1_000.0 / forks;
    }

    private static double clamped(final double value, final double least, final double most) {
        return Math.min(Math.max(value, least), most);
    }
}
