package dev.berth.internal.count;

import java.util.Arrays;

/**
 * For the few groups that run on many instances: their counts by instance in a column of bytes, beside the entries of
 * {@link GroupCounts}, so that a walk over members and others costs one load each.
 *
 * <p>A fixed pool of columns, all zero while free. A group takes one when it runs on 1/64 of the instances, or {@value
 * #MOST_TO_ENTER}, and gives it back below half of that, so the copying is paid for by as many placements.
 */
public final class InstanceCounts {
    static final int UNKNOWN = -1;
    static final int COLUMNS = 1;

    private static final int MOST_TO_ENTER = 1_024;
    private static final int LEAST_TO_ENTER = 16;
    private static final int SATURATED = 255;
    private static final byte NO_COLUMN = -1;

    private final byte[][] columns;
    private final byte[] columnOfGroup;
    private final int enter;
    private int used;

    public InstanceCounts(final int maxInstances, final int maxGroups) {
        columns = new byte[COLUMNS][maxInstances];
        enter = Math.max(LEAST_TO_ENTER, Math.min(MOST_TO_ENTER, maxInstances / 64));
        columnOfGroup = new byte[maxGroups];
        Arrays.fill(columnOfGroup, NO_COLUMN);
    }

    public static long footprintBytes(final int maxInstances, final int maxGroups) {
        return (long) COLUMNS * maxInstances + maxGroups;
    }

    boolean has(final int group) {
        return columnOfGroup[group] != NO_COLUMN;
    }

    boolean hasRoom() {
        return used != (1 << COLUMNS) - 1;
    }

    /** Whether a group without a column should have a free one; it has it then, all zero. */
    boolean wants(final int group, final int population) {
        if (population < enter) {
            return false;
        }
        final int column = Integer.numberOfTrailingZeros(~used);
        used |= 1 << column;
        columnOfGroup[group] = (byte) column;
        return true;
    }

    boolean isTooLarge(final int population) {
        return population < enter / 2;
    }

    /** Gives a group's column back, which must be all zero. */
    void release(final int group) {
        used &= ~(1 << columnOfGroup[group]);
        columnOfGroup[group] = NO_COLUMN;
    }

    void set(final int group, final int ordinal, final int count) {
        if (has(group)) {
            columns[columnOfGroup[group]][ordinal] = (byte) Math.min(count, SATURATED);
        }
    }

    /** The count of a group on an instance, or {@link #UNKNOWN} if the group has no column or the count is large. */
    int get(final int group, final int ordinal) {
        final int column = columnOfGroup[group];
        if (column == NO_COLUMN) {
            return UNKNOWN;
        }
        final int count = columns[column][ordinal] & SATURATED;
        return count == SATURATED ? UNKNOWN : count;
    }
}
