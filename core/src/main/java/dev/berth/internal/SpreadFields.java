package dev.berth.internal;

import dev.berth.LimitExceededException;
import java.util.Arrays;

/**
 * The fields that live plans spread over: field 0 is the instance, the others are attributes. A field lives as long as
 * a plan needs it.
 */
final class SpreadFields {
    static final int INSTANCE = 0;
    static final int MAX = 64;

    private final Attributes attributes;
    private final int[] plans = new int[MAX];
    private final int[] name = new int[MAX];
    private final int[] missing = new int[MAX];

    /** Values of a field by ordinal, where an index over it keeps them, or null. */
    private final int[][] column = new int[MAX][];

    SpreadFields(final Attributes attributes) {
        this.attributes = attributes;
    }

    /** The field of an attribute, with one more plan. */
    int retain(final String attribute) {
        int free = 0;
        for (int field = MAX - 1; field > INSTANCE; field--) {
            if (plans[field] == 0) {
                free = field;
            } else if (attributes.nameText(name[field]).equals(attribute)) {
                plans[field]++;
                return field;
            }
        }
        if (free == 0) {
            throw new LimitExceededException("attributes that plans spread over", MAX - 1);
        }
        missing[free] = attributes.retainMissing(attribute);
        name[free] = attributes.nameOf(missing[free]);
        plans[free] = 1;
        return free;
    }

    void retainInstance() {
        plans[INSTANCE]++;
    }

    /** Takes a plan off a field; true if none is left. */
    boolean release(final int field) {
        return --plans[field] == 0;
    }

    /** Forgets a field that no plan and no index needs. */
    void forget(final int field) {
        if (field != INSTANCE) {
            attributes.releaseValue(missing[field]);
        }
    }

    boolean isLive(final int field) {
        return plans[field] > 0;
    }

    int name(final int field) {
        return name[field];
    }

    /** Takes note of which fields slots keep by ordinal. */
    void lendColumns(final IndexSlot[] slots) {
        Arrays.fill(column, null);
        for (final IndexSlot slot : slots) {
            if (slot.keepsValues()) {
                column[slot.field] = slot.bucketOf;
            }
        }
    }

    boolean hasColumn(final int field) {
        return column[field] != null;
    }

    /** The value of an attribute field that an instance has; a value of its own stands for none. */
    int valueOf(final int ordinal, final int field) {
        final int[] values = column[field];
        return values != null ? values[ordinal] : valueAmongAttributes(ordinal, field);
    }

    /** As {@link #valueOf}, read where it is set. */
    int valueAmongAttributes(final int ordinal, final int field) {
        final int value = attributes.valueOf(ordinal, name[field]);
        return value == Attributes.NONE ? missing[field] : value;
    }

    /** The key under which {@link GroupCounts} counts an instance. */
    int keyOf(final int ordinal, final int field) {
        return field == INSTANCE ? ordinal : valueOf(ordinal, field);
    }

    int missing(final int field) {
        return missing[field];
    }
}
