package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long do a release and a placement take where tasks ask for ports, GPUs or network interfaces?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar jmh ResourceBenchmark.port99}.
 */
public class ResourceBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public ResourceBenchmark() {}

    /**
     * Runs the row {@code port-50}: a host port that is in use on 50 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long port50(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code port-99}: a host port that is in use on 99 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long port99(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code port-one-left}: a host port that is in use on all but one.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long portOneLeft(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code gpu-2}: one or two GPUs, of which 2 % have some.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long gpu2(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code eni}: awsvpc tasks, slots are what runs out.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long eni(final ChurnState state) {
        return state.invoke();
    }
}
