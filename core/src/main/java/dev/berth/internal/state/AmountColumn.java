package dev.berth.internal.state;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A further amount of all instances by ordinal, registered and remaining. It is the GPUs, the ENI slots or a named
 * resource. The column stores two shorts for each instance if the amount fits in 16 bits (GPUs and ENI slots),
 * otherwise two ints.
 */
public final class AmountColumn {
    /** The number of remainders that are counted separately; the last one also stands for all larger ones. */
    private static final int LEVELS = 64;

    /** The name of the amount in messages and explanations. */
    public final String name;

    private final int least;
    private final int most;
    private final short[] shortRegistered;
    private final short[] shortFree;
    private final int[] registered;
    private final int[] free;

    /** The number of registered instances by remainder. */
    private final int[] levels = new int[LEVELS];

    private AmountColumn(final String name, final int maxInstances, final boolean isShort) {
        this.name = name;
        least = isShort ? Short.MIN_VALUE : Integer.MIN_VALUE;
        most = isShort ? Short.MAX_VALUE : Integer.MAX_VALUE;
        shortRegistered = isShort ? new short[maxInstances] : null;
        shortFree = isShort ? new short[maxInstances] : null;
        registered = isShort ? null : new int[maxInstances];
        free = isShort ? null : new int[maxInstances];
    }

    /** Makes a column of 16 bits for each amount. */
    static AmountColumn ofShorts(final String name, final int maxInstances) {
        return new AmountColumn(name, maxInstances, true);
    }

    /** Makes a column of 32 bits for each amount. */
    static AmountColumn ofInts(final String name, final int maxInstances) {
        return new AmountColumn(name, maxInstances, false);
    }

    static long footprintBytes(final int maxInstances, final int bytesPerAmount) {
        return 2L * bytesPerAmount * maxInstances + 4L * LEVELS;
    }

    /** Returns the least remainder that the column can hold. */
    public int least() {
        return least;
    }

    /** Returns the largest amount that the column can hold. */
    public int most() {
        return most;
    }

    /** Returns the amount that remains on an instance; it is negative if the instance is over-committed. */
    public int free(final int ordinal) {
        return shortFree == null ? free[ordinal] : shortFree[ordinal];
    }

    public int registered(final int ordinal) {
        return shortRegistered == null ? registered[ordinal] : shortRegistered[ordinal];
    }

    public void setRegistered(final int ordinal, final int amount) {
        if (shortRegistered == null) {
            registered[ordinal] = amount;
        } else {
            shortRegistered[ordinal] = (short) amount;
        }
    }

    /** Adds to the remainder of a registered instance; the sum must be in the range of the column. */
    public void addFree(final int ordinal, final int delta) {
        final int before = free(ordinal);
        levels[level(before)]--;
        levels[level(before + delta)]++;
        setFree(ordinal, before + delta);
    }

    private void setFree(final int ordinal, final int amount) {
        if (shortFree == null) {
            free[ordinal] = amount;
        } else {
            shortFree[ordinal] = (short) amount;
        }
    }

    /** Sets the amounts of an instance that is being registered. */
    void add(final int ordinal, final int amount, final int remaining) {
        setRegistered(ordinal, amount);
        setFree(ordinal, remaining);
        levels[level(remaining)]++;
    }

    /** Removes an instance that is being deregistered from the counts by remainder. */
    void remove(final int ordinal) {
        levels[level(free(ordinal))]--;
    }

    /** Answers whether some registered instance may have so much left. The answer false is always right. */
    public boolean mayHave(final int asked) {
        for (int level = level(asked); level < LEVELS; level++) {
            if (levels[level] > 0) {
                return true;
            }
        }
        return asked <= 0;
    }

    private static int level(final int amount) {
        return Math.min(Math.max(amount, 0), LEVELS - 1);
    }

    /** Answers whether the counts by remainder are those of some ordinals. */
    boolean isValid(final IntStream ordinals) {
        final int[] expected = new int[LEVELS];
        ordinals.forEach(ordinal -> expected[level(free(ordinal))]++);
        return Arrays.equals(expected, levels);
    }
}
