package dev.berth.internal;

/**
 * Room for one ordered index: what it orders, over what it is partitioned, and who needs it. An index is partitioned by
 * nothing, by the values of an attribute, or by the levels of one group ({@link GroupLevels}). It may be restricted to
 * the members of a filter; such an index gives way to one of all instances.
 */
final class IndexSlot {
    static final int UNPARTITIONED = Plan.NO_FIELD;
    static final int BY_LEVEL = -2;

    /** In place of a bucket: not in a restricted index. */
    static final int OUTSIDE = -1;

    final int number;
    final OrderedIndex index;

    /**
     * Bucket by ordinal, if the index is partitioned: of each registered instance, or, by level, of those that are in
     * the index. If the index is restricted, in any case, and −1 of those that are not in it.
     */
    final int[] bucketOf;

    int order;
    int field = UNPARTITIONED;
    int plans;

    /** Plans for which it is restricted to their filter. */
    int guests;

    /** Only its members are in the index; null = all instances. */
    Filter filter;

    boolean live;

    /** Only instances with a lower ordinal are in the index: it is being built while the engine runs. */
    int built;

    IndexSlot(
            final int number,
            final int maxInstances,
            final int maxBuckets,
            final int maxValues,
            final Cells ranges,
            final Clock clock,
            final Work work) {
        this.number = number;
        index = new OrderedIndex(maxInstances, maxBuckets, maxValues, ranges, clock, work);
        bucketOf = new int[maxInstances];
    }

    static long footprintBytes(final int maxInstances, final int maxBuckets, final int maxValues) {
        return OrderedIndex.footprintBytes(maxInstances, maxBuckets, maxValues) + 4L * maxInstances;
    }

    boolean serves(final int wantedOrder, final int wantedField, final Filter wantedFilter) {
        return live && order == wantedOrder && field == wantedField && filter == wantedFilter;
    }

    void open(final int newOrder, final int newField) {
        order = newOrder;
        field = newField;
        live = true;
        filter = null;
        guests = 0;
        built = Integer.MAX_VALUE;
        index.clear(newOrder);
    }

    /** Whether an instance that is indexed is in this index too. */
    boolean holds(final int ordinal) {
        return live && ordinal < built && (filter == null || bucketOf[ordinal] != OUTSIDE);
    }

    boolean isByValue() {
        return live && field >= 0 && filter == null;
    }

    /** Whether an indexed instance is in a restricted index and should not be, or the reverse. */
    boolean isMisplaced(final int ordinal) {
        return live && filter != null && filter.admits(ordinal) != (bucketOf[ordinal] != OUTSIDE);
    }

    int bucket(final int ordinal) {
        return field == UNPARTITIONED && filter == null ? 0 : bucketOf[ordinal];
    }
}
