package dev.berth.bench.results;

import java.util.List;

/** The names of the metrics from which tables are made, and the limits of two of them. */
public final class Metrics {
    /** The rate, in operations a second. */
    public static final String THROUGHPUT = "throughput";

    /** The bytes allocated for each operation. */
    public static final String ALLOCATED = "allocated";

    /** The refused requests in percent of all, without those that a case refuses on purpose. */
    public static final String REFUSAL_RATE = "refusal_rate";

    /** The CPU in use at the end, in percent of what is registered. */
    public static final String CPU_UTILISATION = "cpu_utilisation_end";

    /** The memory in use at the end, in percent of what is registered. */
    public static final String MEMORY_UTILISATION = "memory_utilisation_end";

    /** Quality: the number of instances with at least one task. */
    public static final String INSTANCES_USED = "instances_used";

    /** Quality: the memory of the instances without a task, in percent of all memory. */
    public static final String IDLE_MEMORY = "idle_memory";

    /** Quality: the number of tasks that run at the end. */
    public static final String PACKED_TASKS = "packed_tasks";

    /** Quality: the CPU in use, in percent of all CPU. */
    public static final String PACKED_CPU = "packed_cpu";

    /** Quality: the memory in use, in percent of all memory. */
    public static final String PACKED_MEMORY = "packed_memory";

    /** Quality: the CPU left on instances with less memory left than any request asks for, in percent of all CPU. */
    public static final String STRANDED_CPU = "stranded_cpu";

    /** Quality: the memory left on instances with less CPU left than any request asks for, in percent of all memory. */
    public static final String STRANDED_MEMORY = "stranded_memory";

    /** Quality: the mean difference between the shares of CPU and of memory in use, in percentage points. */
    public static final String IMBALANCE = "imbalance";

    /** Quality: the number of further tasks of the median size that fit. */
    public static final String ROOM_MEDIAN = "room_median";

    /** Quality: the number of further tasks of the largest size that fit. */
    public static final String ROOM_LARGEST = "room_largest";

    /** Quality: the requests, in percent, that were refused and fitted on no instance. */
    public static final String REFUSED_NOWHERE = "refused_nowhere";

    /** Quality: the requests, in percent, that were refused although they fitted on an instance. */
    public static final String REFUSED_FITTING = "refused_fitting";

    /** Quality: the share of the resource that runs out first that was in use at the first refusal, in percent. */
    public static final String FIRST_REFUSAL = "first_refusal";

    /**
     * The percentiles of the time of a placement, and the worst time. Each is a metric in nanoseconds whose name begins
     * with {@code place_}.
     */
    public static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "worst");

    /**
     * The bytes for each operation below which the engine counts as free of allocation; the smallest object has 16
     * bytes.
     */
    public static final double ALLOCATED_LIMIT = 0.5;

    /** The greatest share of refused requests, in percent, that a case may have unless it measures refusals. */
    public static final double REFUSAL_LIMIT = 5;

    private Metrics() {}
}
