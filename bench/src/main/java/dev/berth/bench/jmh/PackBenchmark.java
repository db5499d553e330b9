package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long do a release and a placement take where the chain packs?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar jmh PackBenchmark.quantised}.
 */
public class PackBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public PackBenchmark() {}

    /**
     * Runs the row {@code quantised}: 24 request shapes on 6 instance types.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long quantised(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code continuous}: near-continuous requests.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long continuous(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code cpu-bound}: near-continuous requests, CPU is what runs out.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long cpuBound(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code adversarial}: half the instances CPU-rich and memory-poor, half the reverse.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long adversarial(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code binpack-cpu}: near-continuous requests, packed by CPU.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long binpackCpu(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code cpu-memory-alternating}: packed by memory and by CPU in turn.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long cpuMemoryAlternating(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code equal-keys}: many equal keys, settled by a second strategy.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long equalKeys(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code quantised-cpu}: the quantised row, packed by CPU.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long quantisedCpu(final ChurnState state) {
        return state.invoke();
    }
}
