package dev.berth.bench.peers;

/** What a row packs by, and so by what an answer is judged: the less of it is left, the better. */
public enum Packing {
    /** Of the row {@code quantised}. */
    MEMORY("quantised", "MiB", 1),

    /** Of the row {@code quantised-cpu}: in steps of what every request is a multiple of. */
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
     * The row that packs by it.
     *
     * @return its name.
     */
    public String row() {
        return row;
    }

    /**
     * What is left is counted in.
     *
     * @return for people.
     */
    public String unit() {
        return unit;
    }

    /**
     * What is left, in whole steps.
     *
     * @param cpuUnits left.
     * @param memoryMib left.
     * @return MiB, or steps of CPU units.
     */
    int left(final int cpuUnits, final int memoryMib) {
        return (this == MEMORY ? memoryMib : cpuUnits) / quantum;
    }
}
