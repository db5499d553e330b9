package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.Work;

/**
 * One of the {@code maxIndexes} indexes of an engine: its order, its {@link Partition}, its entries, and whether it is
 * open. A full index that a chain needs may replace a restricted, keyed or level index.
 *
 * <p>If the index is partitioned by the values of an attribute, its buckets by ordinal are also these values by
 * ordinal. A closed index may keep the values of a field in the same array.
 */
public final class IndexSlot {
    private static final int EMPTY = 0;
    private static final int BUILDING = 1;
    private static final int LIVE = 2;

    public final int number;
    public final OrderedIndex index;
    public final Partition partition;

    /**
     * The bucket of each instance by ordinal; unused if all instances share one bucket. If values of attributes decide,
     * it covers the registered instances, otherwise the indexed ones. {@link Partition#OUTSIDE} stands for instances
     * that are not in the index.
     */
    public final int[] bucketOf;

    public int order;

    /** The number of plans, and of walks, that need the index as a full index. */
    public int plans;

    /** The number of plans for which the index is restricted or keyed. */
    public int guests;

    private int state;

    /** Whether the index is live and has every indexed instance in its one bucket. */
    private boolean simple;

    /** The ordinal below which instances have been added while the index is built. */
    private int built;

    /**
     * The field whose values {@link #bucketOf} has, whether or not the index is open; {@link SpreadFields#NONE} if
     * none.
     */
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

    // ---- state -----------------------------------------------------------------------------------------------------

    /** Opens an index that is complete once all indexed instances have been inserted. */
    void open(final int newOrder) {
        open(newOrder, LIVE, Integer.MAX_VALUE);
    }

    /** Opens an index to which instances are added step by step, in the order of ordinals. */
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

    /** Advances an index that is being built by one instance, and returns the ordinal of this instance. */
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

    /** Answers whether the index is live and has every indexed instance in its one bucket. */
    boolean isSimple() {
        return simple;
    }

    /**
     * Answers whether the index is live and has an order, a field or none, and the members of a filter or, if null,
     * all.
     */
    public boolean serves(final int wantedOrder, final int wantedField, final Filter wantedFilter) {
        return state == LIVE && order == wantedOrder && partition.is(wantedField, wantedFilter);
    }

    public boolean servesKey(final int wantedOrder, final int wantedKey) {
        return state == LIVE && order == wantedOrder && partition.isByKey(wantedKey);
    }

    /** Answers whether the index serves plans and is restricted to the members of a filter. */
    public boolean isRestricted() {
        return state == LIVE && partition.filter() != null && !partition.isByLevel();
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /** Answers whether an indexed instance is in this index. */
    public boolean holds(final int ordinal) {
        return state != EMPTY
                && ordinal < built
                && (!partition.isPartial() || bucketOf[ordinal] != Partition.OUTSIDE);
    }

    /** Returns the bucket of an instance that is in the index. */
    public int bucket(final int ordinal) {
        return partition.isWhole() ? 0 : bucketOf[ordinal];
    }

    /** Answers whether an indexed instance is in another bucket than the partition says. */
    public boolean isMisplaced(final int ordinal) {
        return state != EMPTY
                && partition.isVolatile()
                && ordinal < built
                && partition.bucketOf(ordinal) != bucketOf[ordinal];
    }

    // ---- values by ordinal -----------------------------------------------------------------------------------------

    /** Begins to keep the values of a field by ordinal; the index must be closed. */
    void keepValues(final int field) {
        column = field;
        guests = 0;
    }

    /**
     * Returns the field whose values are kept by ordinal, whether or not the index is open; or
     * {@link SpreadFields#NONE}.
     */
    public int column() {
        return column;
    }
}
