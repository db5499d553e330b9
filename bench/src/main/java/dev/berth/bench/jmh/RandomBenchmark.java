package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long do a release and a placement take where the place is drawn?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar jmh RandomBenchmark.random90}.
 */
public class RandomBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public RandomBenchmark() {}

    /**
     * Runs the row {@code random-90}: drawn uniformly, 90 % in use.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long random90(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code random-97}: drawn uniformly, 97 % in use.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long random97(final ChurnState state) {
        return state.invoke();
    }
}
