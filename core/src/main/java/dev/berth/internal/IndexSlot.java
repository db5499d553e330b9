package dev.berth.internal;

/**
 * Room for one ordered index: what it orders, over what it is partitioned, and who needs it. An index is partitioned by
 * nothing, by the values of an attribute, or by the levels of one group ({@link GroupLevels}).
 */
final class IndexSlot {
    static final int UNPARTITIONED = Plan.NO_FIELD;
    static final int BY_LEVEL = -2;

    final int number;
    final OrderedIndex index;

    /**
     * Bucket by ordinal, if the index is partitioned: of each registered instance, or, by level, of those that are in
     * the index.
     */
    final int[] bucketOf;

    int order;
    int field = UNPARTITIONED;
    int plans;
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

    boolean serves(final int wantedOrder, final int wantedField) {
        return live && order == wantedOrder && field == wantedField;
    }

    void open(final int newOrder, final int newField) {
        order = newOrder;
        field = newField;
        live = true;
        built = Integer.MAX_VALUE;
        index.clear(newOrder);
    }

    /** Whether an instance that is indexed is in this index too. */
    boolean holds(final int ordinal) {
        return live && ordinal < built;
    }

    boolean isByValue() {
        return live && field >= 0;
    }

    int bucket(final int ordinal) {
        return field == UNPARTITIONED ? 0 : bucketOf[ordinal];
    }
}
