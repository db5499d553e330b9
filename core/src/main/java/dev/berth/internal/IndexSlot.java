package dev.berth.internal;

/**
 * Room for one ordered index: what it orders, over which attribute it is partitioned, and who needs it.
 */
final class IndexSlot {
    static final int UNPARTITIONED = Plan.NO_FIELD;

    final int number;
    final OrderedIndex index;

    /** Bucket of each registered instance, if the index is partitioned. */
    final int[] bucketOf;

    int order;
    int field = UNPARTITIONED;
    int plans;
    boolean live;

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
        index.clear(newOrder);
    }

    int bucket(final int ordinal) {
        return field == UNPARTITIONED ? 0 : bucketOf[ordinal];
    }
}
