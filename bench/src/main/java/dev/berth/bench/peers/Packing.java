package dev.berth.bench.peers;

/** The resource that a case packs by, and by which an answer is judged: the less of it is left, the better. */
public enum Packing {
    /** The packing of the case {@code quantised}. */
    MEMORY("quantised", "MiB", 1),

    /** The packing of the case {@code quantised-cpu}, in steps of which every request is a multiple. */
    CPU("quantised-cpu", "× 32 CPU units", 32);

    private final String row;
    private final String unit;
    private final int quantum;

    Packing(final String row, final String unit, final int quantum) {
        this.row = row;
        this.unit = unit;
        this.quantum = quantum;
    }

    /**
     * Returns the case that packs by the resource.
     *
     * @return its name.
     */
    public String row() {
        return row;
    }

    /**
     * Returns the unit in which what is left is counted.
     *
     * @return the unit, for people.
     */
    public String unit() {
        return unit;
    }

    /**
     * Returns what is left, in whole steps.
     *
     * @param cpuUnits left.
     * @param memoryMib left.
     * @return MiB, or steps of CPU units.
     */
    int left(final int cpuUnits, final int memoryMib) {
        return (this == MEMORY ? memoryMib : cpuUnits) / quantum;
    }
}
