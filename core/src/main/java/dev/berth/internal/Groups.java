package dev.berth.internal;

import java.util.Arrays;
import org.agrona.collections.Object2IntHashMap;

/** Task groups by slot: name, list of tasks, and which fields their counts are kept for. */
final class Groups {
    final Handles handles;
    final int[] firstTask;
    final int[] taskCount;

    /** A bit for each field of {@link SpreadFields} whose counts are kept for the group. */
    final long[] fields;

    private final boolean[] closed;
    private final String[] names;
    private final Object2IntHashMap<String> slotByName;

    Groups(final int maxGroups) {
        handles = new Handles(HandleFormat.GROUP, maxGroups);
        firstTask = new int[maxGroups];
        Arrays.fill(firstTask, TaskTable.NONE);
        taskCount = new int[maxGroups];
        fields = new long[maxGroups];
        closed = new boolean[maxGroups];
        names = new String[maxGroups];
        slotByName = new Object2IntHashMap<>(Attributes.mapCapacity(maxGroups), 0.6f, -1, true);
    }

    static long footprintBytes(final int maxGroups) {
        return Handles.footprintBytes(maxGroups)
                + maxGroups * (17 + Footprint.REFERENCE)
                + Attributes.mapCapacity(maxGroups) * (Footprint.REFERENCE + 4);
    }

    /** The slot of a name, open or closing, or −1. */
    int find(final String name) {
        return slotByName.getValue(name);
    }

    int open(final String name) {
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
    int slot(final long handle) {
        final int slot = handles.slot(handle);
        return slot >= 0 && !closed[slot] ? slot : -1;
    }

    void close(final int slot) {
        closed[slot] = true;
        freeIfDone(slot);
    }

    void freeIfDone(final int slot) {
        if (closed[slot] && taskCount[slot] == 0) {
            slotByName.removeKey(names[slot]);
            names[slot] = null;
            closed[slot] = false;
            handles.free(slot);
        }
    }

    String name(final int slot) {
        return names[slot];
    }
}
