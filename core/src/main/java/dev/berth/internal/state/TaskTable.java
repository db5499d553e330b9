package dev.berth.internal.state;

import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * The running tasks by slot. Each has a record of eight ints, and is in two doubly linked lists: that of its instance
 * and that of its group.
 *
 * <p>Handles have the bits of {@link HandleFormat}; a slot whose generations are spent is retired. The slot that was
 * freed last is used next. An unused slot is taken when no slot is free.
 *
 * <p>The demand shares its int with the upper bits of the generation and with the mark of held tasks.
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

    /** The bits below the slot in the first int of an undo log entry; they hold the kind. */
    private static final int KIND_BITS = UndoLog.KIND_BITS;

    private static final int DEMAND_BITS = 20;
    private static final int DEMAND_MASK = (1 << DEMAND_BITS) - 1;
    private static final int GENERATION_HIGH_MASK = 0xFF;
    private static final int HELD = 1 << 31;

    // In a snapshot, the flags of a slot take the bits below its generation.
    private static final int FLAG_BITS = 2;
    private static final int FLAG_MASK = (1 << FLAG_BITS) - 1;
    private static final int LIVE = 1;
    private static final int HELD_FLAG = 2;

    private static final int LISTED = -2;
    private static final int LANES = 16;

    // The padding keeps each record within one cache line if the array begins at the start of one.
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

    /** Returns how many more tasks the table has room for. */
    public int free() {
        return slots - size - retired;
    }

    /** Returns one more than the highest slot that was ever used. */
    public int limit() {
        return firstUnused;
    }

    /**
     * Adds a task at the heads of the lists of its instance and group. There must be a free slot.
     *
     * @return the slot, which is the new head of both lists
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

    /** Undoes the {@link #add} that took a slot; the task must be unlinked. Its handle may be issued again. */
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

    /** Logs a task that is about to be unlinked and freed. */
    public void note(final int slot, final UndoLog undo) {
        final int[] entries = undo.ints();
        final int to = undo.reserve();
        final int at = at(slot);
        entries[to] = UndoLog.RELEASED | slot << KIND_BITS;
        entries[to + 1] = records[at + INSTANCE];
        entries[to + 2] = records[at + DEMAND] & (DEMAND_MASK | HELD);
        entries[to + 3] = records[at + GROUP];
        System.arraycopy(records, at + INSTANCE_PREVIOUS, entries, to + 4, 4);
    }

    /**
     * Undoes the release of a task that {@link #note} has logged. The slot has its former generation, and the task its
     * former place in both lists. The caller sets the heads of the lists.
     *
     * @return the slot; it is the head of a list in which it has no previous task
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

    /** Answers whether a task is the first in the list of its instance. */
    public boolean isFirstOfInstance(final int slot) {
        return records[at(slot) + INSTANCE_PREVIOUS] == NONE;
    }

    /** Answers whether a task is the first in the list of its group. */
    public boolean isFirstOfGroup(final int slot) {
        return records[at(slot) + GROUP_PREVIOUS] == NONE;
    }

    /** Answers whether a task is held and not yet claimed. */
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

    /** Returns the slot of a handle, or −1 if the number is a stale handle, a handle of another kind, or no handle. */
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

    /** Sets the generation of a live or unused slot, so that tests can reach the last generation. */
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

    /** Removes a task from the list of its instance, and returns the new head of the list. */
    public int unlinkFromInstance(final int slot, final int head) {
        return unlink(slot, head, INSTANCE_PREVIOUS, INSTANCE_NEXT);
    }

    /** Removes a task from the list of its group, and returns the new head of the list. */
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

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Answers whether a task runs in a slot that was ever used. */
    public boolean isLive(final int slot) {
        return instance(slot) != NONE;
    }

    /**
     * Writes each slot that was ever used, and the order of the free slots. For each task it writes the distances to
     * the next task of its instance and of its group; 0 stands for the end of a list.
     */
    public void write(final SnapshotWriter out) throws IOException {
        out.number(firstUnused);
        for (int slot = 0; slot < firstUnused; slot++) {
            final boolean live = isLive(slot);
            final int held = live && isHeld(slot) ? HELD_FLAG : 0;
            out.number(generation(slot) << FLAG_BITS | (live ? LIVE : 0) | held);
            if (live) {
                out.number(instance(slot));
                out.number(demand(slot));
                out.number(group(slot));
                writeNext(out, slot, nextOfInstance(slot));
                writeNext(out, slot, nextOfGroup(slot));
            }
        }
        out.number(firstUnused - size - retired);
        int before = 0;
        for (int slot = firstFree; slot != NONE; slot = nextOfInstance(slot)) {
            out.signed(slot - before);
            before = slot;
        }
    }

    private static void writeNext(final SnapshotWriter out, final int slot, final int next) throws IOException {
        out.signed(next == NONE ? 0 : next - slot);
    }

    /**
     * Reads the tasks of a snapshot into an empty table. The caller must then check that the instances, demands and
     * groups exist, and link the lists with {@link #linkInstances} and {@link #linkGroups}.
     */
    public void read(final SnapshotReader in, final int instances, final int demands, final int groups)
            throws IOException {
        firstUnused = in.number("number of task slots", 0, slots);
        for (int slot = 0; slot < firstUnused; slot++) {
            final int at = at(slot);
            final long read = in.number();
            final long generation = read >>> FLAG_BITS;
            in.require(generation < HandleFormat.taskGenerations(slot), "generation of a task slot is beyond the last");
            in.require((read & FLAG_MASK) != HELD_FLAG, "a task is held that is none");
            records[at + INSTANCE_NEXT] = NONE;
            if ((read & LIVE) == 0) {
                records[at + INSTANCE] = NONE;
                records[at + GROUP] = NONE;
            } else {
                records[at + INSTANCE] = in.number("instance of a task", 0, instances - 1);
                records[at + DEMAND] = in.number("demand of a task", 0, demands - 1);
                records[at + GROUP] = in.number("group of a task", 0, groups - 1);
                records[at + INSTANCE_NEXT] = readNext(in, slot);
                records[at + GROUP_NEXT] = readNext(in, slot);
                size++;
            }
            records[at + INSTANCE_PREVIOUS] = NONE;
            records[at + GROUP_PREVIOUS] = NONE;
            setGeneration(slot, generation);
            setHeld(slot, (read & HELD_FLAG) != 0);
        }
        readFree(in);
    }

    private int readNext(final SnapshotReader in, final int slot) throws IOException {
        final long distance = in.signed();
        in.require(distance >= -slot && distance < firstUnused - slot, "next task of a list is out of range");
        return distance == 0 ? NONE : slot + (int) distance;
    }

    /**
     * Reads the list of free slots, and marks each with the group {@link #LISTED}. Every other slot without a task must
     * be retired.
     */
    private void readFree(final SnapshotReader in) throws IOException {
        int before = NONE;
        for (int left = in.number("number of free slots", 0, firstUnused - size); left > 0; left--) {
            final int from = Math.max(before, 0);
            final int slot = from + in.signed("distance of a free slot", -from, firstUnused - 1 - from);
            in.require(!isLive(slot) && group(slot) == NONE, "a task slot is free and live, or free twice");
            records[at(slot) + GROUP] = LISTED;
            if (before == NONE) {
                firstFree = slot;
            } else {
                records[at(before) + INSTANCE_NEXT] = slot;
            }
            before = slot;
        }
        for (int slot = 0; slot < firstUnused; slot++) {
            if (!isLive(slot) && group(slot) == NONE) {
                in.require(
                        generation(slot) == HandleFormat.taskGenerations(slot) - 1,
                        "a retired task slot has generations left");
                retired++;
            }
        }
    }

    /** Links the lists of the instances that were read. Sets their heads, and how many tasks each has. */
    public void linkInstances(final SnapshotReader in, final int[] heads, final int[] counts) throws IOException {
        link(in, INSTANCE, INSTANCE_PREVIOUS, heads, counts);
    }

    /** Links the lists of the groups that were read. Sets their heads, and how many tasks each has. */
    public void linkGroups(final SnapshotReader in, final int[] heads, final int[] counts) throws IOException {
        link(in, GROUP, GROUP_PREVIOUS, heads, counts);
    }

    /**
     * Links each task to the previous one of its list, and finds the head of each list. At most one task, of the same
     * list, may precede a task, and one task of each list must have none before it. The tasks reachable from the heads
     * must then be all tasks; the others would form a cycle.
     */
    private void link(
            final SnapshotReader in, final int owner, final int previous, final int[] heads, final int[] counts)
            throws IOException {
        for (int slot = 0; slot < firstUnused; slot++) {
            final int next = records[at(slot) + previous + 1];
            if (isLive(slot)) {
                counts[records[at(slot) + owner]]++;
                if (next != NONE) {
                    final int after = at(next);
                    in.require(
                            isLive(next) && records[after + owner] == records[at(slot) + owner],
                            "next task is of another list");
                    in.require(records[after + previous] == NONE, "two tasks have the same next");
                    records[after + previous] = slot;
                }
            }
        }
        for (int slot = 0; slot < firstUnused; slot++) {
            if (isLive(slot) && records[at(slot) + previous] == NONE) {
                final int of = records[at(slot) + owner];
                in.require(heads[of] == NONE, "tasks of an instance or group are in two lists");
                heads[of] = slot;
            }
        }
        in.require(reached(heads, previous + 1) == size, "tasks of an instance or group are in a circle");
    }

    /**
     * Returns how many tasks are reachable from the heads of lists. Follows several lists at a time, so that their
     * cache misses overlap.
     */
    private int reached(final int[] heads, final int next) {
        final int[] lanes = new int[LANES];
        Arrays.fill(lanes, NONE);
        int list = 0;
        int reached = 0;
        int before;
        do {
            before = reached;
            for (int lane = 0; lane < LANES; lane++) {
                int slot = lanes[lane];
                while (slot == NONE && list < heads.length) {
                    slot = heads[list++];
                }
                if (slot != NONE) {
                    lanes[lane] = records[at(slot) + next];
                    reached++;
                }
            }
        } while (reached > before);
        return reached;
    }

    private static int at(final int slot) {
        return (slot << STRIDE_BITS) + PAD;
    }
}
