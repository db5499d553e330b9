package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of placements whose chain packs.
 *
 * <p>One operation releases a running task, chosen in random order, and places one of an independently drawn shape. Run
 * it with {@code java -jar bench/target/berth.jar jmh PackBenchmark.quantised}.
 */
public class PackBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public PackBenchmark() {}

    /**
     * Runs the case {@code quantised}: 24 request shapes on 6 instance types.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long quantised(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code continuous}: near-continuous requests.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long continuous(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code cpu-bound}: near-continuous requests on a cluster that runs out of CPU first.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long cpuBound(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code adversarial}: half the instances CPU-rich and memory-poor, half the reverse.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long adversarial(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code binpack-cpu}: near-continuous requests, packed by CPU.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long binpackCpu(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code cpu-memory-alternating}: packed by memory and by CPU in turn.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long cpuMemoryAlternating(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code equal-keys}: many equal keys, settled by a second strategy.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long equalKeys(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code quantised-cpu}: as {@code quantised}, but packed by CPU.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long quantisedCpu(final ChurnState state) {
        return state.invoke();
    }
}
