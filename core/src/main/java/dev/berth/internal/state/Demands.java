package dev.berth.internal.state;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.LimitExceededException;
import dev.berth.internal.snapshot.DemandFormat;
import dev.berth.internal.snapshot.SnapshotReader;
import dev.berth.internal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.util.List;

/**
 * The table of demands by slot. A row of four ints holds what the hot path reads of a demand; a record holds all of it.
 *
 * <p>A dropped demand stays while plans or tasks need it. It refuses new plans and new tasks.
 */
public final class Demands {
    /** The bit of {@link #more} for a demand that asks for a further amount. */
    public static final int DEVICES = 1;

    /** The bit of {@link #more} for a demand that asks for host ports. */
    public static final int PORTS = 2;

    /** The bit of {@link #more} for a demand that refuses new plans and new tasks. */
    static final int DROPPED = 4;

    private static final int STRIDE_BITS = 2;
    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int MORE = 2;
    private static final int TASKS = 3;

    private final Columns columns;
    private final Attributes attributes;
    private final UndoLog undo;
    private final AttributeUndo attributeUndo;
    public final Handles handles;
    private final DemandRecord[] records;
    private final int[] rows;

    public Demands(
            final Columns columns, final Attributes attributes, final int maxDemands, final UndoLog undo) {
        this.columns = columns;
        this.undo = undo;
        attributeUndo = new AttributeUndo(attributes, undo);
        this.attributes = attributes;
        handles = new Handles(HandleFormat.DEMAND, maxDemands);
        records = new DemandRecord[maxDemands];
        rows = new int[maxDemands << STRIDE_BITS];
    }

    public static long footprintBytes(final int maxDemands) {
        return Handles.footprintBytes(maxDemands) + (Footprint.REFERENCE + (4L << STRIDE_BITS)) * maxDemands;
    }

    // ---- definition ------------------------------------------------------------------------------------------------

    public long define(final Demand demand) {
        columns.checkResources(demand.resources());
        if (handles.isFull()) {
            throw new LimitExceededException("maxDemands", records.length);
        }
        final int[] required = new int[demand.requiredAttributes().size()];
        final int[] zones = new int[demand.zones().size()];
        final int zoneName = retainNames(demand, required, zones);
        final int slot = handles.allocate();
        add(new DemandRecord(demand, slot, columns, required, zoneName, zones));
        return handles.handle(slot);
    }

    private int retainNames(final Demand demand, final int[] required, final int[] zones) {
        final List<String> names = demand.requiredAttributes();
        int atName = 0;
        int atZone = 0;
        try {
            for (; atName < required.length; atName++) {
                required[atName] = attributes.retainName(names.get(atName));
            }
            for (; atZone < zones.length; atZone++) {
                zones[atZone] = attributes.retainValue(Chain.ZONE_ATTRIBUTE, demand.zones().get(atZone));
            }
        } catch (final LimitExceededException e) {
            releaseNames(required, atName, zones, atZone);
            throw e;
        }
        return zones.length == 0 ? Attributes.NONE : attributes.nameOf(zones[0]);
    }

    private void releaseNames(final int[] required, final int names, final int[] zones, final int values) {
        for (int i = 0; i < names; i++) {
            attributes.releaseName(required[i]);
        }
        for (int i = 0; i < values; i++) {
            attributes.releaseValue(zones[i]);
        }
    }

    private void add(final DemandRecord demand) {
        final int at = demand.slot << STRIDE_BITS;
        records[demand.slot] = demand;
        rows[at + CPU] = demand.cpu;
        rows[at + MEMORY] = demand.memory;
        rows[at + MORE] = (demand.amounts.length > 0 ? DEVICES : 0) | (demand.ports.length > 0 ? PORTS : 0);
        rows[at + TASKS] = 0;
    }

    public void drop(final long handle) {
        final int slot = live(handle).slot;
        rows[(slot << STRIDE_BITS) + MORE] |= DROPPED;
        freeIfUnused(slot);
    }

    /** Frees the slot of a dropped demand if no plan and no task needs it. */
    public void freeIfUnused(final int slot) {
        final DemandRecord demand = records[slot];
        if (isDropped(slot) && rows[(slot << STRIDE_BITS) + TASKS] == 0 && demand.plans == 0) {
            final int names = demand.requiredNames.length;
            releaseNames(demand.requiredNames, names, demand.zoneValues, demand.zoneValues.length);
            if (!undo.isOpen()) {
                records[slot] = null;
            }
            handles.free(slot);
        }
    }

