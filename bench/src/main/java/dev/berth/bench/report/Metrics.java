package dev.berth.bench.report;

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

    /** How a library of the suite of peers ended, 0 = it finished. */
    static final String OUTCOME = "outcome";

    /** Percentiles of the time of a placement, and the worst, as {@link Figure#latency} knows them. */
    public static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p99.9", "p99.99", "worst");

    /** Bytes for each operation below which nothing was allocated: the smallest object has 16. */
    public static final double ALLOCATED_LIMIT = 0.5;

    /** Percent of requests that may be refused in a row that does not measure refusals. */
    public static final double REFUSAL_LIMIT = 5;

    private Metrics() {}
}
