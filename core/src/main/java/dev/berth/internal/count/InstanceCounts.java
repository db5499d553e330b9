package dev.berth.internal.count;

/**
 * The counts by instance of one wide group, in a column of bytes. {@link GroupCounts} has the same counts. With the
 * column, a walk that passes over many instances reads each count in one load.
 *
 * <p>The column is all zero while no group has it. A group takes it when it runs on 1/64 of the instances, at least
 * {@value #LEAST_TO_ENTER} and at most {@value #MOST_TO_ENTER}, and gives it back below half of that. The distance
 * between the two spreads the cost of a copy over many placements and releases.
 */
public final class InstanceCounts {
    static final int UNKNOWN = -1;

    private static final int MOST_TO_ENTER = 1_024;
    private static final int LEAST_TO_ENTER = 16;
    private static final int SATURATED = 255;
    private static final int NO_GROUP = -1;

    private final byte[] counts;
    private final int enter;
    private int owner = NO_GROUP;

    public InstanceCounts(final int maxInstances) {
        counts = new byte[maxInstances];
        enter = Math.max(LEAST_TO_ENTER, Math.min(MOST_TO_ENTER, maxInstances / 64));
    }

    public static long footprintBytes(final int maxInstances) {
        return maxInstances;
    }

    /** Returns on how many instances a group must run to get the column. */
    int enter() {
        return enter;
    }

    boolean has(final int group) {
        return owner == group;
    }

    /** Answers whether the column is free and a group on so many instances should take it. */
    boolean isFreeFor(final int population) {
        return owner == NO_GROUP && population >= enter;
    }

    void take(final int group) {
        owner = group;
    }

    boolean isTooLarge(final int population) {
        return population < enter / 2;
    }

    /** Gives the column back; it must be all zero. */
    void release() {
        owner = NO_GROUP;
    }

    void set(final int ordinal, final int count) {
        counts[ordinal] = (byte) Math.min(count, SATURATED);
    }

    /**
     * Returns the count of a group on an instance, or {@link #UNKNOWN} if the group lacks the column or the count is
     * large.
     */
    int get(final int group, final int ordinal) {
        if (owner != group) {
            return UNKNOWN;
        }
        final int count = counts[ordinal] & SATURATED;
        return count == SATURATED ? UNKNOWN : count;
    }
}
