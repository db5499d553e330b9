package dev.berth.internal;

/**
 * The demands by slot: what the hot path reads of each in one row of four ints, and the whole of each in a record.
 */
final class Demands {
    /** Bits of {@link #more}: GPUs or slots are asked, ports are asked, the demand takes no new plans. */
    static final int DEVICES = 1;

    static final int PORTS = 2;
    static final int DROPPED = 4;

    private static final int STRIDE_BITS = 2;
    private static final int CPU = 0;
    private static final int MEMORY = 1;
    private static final int MORE = 2;
    private static final int TASKS = 3;

    private final DemandRecord[] records;
    private final int[] rows;

    Demands(final int maxDemands) {
        records = new DemandRecord[maxDemands];
        rows = new int[maxDemands << STRIDE_BITS];
    }

    static long footprintBytes(final int maxDemands) {
        return (Footprint.REFERENCE + (4L << STRIDE_BITS)) * maxDemands;
    }

    int limit() {
        return records.length;
    }

    DemandRecord get(final int slot) {
        return records[slot];
    }

    void add(final DemandRecord demand) {
        final int at = demand.slot << STRIDE_BITS;
        records[demand.slot] = demand;
        rows[at + CPU] = demand.cpu;
        rows[at + MEMORY] = demand.memory;
        rows[at + MORE] = ((demand.gpu | demand.eni) != 0 ? DEVICES : 0) | (demand.ports.length > 0 ? PORTS : 0);
        rows[at + TASKS] = 0;
    }

    void remove(final int slot) {
        records[slot] = null;
    }

    void drop(final int slot) {
        rows[(slot << STRIDE_BITS) + MORE] |= DROPPED;
    }

    boolean isDropped(final int slot) {
        return (more(slot) & DROPPED) != 0;
    }

    /** Whether nothing needs the demand any more. */
    boolean isUnused(final int slot) {
        return isDropped(slot) && rows[(slot << STRIDE_BITS) + TASKS] == 0 && records[slot].plans == 0;
    }

    int cpu(final int slot) {
        return rows[(slot << STRIDE_BITS) + CPU];
    }

    int memory(final int slot) {
        return rows[(slot << STRIDE_BITS) + MEMORY];
    }

    int more(final int slot) {
        return rows[(slot << STRIDE_BITS) + MORE];
    }

    void addTasks(final int slot, final int delta) {
        rows[(slot << STRIDE_BITS) + TASKS] += delta;
    }
}
