package dev.berth.internal.count;

/**
 * For one group that runs on many instances: its counts by instance in a column of bytes, beside the entries of
 * {@link GroupCounts}, so that a walk over members and others costs one load each.
 *
 * <p>The column is all zero while no group has it. A group takes it when it runs on 1/64 of the instances, or {@value
 * #MOST_TO_ENTER}, and gives it back below half of that, so the copying is paid for by as many placements.
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

    /** On how many instances a group has to run to get the column. */
    int enter() {
        return enter;
    }

    boolean has(final int group) {
        return owner == group;
    }

    /** Whether a group on so many instances should take the column, and no group has it. */
    boolean isFreeFor(final int population) {
        return owner == NO_GROUP && population >= enter;
    }

    void take(final int group) {
        owner = group;
    }

    boolean isTooLarge(final int population) {
        return population < enter / 2;
    }

    /** Gives the column back, which must be all zero. */
    void release() {
        owner = NO_GROUP;
    }

    void set(final int ordinal, final int count) {
        counts[ordinal] = (byte) Math.min(count, SATURATED);
    }

    /** The count of a group on an instance, or {@link #UNKNOWN} if the group has no column or the count is large. */
    int get(final int group, final int ordinal) {
        if (owner != group) {
            return UNKNOWN;
        }
        final int count = counts[ordinal] & SATURATED;
        return count == SATURATED ? UNKNOWN : count;
    }
}
