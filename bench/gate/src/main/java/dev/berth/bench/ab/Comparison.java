package dev.berth.bench.ab;

import java.util.concurrent.TimeUnit;

/**
 * A measurement of two sides in turn. First the answers to the same operations are hashed, then both sides are warmed
 * up, then slices are timed in pairs. Base comes first in one pair and head in the next, so that neither profits from
 * its position or from a machine that gets faster or slower.
 *
 * <p>Both sides carry out the same operations as long as the slower takes at most {@value #IN_STEP} times as long as
 * the faster. Beyond that ratio each side has slices of as many operations as fill the time, which the steady state of
 * a case allows; then only the first answers are compared.
 */
public final class Comparison {
    /** The greatest ratio of times at which both sides still carry out the same operations. */
    static final int IN_STEP = 8;

    private static final int FIRST_OPERATIONS = 64;
    private static final int MOST_OPERATIONS = 1 << 28;
    private static final int CHUNKS_PER_WARM_UP = 8;

    /**
     * The amount of measuring.
     *
     * @param pairs the number of pairs of slices, 2 or more.
     * @param sliceMillis the time of the slower side in a slice, in milliseconds, 1 or more.
     * @param warmUpMillis the time of the slower side in the warm-up, in milliseconds, 1 or more.
     * @param checked the number of operations whose answers are hashed.
     * @param percent the percentile of the times of single operations that is compared, above 0, at most 100; 0
     *     compares the mean.
     */
    public record Effort(int pairs, int sliceMillis, int warmUpMillis, int checked, double percent) {}

    private final Side base;
    private final Side head;
    private final Effort effort;
    private int baseOperations;
    private int headOperations;
    private boolean inStep;

    /**
     * Creates a comparison that has measured nothing yet.
     *
     * @param base the side that is compared with, set up.
     * @param head the side that is judged, set up.
     * @param effort the amount of measuring.
     */
    public Comparison(final Side base, final Side head, final Effort effort) {
        this.base = base;
        this.head = head;
        this.effort = effort;
    }

    /**
     * Measures both sides and checks them.
     *
     * @param row the name of the case that both sides are set up for.
     * @param isRandom whether the case draws its places.
     * @return times and checksums.
     */
    public CaseResult run(final String row, final boolean isRandom) {
        long baseSum = base.checksum(effort.checked());
        long headSum = head.checksum(effort.checked());
        warmUp();
        final Slices ofBase = new Slices(base, baseOperations, effort.pairs());
        final Slices ofHead = new Slices(head, headOperations, effort.pairs());
        for (int pair = 0; pair < effort.pairs(); pair++) {
            final boolean isBaseFirst = pair % 2 == 0;
            (isBaseFirst ? ofBase : ofHead).time(pair);
            (isBaseFirst ? ofHead : ofBase).time(pair);
        }
        if (inStep) {
            baseSum = withEnd(base, baseSum);
            headSum = withEnd(head, headSum);
        }
        base.tearDown();
        head.tearDown();
        return new CaseResult(
                row,
                isRandom,
                ofBase.measured(baseSum),
                ofHead.measured(headSum),
                inStep,
                1);
    }

    /** The slices of a side. */
    private final class Slices {
        private final Side side;
        private final int operations;
        private final double[] nanos;
        private final double[] wallNanos;

        Slices(final Side side, final int operations, final int pairs) {
            this.side = side;
            this.operations = operations;
            nanos = new double[pairs];
            wallNanos = new double[pairs];
        }

        void time(final int pair) {
            nanos[pair] = effort.percent() > 0
                    ? side.percentile(operations, effort.percent())
                    : (double) side.time(operations) / operations;
            wallNanos[pair] = (double) side.wallNanos() / operations;
        }

        CaseResult.Measured measured(final long checksum) {
            return new CaseResult.Measured(nanos, wallNanos, operations, checksum);
        }
    }

    /**
     * Returns the nanoseconds that some operations take: on a processor or by the clock of the machine, whichever is
     * more. The clock is more if the side waits.
     */
    private static long spent(final Side side, final int operations) {
        return Math.max(side.time(operations), side.wallNanos());
    }

    private long withEnd(final Side side, final long sum) {
        final long state = side.stateHash();
        return 31 * (31 * sum + state) + side.checksum(effort.checked());
    }

    private void warmUp() {
        final long warm = TimeUnit.MILLISECONDS.toNanos(effort.warmUpMillis());
        long spent = 0;
        long baseNanos = 0;
        long headNanos = 0;
        int operations = FIRST_OPERATIONS;
        while (spent < warm) {
            operations = next(operations, Math.max(baseNanos, headNanos));
            baseNanos = spent(base, operations);
            headNanos = spent(head, operations);
            spent += Math.max(baseNanos, headNanos);
        }
        final long slower = Math.max(baseNanos, headNanos);
        inStep = IN_STEP * Math.min(baseNanos, headNanos) >= slower;
        baseOperations = filling(operations, slower);
        headOperations = baseOperations;
        if (!inStep && baseNanos > headNanos) {
            headOperations = warmAlone(head, operations, headNanos);
        } else if (!inStep) {
            baseOperations = warmAlone(base, operations, baseNanos);
        }
    }

    private int warmAlone(final Side side, final int first, final long firstNanos) {
        final long warm = TimeUnit.MILLISECONDS.toNanos(effort.warmUpMillis());
        int operations = first;
        long nanos = firstNanos;
        for (long spent = 0; spent < warm; spent += nanos) {
            operations = next(operations, nanos);
            nanos = spent(side, operations);
        }
        return filling(operations, nanos);
    }

    /** Returns the number of operations to try next: twice as many until they take an eighth of the warm-up. */
    private int next(final int operations, final long nanos) {
        final long warm = TimeUnit.MILLISECONDS.toNanos(effort.warmUpMillis());
        return nanos == 0 || nanos > warm / CHUNKS_PER_WARM_UP
                ? operations
                : Math.min(MOST_OPERATIONS, 2 * operations);
    }

    /** Returns how many operations fill a slice, given the time of some operations. */
    private int filling(final int operations, final long nanos) {
        final double slice = TimeUnit.MILLISECONDS.toNanos(effort.sliceMillis());
        return (int) Math.max(1, Math.min(MOST_OPERATIONS, slice * operations / nanos));
    }
}
