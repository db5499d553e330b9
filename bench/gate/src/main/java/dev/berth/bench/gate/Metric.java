package dev.berth.bench.gate;

/** What is measured of a case or a benchmark. */
enum Metric {
    /** The least bytes allocated in a window of operations, compiled by C2 alone. */
    ALLOCATED_COMPILED(0, "allocated-compiled", "B"),
    /** The least bytes allocated in a window of operations, interpreted. */
    ALLOCATED_INTERPRETED(0, "allocated-interpreted", "B"),
    /** The least number of times that a thread waited in a window of operations. */
    WAITS(0, "waits", "count"),
    /** Operations of the engine. */
    OPERATIONS(0, "operations", "count"),
    /** Index blocks visited. */
    BLOCKS(0, "blocks", "count"),
    /** Index entries compared. */
    ENTRIES(0, "entries", "count"),
    /** Column reads. */
    COLUMNS(0, "columns", "count"),
    /** The most blocks of one operation. */
    WORST_BLOCKS(0, "worstBlocks", "count"),
    /** The most entries of one operation. */
    WORST_ENTRIES(0, "worstEntries", "count"),
    /** The most column reads of one operation. */
    WORST_COLUMNS(0, "worstColumns", "count"),
    /** Instructions of one operation. */
    INSTRUCTIONS(1, "instructions", "instructions/op"),
    /** The standard error of the instructions of one operation. */
    INSTRUCTIONS_ERROR(1, "instructions-error", "instructions/op"),
    /** Bytes allocated by one operation, as JMH's profiler has it. */
    ALLOCATED_JMH(2, "allocated-jmh", "B/op"),
    /** Median over processes of the time of one operation on a processor. */
    TIME(3, "time", "ns/op"),
    /** Median over processes of the time of one operation by the clock of the machine, waiting included. */
    WALL_TIME(3, "wall-time", "ns/op");

    private final int tier;
    private final String key;
    private final String unit;

    Metric(final int tier, final String key, final String unit) {
        this.tier = tier;
        this.key = key;
        this.unit = unit;
    }

    /** The tier that measures it. */
    int tier() {
        return tier;
    }

    /** Its name in files. */
    String key() {
        return key;
    }

    /** Its unit. */
    String unit() {
        return unit;
    }

    /** Whether it is one of the engine's counters of work. */
    boolean isWork() {
        return compareTo(OPERATIONS) >= 0 && compareTo(WORST_COLUMNS) <= 0;
    }

    static Metric of(final String key) {
        for (final Metric metric : values()) {
            if (metric.key.equals(key)) {
                return metric;
            }
        }
        throw new IllegalArgumentException("metric is '" + key + "', which this build does not know");
    }
}
