package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.Work;

/**
 * Room for one ordered index: its order, its {@link Partition}, and whether it is there. An index that only some plans
 * have use for (restricted, by key, by level) gives way to one that a chain needs.
 *
 * <p>Its buckets by ordinal are also the values of an attribute by ordinal, where the index is partitioned by these. A
 * slot without an index may keep the values of a field in the same room.
 */
public final class IndexSlot {
    private static final int EMPTY = 0;
    private static final int BUILDING = 1;
    private static final int LIVE = 2;

    public final int number;
    public final OrderedIndex index;
    public final Partition partition;

    /**
     * Bucket by ordinal, unless there is one for all: of each registered instance, if values of attributes decide; else
     * of those that are indexed. {@link Partition#OUTSIDE} of those that are not in it.
     */
    public final int[] bucketOf;

    public int order;
    public int plans;

    /** Plans for which it is restricted to their filter, or keyed. */
    public int guests;

    private int state;

    /** Whether it is live, and every indexed instance is in it, in its one bucket. */
    private boolean simple;

    /** Only instances with a lower ordinal are in the index. */
    private int built;

    /** The field whose values are kept in {@link #bucketOf}, with an index or without; or none. */
    private int column = SpreadFields.NONE;

    IndexSlot(
            final int number,
            final int maxInstances,
            final int maxBuckets,
            final int maxValues,
            final Columns columns,
            final Partition partition,
            final Cells ranges,
            final Work work) {
        this.number = number;
        this.partition = partition;
        index = new OrderedIndex(maxInstances, maxBuckets, maxValues, columns, ranges, work);
        bucketOf = new int[maxInstances];
    }

    static long footprintBytes(final int maxInstances, final int maxBuckets, final int maxValues) {
        return OrderedIndex.footprintBytes(maxInstances, maxBuckets, maxValues) + 4L * maxInstances;
    }

    // ---- whether it is there ---------------------------------------------------------------------------------------

    /** Opens an index that is complete once all indexed instances have been inserted. */
    void open(final int newOrder) {
        open(newOrder, LIVE, Integer.MAX_VALUE);
    }

    /** Opens an index that takes instances in by and by, in the order of ordinals. */
    void openToBuild(final int newOrder) {
        open(newOrder, BUILDING, 0);
    }

    private void open(final int newOrder, final int newState, final int newBuilt) {
        order = newOrder;
        state = newState;
        built = newBuilt;
        column = partition.isByValue() ? partition.field() : SpreadFields.NONE;
        simple = newState == LIVE && partition.isWhole();
        guests = 0;
        index.clear(newOrder);
    }

    /** Takes the next instance into an index that is being built; returns its ordinal. */
    int buildNext(final int limit) {
        final int ordinal = built++;
        if (built >= limit) {
            state = LIVE;
            built = Integer.MAX_VALUE;
        }
        return ordinal;
    }

    void close() {
        state = EMPTY;
        simple = false;
        column = SpreadFields.NONE;
    }

    public boolean isOpen() {
        return state != EMPTY;
    }

    public boolean isLive() {
        return state == LIVE;
    }

    /** Whether it is live, and every indexed instance is in it, in its one bucket. */
    boolean isSimple() {
        return simple;
    }

    /** Whether it is the index in an order, by a field or by nothing, of a filter's members or ({@code null}) all. */
    public boolean serves(final int wantedOrder, final int wantedField, final Filter wantedFilter) {
        return state == LIVE && order == wantedOrder && partition.is(wantedField, wantedFilter);
    }

    public boolean servesKey(final int wantedOrder, final int wantedKey) {
        return state == LIVE && order == wantedOrder && partition.isByKey(wantedKey);
    }

    /** Whether it is restricted to the members of a filter for plans. */
    public boolean isRestricted() {
        return state == LIVE && partition.filter() != null && !partition.isByLevel();
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /** Whether an instance that is indexed is in this index too. */
    public boolean holds(final int ordinal) {
        return state != EMPTY
                && ordinal < built
                && (!partition.isPartial() || bucketOf[ordinal] != Partition.OUTSIDE);
    }

    /** The bucket in which an instance is. */
    public int bucket(final int ordinal) {
        return partition.isWhole() ? 0 : bucketOf[ordinal];
    }

    /** Whether an indexed instance is in another bucket than it should be. */
    public boolean isMisplaced(final int ordinal) {
        return state != EMPTY
                && partition.isVolatile()
                && ordinal < built
                && partition.bucketOf(ordinal) != bucketOf[ordinal];
    }

    // ---- values by ordinal -----------------------------------------------------------------------------------------

    /** Keeps the values of a field by ordinal, in place of an index. */
    void keepValues(final int field) {
        column = field;
        guests = 0;
    }

    /** The field whose values it keeps by ordinal, with an index or without; or none. */
    public int column() {
        return column;
    }
}
