package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of placements whose chain spreads first.
 *
 * <p>One operation releases a running task, chosen in random order, and places one of an independently drawn shape. Run
 * it with {@code java -jar bench/target/berth.jar jmh SpreadBenchmark.racks}.
 */
public class SpreadBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public SpreadBenchmark() {}

    /**
     * Runs the case {@code az-binpack}: spread over zones, then packed.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long azBinpack(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code service-default}: many services, each spread over zones, then instances.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long serviceDefault(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code group-10k}: a group on a tenth of the instances churns over a background.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long group10k(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code covering-group}: a group with two tasks on each instance churns.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long coveringGroup(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code racks}: spread over racks of 40 instances, then packed.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long racks(final ChurnState state) {
        return state.invoke();
    }
}
