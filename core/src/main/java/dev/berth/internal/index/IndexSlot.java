package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.Work;

/**
 * Room for one ordered index: what it orders, over what it is partitioned, and who needs it. An index is partitioned by
 * nothing, by the values of an attribute, or by the levels of one group ({@link GroupLevels}). It may be restricted to
 * the members of a filter, or keyed: of the instances that have an attribute, by its values, for queries that ask for
 * one of them. Such an index gives way to one that a chain needs. A slot without an index may keep a field's values by
 * ordinal.
 */
public final class IndexSlot {
    public static final int UNPARTITIONED = SpreadFields.NONE;
    public static final int BY_LEVEL = -2;
    public static final int KEYED = -3;

    /** In place of a bucket: not in a restricted or a keyed index. */
    static final int OUTSIDE = Attributes.NONE;

    public final int number;
    public final OrderedIndex index;

    /**
     * Bucket by ordinal, if the index is partitioned: of each registered instance, or, by level, of those that are in
     * the index. If the index is restricted, in any case, and {@link #OUTSIDE} of those that are not in it.
     */
    public final int[] bucketOf;

    public int order;
    public int field = UNPARTITIONED;
    public int plans;

    /** Plans for which it is restricted to their filter, or keyed. */
    public int guests;

    /** Only its members are in the index; null = all instances. */
    public Filter filter;

    /** The attribute by which it is keyed. */
    public int key;

    public boolean live;

    /** Whether it is of some instances only. */
    private boolean partial;

    /** Whether there is no index in it, and it keeps the values of its field by ordinal. */
    private boolean column;

    /** Only instances with a lower ordinal are in the index: it is being built while the engine runs. */
    int built;

    IndexSlot(
            final int number,
            final int maxInstances,
            final int maxBuckets,
            final int maxValues,
            final Columns columns,
            final Cells ranges,
            final Clock clock,
            final Work work) {
        this.number = number;
        index = new OrderedIndex(maxInstances, maxBuckets, maxValues, columns, ranges, clock, work);
        bucketOf = new int[maxInstances];
    }

    static long footprintBytes(final int maxInstances, final int maxBuckets, final int maxValues) {
        return OrderedIndex.footprintBytes(maxInstances, maxBuckets, maxValues) + 4L * maxInstances;
    }

    public boolean serves(final int wantedOrder, final int wantedField, final Filter wantedFilter) {
        return live && order == wantedOrder && field == wantedField && filter == wantedFilter;
    }

    public boolean servesKey(final int wantedOrder, final int wantedKey) {
        return live && field == KEYED && order == wantedOrder && key == wantedKey;
    }

    /** Opens it for all instances. */
    void open(final int newOrder, final int newField) {
        open(newOrder, newField, null);
    }

    /** Opens it for the members of a filter, or ({@code null}) all instances. */
    void open(final int newOrder, final int newField, final Filter newFilter) {
        order = newOrder;
        field = newField;
        live = true;
        column = false;
        filter = newFilter;
        partial = newFilter != null || newField == KEYED;
        guests = 0;
        built = Integer.MAX_VALUE;
        index.clear(newOrder);
    }

    /** Whether an instance that is indexed is in this index too. */
    public boolean holds(final int ordinal) {
        return live && ordinal < built && (!partial || bucketOf[ordinal] != OUTSIDE);
    }

    /** Keeps the values of a field by ordinal, in place of an index. */
    void openColumn(final int newField) {
        field = newField;
        column = true;
        filter = null;
        guests = 0;
    }

    void closeColumn() {
        column = false;
    }

    public boolean isColumn() {
        return column;
    }

    /** Whether it keeps the values of its field by ordinal, with an index or without. */
    public boolean keepsValues() {
        return column || isByValue();
    }

    public boolean isRestricted() {
        return live && filter != null;
    }

    boolean isByValue() {
        return live && field >= 0 && filter == null;
    }

    /** Whether an indexed instance is in a restricted index and should not be, or the reverse. */
    public boolean isMisplaced(final int ordinal) {
        return live && filter != null && filter.admits(ordinal) != (bucketOf[ordinal] != OUTSIDE);
    }

    public int bucket(final int ordinal) {
        return field == UNPARTITIONED && filter == null ? 0 : bucketOf[ordinal];
    }
}
