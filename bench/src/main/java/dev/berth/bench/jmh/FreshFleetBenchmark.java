package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long do a release and a placement take where nearly all instances are empty and alike?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar jmh FreshFleetBenchmark.freshFleetZones}.
 */
public class FreshFleetBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public FreshFleetBenchmark() {}

    /**
     * Runs the row {@code fresh-fleet}: equal instances, few in use, settled by a second strategy.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long freshFleet(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code fresh-fleet-pow2}: fresh-fleet with memory that is a power of two.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long freshFleetPow2(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code fresh-fleet-zones}: fresh-fleet, spread over zones first.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long freshFleetZones(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code fresh-fleet-hosts}: fresh-fleet, spread over instances first.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long freshFleetHosts(final ChurnState state) {
        return state.invoke();
    }
}
