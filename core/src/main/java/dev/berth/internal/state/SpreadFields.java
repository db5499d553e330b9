package dev.berth.internal.state;

import dev.berth.LimitExceededException;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * The fields that live plans spread over. Field 0 is the instance; the others are attributes. A field lives while a
 * plan needs it.
 */
public final class SpreadFields {
    /** The value that stands for no attribute field: the chain does not begin with a spread over an attribute. */
    public static final int NONE = -1;

    public static final int INSTANCE = 0;
    public static final int MAX_ATTRIBUTES = 63;

    private static final int MAX = MAX_ATTRIBUTES + 1;

    private final Attributes attributes;
    private final int[] plans = new int[MAX];
    private final int[] name = new int[MAX];
    private final int[] missing = new int[MAX];

    /** The values of each field by ordinal, in an array that an index keeps; null if no index keeps one. */
    private final int[][] column = new int[MAX][];

    public SpreadFields(final Attributes attributes) {
        this.attributes = attributes;
    }

    /** Returns the field of an attribute, and adds a plan to it. */
    public int retain(final String attribute) {
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
            throw new LimitExceededException("attributes that plans spread over", MAX_ATTRIBUTES);
        }
        missing[free] = attributes.retainMissing(attribute);
        name[free] = attributes.nameOf(missing[free]);
        plans[free] = 1;
        return free;
    }

    public void retainInstance() {
        plans[INSTANCE]++;
    }

    /** Removes a plan from a field, and answers whether no plan is left. */
    public boolean release(final int field) {
        return --plans[field] == 0;
    }

    /** Frees a field that no plan and no index needs. */
    public void forget(final int field) {
        if (field != INSTANCE) {
            attributes.releaseValue(missing[field]);
        }
    }

    public boolean isLive(final int field) {
        return plans[field] > 0;
    }

    public int name(final int field) {
        return name[field];
    }

    /** Removes the arrays of values by ordinal of all fields. */
    public void withdrawColumns() {
        Arrays.fill(column, null);
    }

    /** Sets the array by ordinal from which the values of a field are read. Its owner keeps it up to date. */
    public void lendColumn(final int field, final int[] valueByOrdinal) {
        column[field] = valueByOrdinal;
    }

    public boolean hasColumn(final int field) {
        return column[field] != null;
    }

    /**
     * Returns the value that an instance has for an attribute field. The absence of the attribute has a value of its
     * own.
     */
    public int valueOf(final int ordinal, final int field) {
        final int[] values = column[field];
        return values != null ? values[ordinal] : valueAmongAttributes(ordinal, field);
    }

    /** Returns the same as {@link #valueOf}, read from the attributes of the instance. */
    public int valueAmongAttributes(final int ordinal, final int field) {
        final int value = attributes.valueOf(ordinal, name[field]);
        return value == Attributes.NONE ? missing[field] : value;
    }

    /** Returns the key under which an instance is counted in a field. */
    public int keyOf(final int ordinal, final int field) {
        return field == INSTANCE ? ordinal : valueOf(ordinal, field);
    }

    public int missing(final int field) {
        return missing[field];
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Writes the attribute of each field. */
    public void write(final SnapshotWriter out) throws IOException {
        for (int field = INSTANCE + 1; field < MAX; field++) {
            out.text(isLive(field) ? attributes.nameText(name[field]) : null);
        }
    }

    /** Reads the fields of a snapshot. Each has one additional plan until {@link #releaseRead}. */
    public void read(final SnapshotReader in) throws IOException {
        for (int field = INSTANCE + 1; field < MAX; field++) {
            final String attribute = in.text();
            if (attribute != null) {
                in.require(attributes.findMissing(attribute) >= 0, "an attribute spread over is not interned");
                for (int other = INSTANCE + 1; other < field; other++) {
                    in.require(
                            plans[other] == 0 || !attributes.nameText(name[other]).equals(attribute),
                            "two fields are the same attribute");
                }
                missing[field] = attributes.retainMissing(attribute);
                name[field] = attributes.nameOf(missing[field]);
                plans[field] = 1;
            }
        }
    }

    /** Removes the additional plan of each field, once the plans have been read. Throws if a field then has no plan. */
    public void releaseRead(final SnapshotReader in) throws IOException {
        for (int field = INSTANCE + 1; field < MAX; field++) {
            in.require(plans[field] == 0 || !release(field), "no plan spreads over an attribute that is a field");
        }
    }
}