    /** Undoes the freeing of a dropped demand with its last task. Its slot must still be free. */
    public void reviveIfFreed(final int slot) {
        if (!handles.isLive(slot)) {
            handles.revive(slot);
            final DemandRecord demand = records[slot];
            for (int i = demand.zoneValues.length - 1; i >= 0; i--) {
                attributeUndo.unreleaseValue(demand.zoneValues[i]);
            }
            for (int i = demand.requiredNames.length - 1; i >= 0; i--) {
                attributeUndo.unreleaseName(demand.requiredNames[i]);
            }
        }
    }

    /** Returns the demand with a handle. Throws if there is none or it is dropped. */
    public DemandRecord live(final long handle) {
        final DemandRecord demand = find(handle);
        if (demand == null || isDropped(demand.slot)) {
            throw new IllegalArgumentException("demand is " + handle + ", must be the handle of a live demand");
        }
        return demand;
    }

    /** Returns the demand with a handle, dropped or not, or null. */
    public DemandRecord find(final long handle) {
        final int slot = handles.slot(handle);
        return slot < 0 ? null : records[slot];
    }

    public long handle(final int slot) {
        return handles.handle(slot);
    }

    // ---- by slot ---------------------------------------------------------------------------------------------------

    public DemandRecord get(final int slot) {
        return records[slot];
    }

    public boolean isDropped(final int slot) {
        return (more(slot) & DROPPED) != 0;
    }

    public int cpu(final int slot) {
        return rows[(slot << STRIDE_BITS) + CPU];
    }

    public int memory(final int slot) {
        return rows[(slot << STRIDE_BITS) + MEMORY];
    }

    public int more(final int slot) {
        return rows[(slot << STRIDE_BITS) + MORE];
    }

    /** Returns the most CPU, in units, that a demand with tasks asks for. Runs in O(maxDemands). */
    public int mostCpu() {
        return most(CPU);
    }

    /** Returns the most memory, in MiB, that a demand with tasks asks for. Runs in O(maxDemands). */
    public int mostMemory() {
        return most(MEMORY);
    }

    private int most(final int column) {
        int most = 0;
        for (int at = 0; at < rows.length; at += 1 << STRIDE_BITS) {
            most = rows[at + TASKS] > 0 ? Math.max(most, rows[at + column]) : most;
        }
        return most;
    }

    public void addTasks(final int slot, final int delta) {
        rows[(slot << STRIDE_BITS) + TASKS] += delta;
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /** Writes the demands, dropped ones included. */
    public void write(final SnapshotWriter out) throws IOException {
        handles.write(out);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (handles.isLive(slot)) {
                out.flag(isDropped(slot));
                DemandFormat.write(out, records[slot].demand);
            }
        }
    }

    /** Reads the demands of a snapshot into an empty table. The names that they require must be interned already. */
    public void read(final SnapshotReader in) throws IOException {
        handles.read(in);
        for (int slot = 0; slot < handles.highest(); slot++) {
            if (handles.isLive(slot)) {
                final boolean dropped = in.flag("whether a demand is dropped");
                final Demand demand = DemandFormat.read(in);
                in.require(columns.areResources(demand.resources()), "a demand asks a resource that is none");
                for (final String name : demand.requiredAttributes()) {
                    in.require(attributes.findName(name) >= 0, "an attribute that a demand requires is not interned");
                }
                for (final String zone : demand.zones()) {
                    in.require(
                            attributes.findValue(Chain.ZONE_ATTRIBUTE, zone) >= 0,
                            "a zone that a demand requires is not interned");
                }
                final int[] required = new int[demand.requiredAttributes().size()];
                final int[] zones = new int[demand.zones().size()];
                final int zoneName = retainNames(demand, required, zones);
                add(new DemandRecord(demand, slot, columns, required, zoneName, zones));
                rows[(slot << STRIDE_BITS) + MORE] |= dropped ? DROPPED : 0;
            }
        }
    }

    /** Throws if a dropped demand has no plan and no task: such a demand would have been freed. */
    public void checkDropped(final SnapshotReader in) throws IOException {
        for (int slot = 0; slot < handles.highest(); slot++) {
            in.require(
                    records[slot] == null
                            || !isDropped(slot)
                            || records[slot].plans > 0
                            || rows[(slot << STRIDE_BITS) + TASKS] > 0,
                    "a demand is dropped and nothing needs it");
        }
    }
}
