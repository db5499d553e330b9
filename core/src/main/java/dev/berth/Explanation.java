package dev.berth;

import java.util.Arrays;

/**
 * Why a placement is refused, or that it is not: counts per reason over the instances considered, and the closest one.
 * Immutable.
 */
public final class Explanation {
    private final int considered;
    private final int[] counts;
    private final int closestOrdinal;
    private final Reason closestReason;

    Explanation(final int considered, final int[] counts, final long closest) {
        this.considered = considered;
        this.counts = Arrays.copyOf(counts, Reason.CHECKS);
        closestOrdinal = (int) (closest >> 4);
        closestReason = closest < 0 ? null : Reason.of(-1 - (closest & 15));
    }

    /**
     * How many instances were considered: the {@code ACTIVE} ones.
     *
     * @return 0..maxInstances.
     */
    public int considered() {
        return considered;
    }

    /**
     * How many instances fail a check as the first that they fail.
     *
     * @param check one of the first ten reasons.
     * @return a count.
     */
    public int count(final Reason check) {
        return counts[Checks.inRange("check", check.ordinal(), 0, Reason.CHECKS - 1)];
    }

    /**
     * How many instances pass all checks.
     *
     * @return a count.
     */
    public int eligible() {
        int eligible = considered;
        for (final int count : counts) {
            eligible -= count;
        }
        return eligible;
    }

    /**
     * The instance that comes closest among those that fail: fewest failed checks, then the smallest largest shortfall
     * ratio over CPU, memory, GPUs and slots, then the lowest ordinal.
     *
     * @return its ordinal, −1 if no considered instance fails.
     */
    public int closestOrdinal() {
        return closestOrdinal;
    }

    /**
     * The first check that the closest instance fails.
     *
     * @return the reason, null if no considered instance fails.
     */
    public Reason closestReason() {
        return closestReason;
    }
}
