package dev.berth.internal.state;

import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;
import org.agrona.collections.Object2IntHashMap;

/** Task groups by slot: name, list of tasks, and which fields their counts are kept for. */
public final class Groups {
    public final Handles handles;
    public final int[] firstTask;
    public final int[] taskCount;

    /** A bit for each field of {@link SpreadFields} whose counts are kept for the group. */
    public final long[] fields;

    private final UndoLog undo;
    private final boolean[] closed;
    private final String[] names;
    private final Object2IntHashMap<String> slotByName;

    public Groups(final int maxGroups, final UndoLog undo) {
        this.undo = undo;
        handles = new Handles(HandleFormat.GROUP, maxGroups);
        firstTask = new int[maxGroups];
        Arrays.fill(firstTask, TaskTable.NONE);
        taskCount = new int[maxGroups];
        fields = new long[maxGroups];
        closed = new boolean[maxGroups];
        names = new String[maxGroups];
        slotByName = new Object2IntHashMap<>(Attributes.mapCapacity(maxGroups), 0.6f, -1, true);
    }

    public static long footprintBytes(final int maxGroups) {
        return Handles.footprintBytes(maxGroups)
                + maxGroups * (17 + Footprint.REFERENCE)
                + Attributes.mapCapacity(maxGroups) * (Footprint.REFERENCE + 4);
    }

    /** The slot of a name, open or closing, or −1. */
    public int find(final String name) {
        return slotByName.getValue(name);
    }

    public int open(final String name) {
        int slot = find(name);
        if (slot < 0) {
            slot = handles.allocate();
            names[slot] = name;
            slotByName.put(name, slot);
            fields[slot] = 0;
        }
        closed[slot] = false;
        return slot;
    }

    /** The slot of a handle, or −1 if it names no open group. */
    public int slot(final long handle) {
        final int slot = handles.slot(handle);
        return slot >= 0 && !closed[slot] ? slot : -1;
    }

    /** The slot of a handle; throws if it names no open group. */
    public int openSlot(final long handle) {
        final int slot = slot(handle);
        if (slot < 0) {
            throw new IllegalArgumentException("group is " + handle + ", must be the handle of an open group");
        }
        return slot;
    }

    public void close(final int slot) {
        closed[slot] = true;
        freeIfDone(slot);
    }

    public void freeIfDone(final int slot) {
        if (closed[slot] && taskCount[slot] == 0) {
            slotByName.removeKey(names[slot]);
            if (!undo.isOpen()) {
                names[slot] = null;
            }
            closed[slot] = false;
            handles.free(slot);
        }
    }

    /** Undoes that a closed group was freed with its last task, while no other could take its slot. */
    public void reviveIfFreed(final int slot) {
        if (!handles.isLive(slot)) {
            handles.revive(slot);
            slotByName.put(names[slot], slot);
            closed[slot] = true;
        }
    }

    /** The name of the group of a handle, open or closing; throws if there is none. */
    public String nameOf(final long handle) {
        final int slot = handles.slot(handle);
        if (slot < 0) {
            throw new IllegalArgumentException("group is " + handle + ", must be the handle of a group");
        }
        return names[slot];
    }

    public String name(final int slot) {
        return names[slot];
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Writes the groups, open and closing; their tasks are written with the tasks. */
    public void write(final SnapshotWriter out) throws IOException {
        handles.write(out);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (handles.isLive(slot)) {
                out.text(names[slot]);
                out.flag(closed[slot]);
            }
        }
    }

    /** Reads what was written into a table without groups. */
    public void read(final SnapshotReader in) throws IOException {
        handles.read(in);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (handles.isLive(slot)) {
                names[slot] = in.name("name of a group");
                closed[slot] = in.flag("whether a group is closed");
                in.require(find(names[slot]) < 0, "two groups have the same name");
                slotByName.put(names[slot], slot);
            }
        }
    }

    /** Throws if a group is closed and has no task: it would have been forgotten. */
    public void checkClosed(final SnapshotReader in) throws IOException {
        for (int slot = 0; slot < handles.highest(); slot++) {
            in.require(!closed[slot] || taskCount[slot] > 0, "a group is closed and has no task");
        }
    }
}
