package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long does it take to refuse a request that no instance can take?
 *
 * <p>One operation is one refused {@code place}; one of 64 is a pair of release and place instead, so that the
 * state does not stand still. Run with
 * {@code java -jar bench/target/berth.jar jmh RefusalBenchmark.infeasibleMemory}.
 */
public class RefusalBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public RefusalBenchmark() {}

    /**
     * Runs the row {@code infeasible-memory}: more memory than any instance registers.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long infeasibleMemory(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code infeasible-gpu}: more GPUs than any instance registers.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long infeasibleGpu(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code infeasible-member}: memberOf that admits 1 %, which are full.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long infeasibleMember(final ChurnState state) {
        return state.invoke();
    }
}
