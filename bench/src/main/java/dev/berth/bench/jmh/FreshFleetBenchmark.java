package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of placements on a fleet in which nearly all instances are empty and alike.
 *
 * <p>One operation releases a running task, chosen in random order, and places one of an independently drawn shape. Run
 * it with {@code java -jar bench/target/berth.jar jmh FreshFleetBenchmark.freshFleetZones}.
 */
public class FreshFleetBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public FreshFleetBenchmark() {}

    /**
     * Runs the case {@code fresh-fleet}: equal instances, few in use, settled by a second strategy.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long freshFleet(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code fresh-fleet-pow2}: as {@code fresh-fleet}, with memory that is a power of two.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long freshFleetPow2(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code fresh-fleet-zones}: as {@code fresh-fleet}, spread over zones first.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long freshFleetZones(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code fresh-fleet-hosts}: as {@code fresh-fleet}, spread over instances first.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long freshFleetHosts(final ChurnState state) {
        return state.invoke();
    }
}
