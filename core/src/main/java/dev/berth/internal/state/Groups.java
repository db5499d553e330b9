package dev.berth.internal.state;

import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.Arrays;
import org.agrona.collections.Object2IntHashMap;

/** The task groups by slot. Each has a name, a list of tasks, and the fields for which its counts are kept. */
public final class Groups {
    public final Handles handles;
    public final int[] firstTask;
    public final int[] taskCount;

    /** The fields of {@link SpreadFields} for which counts of the group are kept, a bit for each. */
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

    /** Returns the slot of the group with a name, open or closed, or −1. */
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

    /** Returns the slot of the open group with a handle, or −1. */
    public int slot(final long handle) {
        final int slot = handles.slot(handle);
        return slot >= 0 && !closed[slot] ? slot : -1;
    }

    /** Returns the slot of the open group with a handle. Throws if there is none. */
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

    /** Undoes the freeing of a closed group with its last task. Its slot must still be free. */
    public void reviveIfFreed(final int slot) {
        if (!handles.isLive(slot)) {
            handles.revive(slot);
            slotByName.put(names[slot], slot);
            closed[slot] = true;
        }
    }

    /** Returns the name of the group with a handle, open or closed. Throws if there is none. */
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

    /** Writes the groups, open and closed. Their tasks are written with the table of tasks. */
    public void write(final SnapshotWriter out) throws IOException {
        handles.write(out);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (handles.isLive(slot)) {
                out.text(names[slot]);
                out.flag(closed[slot]);
            }
        }
    }

    /** Reads the groups of a snapshot into an empty table. */
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

    /** Throws if a closed group has no task: such a group would have been freed. */
    public void checkClosed(final SnapshotReader in) throws IOException {
        for (int slot = 0; slot < handles.highest(); slot++) {
            in.require(!closed[slot] || taskCount[slot] > 0, "a group is closed and has no task");
        }
    }
}
