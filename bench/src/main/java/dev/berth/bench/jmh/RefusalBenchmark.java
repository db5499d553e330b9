package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of requests that no instance can take.
 *
 * <p>One operation is one refused {@code place}. One operation in 64 is instead a pair of release and place, so that
 * the state of the cluster changes. Run it with
 * {@code java -jar bench/target/berth.jar jmh RefusalBenchmark.infeasibleMemory}.
 */
public class RefusalBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public RefusalBenchmark() {}

    /**
     * Runs the case {@code infeasible-memory}: more memory than any instance registers.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long infeasibleMemory(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code infeasible-gpu}: more GPUs than any instance registers.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long infeasibleGpu(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code infeasible-member}: memberOf that admits 1 %, which are full.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long infeasibleMember(final ChurnState state) {
        return state.invoke();
    }
}
