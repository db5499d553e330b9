package dev.berth.internal.state;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A further amount of all instances by ordinal, registered and remaining: GPUs, task network slots, or a resource that
 * the configuration names.
 *
 * <p>Storage: two shorts for each instance where an amount fits into 16 bits (GPUs and slots), else two ints.
 */
public final class AmountColumn {
    /** Remainders that are counted apart; the last one stands for all from it upwards. */
    private static final int LEVELS = 64;

    /** How messages and explanations name the amount. */
    public final String name;

    private final int least;
    private final int most;
    private final short[] shortRegistered;
    private final short[] shortFree;
    private final int[] registered;
    private final int[] free;

    /** How many registered instances have so much free. */
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

    /** Makes a column of 16 bits. */
    static AmountColumn ofShorts(final String name, final int maxInstances) {
        return new AmountColumn(name, maxInstances, true);
    }

    /** Makes a column of 32 bits. */
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

    /** Returns what remains of an instance; negative = over-committed. */
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

    /** Adds to what remains of a registered instance; the sum must be in the range of the column. */
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

    /** Takes note of an instance that is registered. */
    void add(final int ordinal, final int amount, final int remaining) {
        setRegistered(ordinal, amount);
        setFree(ordinal, remaining);
        levels[level(remaining)]++;
    }

    /** Takes note that an instance is registered no more. */
    void remove(final int ordinal) {
        levels[level(free(ordinal))]--;
    }

    /** Answers whether some registered instance may have so much free: false is certain. */
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

    /** Answers whether the levels are those of some ordinals. */
    boolean isValid(final IntStream ordinals) {
        final int[] expected = new int[LEVELS];
        ordinals.forEach(ordinal -> expected[level(free(ordinal))]++);
        return Arrays.equals(expected, levels);
    }
}
