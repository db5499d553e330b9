package dev.berth.internal.index;

import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.SpreadFields;

/**
 * An index for one group that runs on many instances, partitioned by how many of its tasks an instance has (and by the
 * value of an attribute, if the chain spreads over one first): the instances with the fewest tasks are one bucket, and
 * need not be searched for among the others.
 *
 * <p>It takes a slot that no plan needs, and gives way to a plan that does. It is built while the engine runs, at most
 * {@value #MOST_STEP} instances at each placement of the group, and serves once it is complete. Bounds: {@value
 * #LEVELS} levels, {@value #VALUES} values; beyond, the group does without.
 */
public final class GroupLevels {
    private static final int LEVELS = 32;
    private static final int VALUES = 32;
    private static final int LEAST_STEP = 4;
    private static final int MOST_STEP = 64;
    private static final int STEPS = 256;
    private static final int NO_GROUP = -1;
    private static final int NO_BUCKET = -1;

    private final IndexSlot[] slots;
    private final Columns columns;
    private final SpreadFields fields;
    private final GroupCounts counts;
    private final int[] values = new int[VALUES];
    private int valueTotal;
    private IndexSlot slot;
    private int group = NO_GROUP;
    private int field;

    /** A group for which it did not go, and shall not be tried again before another. */
    private int hopeless = NO_GROUP;

    GroupLevels(
            final IndexSlot[] slots, final Columns columns, final SpreadFields fields, final GroupCounts counts) {
        this.slots = slots;
        this.columns = columns;
        this.fields = fields;
        this.counts = counts;
    }

    private boolean isOpen() {
        return group != NO_GROUP && slot.live && slot.field == IndexSlot.BY_LEVEL;
    }

    /** The complete index of a group in an order, or null. */
    public IndexSlot of(final int wantedGroup, final int order, final int wantedField) {
        return group == wantedGroup && isOpen() && slot.order == order && field == wantedField && isComplete()
                ? slot
                : null;
    }

    private boolean isComplete() {
        return slot.built >= columns.limit();
    }

    /** The slot that is being built for a group, after opening one if there is room; null if there is nothing to do. */
    IndexSlot toBuild(final int wantedGroup, final int order, final int wantedField) {
        if (isOpen()) {
            return group == wantedGroup && !isComplete() ? slot : null;
        }
        if (wantedGroup == hopeless) {
            return null;
        }
        final IndexSlot free = freeSlot();
        if (free != null) {
            slot = free;
            group = wantedGroup;
            field = wantedField;
            valueTotal = 0;
            slot.open(order, IndexSlot.BY_LEVEL);
            slot.built = 0;
        }
        return free;
    }

    /** A slot without an index, rather one that keeps no values; or null. */
    private IndexSlot freeSlot() {
        IndexSlot free = null;
        for (final IndexSlot candidate : slots) {
            if (candidate.plans == 0 && !candidate.live && (free == null || free.isColumn())) {
                free = candidate;
            }
        }
        return free;
    }

    /** How many more instances a step takes in. */
    int step() {
        return Math.max(LEAST_STEP, Math.min(MOST_STEP, columns.limit() / STEPS));
    }

    /** The bucket of an instance, or −1 if there is none for it. */
    public int bucketOf(final int ordinal) {
        final int level = counts.onInstance(group, ordinal);
        final int value = field == SpreadFields.NONE ? 0 : numberOf(fields.valueOf(ordinal, field));
        return level < LEVELS && value < VALUES ? bucket(value, level) : NO_BUCKET;
    }

    private int numberOf(final int value) {
        int number = 0;
        while (number < valueTotal && values[number] != value) {
            number++;
        }
        if (number == valueTotal && number < VALUES) {
            values[valueTotal++] = value;
        }
        return number;
    }

    /** The bucket of the instances with a value and a number of tasks; −1 if none ever had the value. */
    public int bucketOf(final int value, final int level) {
        if (field == SpreadFields.NONE) {
            return level;
        }
        for (int number = 0; number < valueTotal; number++) {
            if (values[number] == value) {
                return bucket(number, level);
            }
        }
        return NO_BUCKET;
    }

    private static int bucket(final int number, final int level) {
        return number * LEVELS + level;
    }

    /** Whether the index of a group keeps an instance in another bucket than it should. */
    boolean isMisplaced(final int ordinal) {
        return isOpen() && slot.holds(ordinal) && slot.bucketOf[ordinal] != bucketOf(ordinal);
    }

    /** The index has been given up for want of room. */
    void abandon() {
        hopeless = group;
        group = NO_GROUP;
    }

    /** A group has no counts by instance any more, or not for many instances. */
    public void forget(final int narrow) {
        if (narrow == hopeless) {
            hopeless = NO_GROUP;
        }
        if (narrow == group) {
            giveUp();
        }
    }

    /** No plan spreads over an attribute any more; its field may become another's. */
    public void forgetField(final int forgotten) {
        hopeless = NO_GROUP;
        if (group != NO_GROUP && field == forgotten) {
            giveUp();
        }
    }

    private void giveUp() {
        if (isOpen()) {
            slot.live = false;
        }
        group = NO_GROUP;
    }
}
