package dev.berth.bench.gate;

/** The metrics of a case or a benchmark. */
enum Metric {
    /** The least bytes allocated in a window of operations, compiled by C2 alone. */
    ALLOCATED_COMPILED(0, "allocated-compiled", "B"),
    /** The least bytes allocated in a window of operations, interpreted. */
    ALLOCATED_INTERPRETED(0, "allocated-interpreted", "B"),
    /** The least number of times that a thread waited in a window of operations. */
    WAITS(0, "waits", "count"),
    /** The number of operations of the engine. */
    OPERATIONS(0, "operations", "count"),
    /** The number of index blocks visited. */
    BLOCKS(0, "blocks", "count"),
    /** The number of index entries compared. */
    ENTRIES(0, "entries", "count"),
    /** The number of column reads. */
    COLUMNS(0, "columns", "count"),
    /** The most index blocks that one operation visited. */
    WORST_BLOCKS(0, "worstBlocks", "count"),
    /** The most index entries that one operation compared. */
    WORST_ENTRIES(0, "worstEntries", "count"),
    /** The most column reads of one operation. */
    WORST_COLUMNS(0, "worstColumns", "count"),
    /** The instructions of one operation. */
    INSTRUCTIONS(1, "instructions", "instructions/op"),
    /** The standard error of the instructions of one operation. */
    INSTRUCTIONS_ERROR(1, "instructions-error", "instructions/op"),
    /** The bytes allocated by one operation, as JMH's profiler counts them. */
    ALLOCATED_JMH(2, "allocated-jmh", "B/op"),
    /** The time of one operation on a processor: the median over the slices of all processes. */
    TIME(3, "time", "ns/op"),
    /**
     * The time of one operation by the clock of the machine, waiting included: the median over the slices of all
     * processes.
     */
    WALL_TIME(3, "wall-time", "ns/op");

    private final int tier;
    private final String key;
    private final String unit;

    Metric(final int tier, final String key, final String unit) {
        this.tier = tier;
        this.key = key;
        this.unit = unit;
    }

    /** Returns the tier that measures the metric. */
    int tier() {
        return tier;
    }

    /** Returns the name of the metric in files. */
    String key() {
        return key;
    }

    /** Returns the unit. */
    String unit() {
        return unit;
    }

    /** Answers whether the metric is one of the engine's counters of work. */
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
