package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Columns;

/**
 * The level index: an index for one wide group, partitioned by the number of its tasks on an instance
 * ({@link LevelBuckets}). The instances with the fewest tasks are one bucket, so a search passes over no others. For a
 * plan that a restricted index serves, the level index has the members of the same filter alone.
 *
 * <p>It takes the place of an index that no plan needs, and a plan that needs that place replaces it. It is built while
 * the engine runs: each placement that passes over many instances adds one of {@value #STEPS} parts of them. It serves
 * once it is complete. A group that needs more buckets than there are gets no level index.
 */
public final class GroupLevels {
    private static final int LEAST_STEP = 16;
    private static final int STEPS = 64;
    private static final int NO_GROUP = -1;

    public final LevelBuckets buckets;
    private final IndexSlot[] slots;
    private final Columns columns;
    private IndexSlot slot;
    private int group = NO_GROUP;

    /** The last group whose index did not fit; it is retried after another group has failed. */
    private int hopeless = NO_GROUP;

    GroupLevels(final IndexSlot[] slots, final Columns columns, final LevelBuckets buckets) {
        this.slots = slots;
        this.columns = columns;
        this.buckets = buckets;
    }

    private boolean isOpen() {
        return group != NO_GROUP && slot.isOpen() && slot.partition.isByLevel();
    }

    private boolean isFor(final int order, final int field, final Filter filter) {
        return isOpen() && slot.order == order && buckets.field() == field && slot.partition.filter() == filter;
    }

    /**
     * Returns the complete level index of a group in an order, of the members of a filter or, if null, of all; or null.
     */
    public IndexSlot of(final int wantedGroup, final int order, final int field, final Filter filter) {
        return group == wantedGroup && isFor(order, field, filter) && slot.isLive() ? slot : null;
    }

    /**
     * Returns the level index to which a placement of a group adds instances. Opens one if there is none and an index
     * is free. Returns null if there is nothing to build.
     */
    IndexSlot toBuild(final int wantedGroup, final int order, final int field, final Filter filter) {
        if (isOpen()) {
            return group == wantedGroup && isFor(order, field, filter) && !slot.isLive() ? slot : null;
        }
        final IndexSlot free = wantedGroup == hopeless ? null : freeSlot();
        if (free != null) {
            slot = free;
            group = wantedGroup;
            buckets.set(wantedGroup, field);
            slot.partition.set(Partition.BY_LEVEL, filter);
            slot.openToBuild(order);
        }
        return free;
    }

    /** Answers whether a level index in an order exists for some group, or could be built. */
    public boolean hasSlot(final int order, final int field, final Filter filter) {
        return isOpen() ? isFor(order, field, filter) : freeSlot() != null;
    }

    /** Returns a closed index that no plan needs, preferably one that keeps no values; or null. */
    private IndexSlot freeSlot() {
        IndexSlot free = null;
        for (final IndexSlot candidate : slots) {
            if (candidate.plans == 0 && !candidate.isOpen() && (free == null || free.column() >= 0)) {
                free = candidate;
            }
        }
        return free;
    }

    /** Returns how many instances a placement adds to the level index. */
    public int step() {
        return Math.max(LEAST_STEP, columns.limit() / STEPS);
    }

    /** Notes that the level index has been closed because it lacked room. */
    void abandon() {
        hopeless = group;
        group = NO_GROUP;
    }

    /** Closes the level index of a group whose counts by instance have ended, or that is no longer wide. */
    public void forget(final int narrow) {
        hopeless = narrow == hopeless ? NO_GROUP : hopeless;
        if (narrow == group) {
            giveUp();
        }
    }

    /** Closes the level index over a field that no plan spreads over any more. The field may get another attribute. */
    public void forgetField(final int forgotten) {
        hopeless = NO_GROUP;
        if (group != NO_GROUP && buckets.field() == forgotten) {
            giveUp();
        }
    }

    /**
     * Closes the level index of a filter to which no index is restricted any more. The filter may get another check.
     */
    void forgetFilter(final Filter forgotten) {
        if (forgotten != null && isOpen() && slot.partition.filter() == forgotten) {
            giveUp();
        }
    }

    private void giveUp() {
        if (isOpen()) {
            slot.close();
        }
        group = NO_GROUP;
    }
}
