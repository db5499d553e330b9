package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of placements of tasks that ask for ports, GPUs or network interfaces.
 *
 * <p>One operation releases a running task, chosen in random order, and places one of an independently drawn shape. Run
 * it with {@code java -jar bench/target/berth.jar jmh ResourceBenchmark.port99}.
 */
public class ResourceBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public ResourceBenchmark() {}

    /**
     * Runs the case {@code port-50}: a host port that is in use on 50 % of the instances.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long port50(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code port-99}: a host port that is in use on 99 % of the instances.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long port99(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code port-one-left}: a host port that is in use on all instances but one.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long portOneLeft(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code gpu-2}: one or two GPUs for each task, on a fleet of which 2 % have GPUs.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long gpu2(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code eni}: {@code awsvpc} tasks on a cluster that runs out of task network slots first.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long eni(final ChurnState state) {
        return state.invoke();
    }
}
