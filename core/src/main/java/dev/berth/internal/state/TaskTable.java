package dev.berth.internal.state;

/**
 * Running tasks by slot: one record of eight ints each, in two doubly linked lists (of its instance, of its group).
 *
 * <p>Handles have the bits of {@link HandleFormat}; a slot whose generations are spent is retired. The slot that was
 * freed last is used next, and a fresh one only when none is free.
 *
 * <p>The demand shares its int with the upper bits of the generation, and with a mark of tasks that are held.
 */
public final class TaskTable {
    public static final int NONE = -1;
    static final int BYTES_PER_TASK = 32;

    private static final int STRIDE_BITS = 3;
    private static final int INSTANCE = 0;
    private static final int DEMAND = 1;
    private static final int GROUP = 2;
    private static final int GENERATION = 3;
    private static final int INSTANCE_PREVIOUS = 4;
    private static final int INSTANCE_NEXT = 5;
    private static final int GROUP_PREVIOUS = 6;
    private static final int GROUP_NEXT = 7;

    /** In the first int of an entry of the undo log the slot is above the kind. */
    private static final int KIND_BITS = UndoLog.KIND_BITS;

    private static final int DEMAND_BITS = 20;
    private static final int DEMAND_MASK = (1 << DEMAND_BITS) - 1;
    private static final int GENERATION_HIGH_MASK = 0xFF;
    private static final int HELD = 1 << 31;

    // Keeps a record within one cache line where the array begins on one.
    private static final int PAD = 12;

    private final int[] records;
    private final int slots;
    private int firstFree;
    private int firstUnused;
    private int size;
    private int retired;

    public TaskTable(final int maxTasks) {
        slots = maxTasks;
        records = new int[(maxTasks << STRIDE_BITS) + PAD];
        firstFree = NONE;
    }

    public static long footprintBytes(final int maxTasks) {
        return (long) BYTES_PER_TASK * maxTasks + 4L * PAD;
    }

    public int size() {
        return size;
    }

    public boolean isFull() {
        return firstFree == NONE && firstUnused == slots;
    }

    /** How many more tasks there is room for. */
    public int free() {
        return slots - size - retired;
    }

    /**
     * Takes a free slot for a task, before the heads of its instance's and its group's lists; there must be one.
     *
     * @return the slot, which is the new head of both.
     */
    public int add(
            final int instance, final int demand, final int group, final int instanceHead, final int groupHead) {
        final int slot;
        final int at;
        if (firstFree == NONE) {
            slot = firstUnused++;
            at = at(slot);
        } else {
            slot = firstFree;
            at = at(slot);
            firstFree = records[at + INSTANCE_NEXT];
        }
        records[at + INSTANCE] = instance;
        records[at + DEMAND] = records[at + DEMAND] & ~DEMAND_MASK | demand;
        records[at + GROUP] = group;
        records[at + INSTANCE_PREVIOUS] = NONE;
        records[at + INSTANCE_NEXT] = instanceHead;
        records[at + GROUP_PREVIOUS] = NONE;
        records[at + GROUP_NEXT] = groupHead;
        if (instanceHead != NONE) {
            records[at(instanceHead) + INSTANCE_PREVIOUS] = slot;
        }
        if (groupHead != NONE) {
            records[at(groupHead) + GROUP_PREVIOUS] = slot;
        }
        size++;
        return slot;
    }

    public void free(final int slot) {
        final int at = at(slot);
        records[at + INSTANCE] = NONE;
        size--;
        final long generation = generation(slot) + 1;
        if (generation != HandleFormat.taskGenerations(slot)) {
            setGeneration(slot, generation);
            records[at + INSTANCE_NEXT] = firstFree;
            firstFree = slot;
        } else {
            retired++;
        }
    }

    /** Undoes the {@link #add} that took this slot, after the task has been unlinked; its handle may come again. */
    public void takeBack(final int slot) {
        final int at = at(slot);
        records[at + INSTANCE] = NONE;
        records[at + DEMAND] &= ~HELD;
        size--;
        if (slot == firstUnused - 1 && generation(slot) == 0) {
            firstUnused--;
        } else {
            records[at + INSTANCE_NEXT] = firstFree;
            firstFree = slot;
        }
    }

    /** Writes down a task that is about to be unlinked and freed. */
    public void note(final int slot, final UndoLog undo) {
        final int[] entries = undo.ints();
        final int to = undo.claim();
        final int at = at(slot);
        entries[to] = UndoLog.RELEASED | slot << KIND_BITS;
        entries[to + 1] = records[at + INSTANCE];
        entries[to + 2] = records[at + DEMAND] & (DEMAND_MASK | HELD);
        entries[to + 3] = records[at + GROUP];
        System.arraycopy(records, at + INSTANCE_PREVIOUS, entries, to + 4, 4);
    }

