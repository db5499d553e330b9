package dev.berth.internal.index;

import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.state.SpreadFields;

/**
 * The buckets of the level index of a wide group. There is one for each number of its tasks on an instance, and for
 * each value of an attribute if the chain spreads over one first. At most {@value #LEVELS} numbers and {@value #VALUES}
 * values have a bucket.
 */
public final class LevelBuckets {
    private static final int LEVELS = 32;
    private static final int VALUES = 32;

    /** The value in place of a bucket for a number of tasks or an attribute value without a bucket. */
    static final int OVERFLOW = -2;

    private final SpreadFields fields;
    private final GroupCounts counts;
    private final int[] values = new int[VALUES];
    private int valueTotal;
    private int group;
    private int field;

    LevelBuckets(final SpreadFields fields, final GroupCounts counts) {
        this.fields = fields;
        this.counts = counts;
    }

    void set(final int newGroup, final int newField) {
        group = newGroup;
        field = newField;
        valueTotal = 0;
    }

    int field() {
        return field;
    }

    /** Adds the attribute value of an instance, if there is room for one more. */
    void addValueOf(final int ordinal) {
        if (field != SpreadFields.NONE && valueTotal < VALUES) {
            final int value = fields.valueOf(ordinal, field);
            if (numberOf(value) == valueTotal) {
                values[valueTotal++] = value;
            }
        }
    }

    private int numberOf(final int value) {
        int number = 0;
        while (number < valueTotal && values[number] != value) {
            number++;
        }
        return number;
    }

    /** Returns the bucket of an instance, or {@link #OVERFLOW} if there is none for it. */
    int bucketOf(final int ordinal) {
        final int level = counts.onInstance(group, ordinal);
        return bucketOf(field == SpreadFields.NONE ? 0 : fields.valueOf(ordinal, field), level);
    }

    /**
     * Returns the bucket of the instances with a value and a number of tasks, or {@link #OVERFLOW} if there is none.
     */
    public int bucketOf(final int value, final int level) {
        final int number = field == SpreadFields.NONE ? 0 : numberOf(value);
        final boolean isKnown = level < LEVELS && (field == SpreadFields.NONE || number < valueTotal);
        return isKnown ? number * LEVELS + level : OVERFLOW;
    }
}
