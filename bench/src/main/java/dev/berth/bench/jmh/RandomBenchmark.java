package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of placements on an instance that is drawn at random.
 *
 * <p>One operation releases a running task, chosen in random order, and places one of an independently drawn shape. Run
 * it with {@code java -jar bench/target/berth.jar jmh RandomBenchmark.random90}.
 */
public class RandomBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public RandomBenchmark() {}

    /**
     * Runs the case {@code random-90}: drawn uniformly, 90 % in use.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long random90(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code random-97}: drawn uniformly, 97 % in use.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long random97(final ChurnState state) {
        return state.invoke();
    }
}
