package dev.berth.bench.results;

import java.util.List;

/** Names of the metrics that tables are made of. */
public final class Metrics {
    /** Operations a second. */
    public static final String THROUGHPUT = "throughput";

    /** Bytes allocated for each operation. */
    public static final String ALLOCATED = "allocated";

    /** Share of requests refused that the row does not refuse on purpose. */
    public static final String REFUSAL_RATE = "refusal_rate";

    /** CPU in use at the end. */
    public static final String CPU_UTILISATION = "cpu_utilisation_end";

    /** Memory in use at the end. */
    public static final String MEMORY_UTILISATION = "memory_utilisation_end";

    /** Quality: instances with at least one task. */
    public static final String INSTANCES_USED = "instances_used";

    /** Quality: memory of the instances without a task. */
    public static final String IDLE_MEMORY = "idle_memory";

    /** Quality: tasks that run in the end. */
    public static final String PACKED_TASKS = "packed_tasks";

    /** Quality: CPU in use. */
    public static final String PACKED_CPU = "packed_cpu";

    /** Quality: memory in use. */
    public static final String PACKED_MEMORY = "packed_memory";

    /** Quality: CPU where less memory is left than any request asks. */
    public static final String STRANDED_CPU = "stranded_cpu";

    /** Quality: memory where less CPU is left than any request asks. */
    public static final String STRANDED_MEMORY = "stranded_memory";

    /** Quality: mean difference between the shares of CPU and memory in use. */
    public static final String IMBALANCE = "imbalance";

    /** Quality: how many more tasks of the median size fit. */
    public static final String ROOM_MEDIAN = "room_median";

    /** Quality: how many more tasks of the largest size fit. */
    public static final String ROOM_LARGEST = "room_largest";

    /** Quality: requests refused that fitted nowhere. */
    public static final String REFUSED_NOWHERE = "refused_nowhere";

    /** Quality: requests refused that fitted somewhere. */
    public static final String REFUSED_FITTING = "refused_fitting";

    /** Quality: what was in use when the first request was refused. */
    public static final String FIRST_REFUSAL = "first_refusal";

    /** Percentiles of the time of a placement, and the worst: each a metric that begins with {@code place_}. */
    public static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "worst");

    /** Bytes for each operation below which nothing was allocated: the smallest object has 16. */
    public static final double ALLOCATED_LIMIT = 0.5;

    /** Percent of requests that may be refused in a row that does not measure refusals. */
    public static final double REFUSAL_LIMIT = 5;

    private Metrics() {}
}