    /**
     * Undoes the release of a task that {@link #note} has written down: the slot has its generation again, and the task
     * its place in both lists. It is for the caller to set the heads of the lists.
     *
     * @return the slot; it is the head of the list of which it has no previous task.
     */
    public int revive(final int entry, final UndoLog undo) {
        final int slot = undo.get(entry, 0) >>> KIND_BITS;
        final int at = at(slot);
        if (firstFree == slot) {
            firstFree = records[at + INSTANCE_NEXT];
            setGeneration(slot, generation(slot) - 1);
        } else {
            retired--;
        }
        records[at + INSTANCE] = undo.get(entry, 1);
        records[at + DEMAND] = records[at + DEMAND] & ~(DEMAND_MASK | HELD) | undo.get(entry, 2);
        records[at + GROUP] = undo.get(entry, 3);
        for (int i = 0; i < 4; i++) {
            records[at + INSTANCE_PREVIOUS + i] = undo.get(entry, 4 + i);
        }
        relink(slot, INSTANCE_PREVIOUS);
        relink(slot, GROUP_PREVIOUS);
        size++;
        return slot;
    }

    private void relink(final int slot, final int previous) {
        final int next = previous + 1;
        final int before = records[at(slot) + previous];
        final int after = records[at(slot) + next];
        if (before != NONE) {
            records[at(before) + next] = slot;
        }
        if (after != NONE) {
            records[at(after) + previous] = slot;
        }
    }

    /** Whether a task has none before it in its instance's list. */
    public boolean isFirstOfInstance(final int slot) {
        return records[at(slot) + INSTANCE_PREVIOUS] == NONE;
    }

    /** Whether a task has none before it in its group's list. */
    public boolean isFirstOfGroup(final int slot) {
        return records[at(slot) + GROUP_PREVIOUS] == NONE;
    }

    /** Whether a task is held, and has not been claimed. */
    public boolean isHeld(final int slot) {
        return (records[at(slot) + DEMAND] & HELD) != 0;
    }

    public void setHeld(final int slot, final boolean held) {
        final int at = at(slot);
        records[at + DEMAND] = held ? records[at + DEMAND] | HELD : records[at + DEMAND] & ~HELD;
    }

    public long handle(final int slot) {
        return HandleFormat.task(generation(slot), slot);
    }

    /** Returns the slot of a handle, or −1 if it is stale, of another kind or none at all. */
    public int slot(final long handle) {
        final int slot = HandleFormat.taskSlot(handle);
        return slot < firstUnused && instance(slot) != NONE && handle(slot) == handle ? slot : NONE;
    }

    private long generation(final int slot) {
        final int at = at(slot);
        final long high = records[at + DEMAND] >>> DEMAND_BITS & GENERATION_HIGH_MASK;
        return high << 32 | records[at + GENERATION] & 0xFFFFFFFFL;
    }

    private void setGeneration(final int slot, final long generation) {
        final int at = at(slot);
        records[at + GENERATION] = (int) generation;
        records[at + DEMAND] = (int) (generation >>> 32) << DEMAND_BITS | records[at + DEMAND] & DEMAND_MASK;
    }

    /** Sets the generation of a slot, running or fresh, for tests of the last one. */
    void presetGeneration(final int slot, final long generation) {
        setGeneration(slot, generation);
    }

    public int instance(final int slot) {
        return records[at(slot) + INSTANCE];
    }

    public int demand(final int slot) {
        return records[at(slot) + DEMAND] & DEMAND_MASK;
    }

    public int group(final int slot) {
        return records[at(slot) + GROUP];
    }

    public int nextOfInstance(final int slot) {
        return records[at(slot) + INSTANCE_NEXT];
    }

    public int nextOfGroup(final int slot) {
        return records[at(slot) + GROUP_NEXT];
    }

    /** Takes a task out of its instance's list; answers the list's new head. */
    public int unlinkFromInstance(final int slot, final int head) {
        return unlink(slot, head, INSTANCE_PREVIOUS, INSTANCE_NEXT);
    }

    /** Takes a task out of its group's list; answers the list's new head. */
    public int unlinkFromGroup(final int slot, final int head) {
        return unlink(slot, head, GROUP_PREVIOUS, GROUP_NEXT);
    }

    private int unlink(final int slot, final int head, final int previous, final int next) {
        final int at = at(slot);
        final int before = records[at + previous];
        final int after = records[at + next];
        if (after != NONE) {
            records[at(after) + previous] = before;
        }
        if (before == NONE) {
            return after;
        }
        records[at(before) + next] = after;
        return head;
    }

    private static int at(final int slot) {
        return (slot << STRIDE_BITS) + PAD;
    }
}
