package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Columns;

/**
 * The index for one group that runs on many instances, partitioned by how many of its tasks an instance has
 * ({@link LevelBuckets}): the instances with the fewest tasks are one bucket, and need not be searched for among the
 * others. For a plan that is served by an index of the members of a filter, it is of these alone.
 *
 * <p>It takes a slot that no plan needs, and gives way to a plan that does. It is built while the engine runs, one of
 * {@value #STEPS} parts of the instances at each placement that passed over many, and serves once it is complete. A
 * group that needs more buckets than there are does without.
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

    /** The last group whose index did not fit; it is tried again after another group has failed. */
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

    /** The complete index of a group in an order, of the members of a filter or ({@code null}) all; or null. */
    public IndexSlot of(final int wantedGroup, final int order, final int field, final Filter filter) {
        return group == wantedGroup && isFor(order, field, filter) && slot.isLive() ? slot : null;
    }

    /** The slot that is being built for a group, after opening one if there is room; null if there is nothing to do. */
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

    /** Whether there is an index in an order for some group, or a slot in which one could be built. */
    public boolean hasSlot(final int order, final int field, final Filter filter) {
        return isOpen() ? isFor(order, field, filter) : freeSlot() != null;
    }

    /** A slot without an index, rather one that keeps no values; or null. */
    private IndexSlot freeSlot() {
        IndexSlot free = null;
        for (final IndexSlot candidate : slots) {
            if (candidate.plans == 0 && !candidate.isOpen() && (free == null || free.column() >= 0)) {
                free = candidate;
            }
        }
        return free;
    }

    /** How many more instances a step takes in. */
    public int step() {
        return Math.max(LEAST_STEP, columns.limit() / STEPS);
    }

    /** The index has been given up for want of room. */
    void abandon() {
        hopeless = group;
        group = NO_GROUP;
    }

    /** A group has no counts by instance any more, or not for many instances. */
    public void forget(final int narrow) {
        hopeless = narrow == hopeless ? NO_GROUP : hopeless;
        if (narrow == group) {
            giveUp();
        }
    }

    /** No plan spreads over an attribute any more; its field may become another's. */
    public void forgetField(final int forgotten) {
        hopeless = NO_GROUP;
        if (group != NO_GROUP && buckets.field() == forgotten) {
            giveUp();
        }
    }

    /** No index is restricted to a filter any more; it may become another's. */
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
