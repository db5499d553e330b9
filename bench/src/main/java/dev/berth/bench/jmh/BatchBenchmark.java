package dev.berth.bench.jmh;

import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How much less does a round of releases and placements cost in batches than by single calls?
 *
 * <p>One operation releases as many tasks as a batch has and then places as many; both ways do the same in the same
 * order. Run with {@code java -jar bench/target/berth.jar jmh BatchBenchmark -p contender=berth}.
 */
public class BatchBenchmark extends AverageTimeBenchmark {
    /** A cluster, as in {@link ChurnState}, and the size of the batches. */
    @State(Scope.Thread)
    public static class Rounds extends ChurnState {
        /** The row of the suite. */
        @Param({"quantised"})
        public String row;

        /** The number of tasks of a batch. */
        @Param({"8", "64"})
        public int batch;

        private long[] tasks;

        /** For JMH. */
        public Rounds() {}

        /**
         * Loads the cluster.
         *
         * @param params of the benchmark.
         * @throws IOException if the assignment can be neither read nor written.
         */
        @Override
        @Setup(Level.Trial)
        public void setUp(final BenchmarkParams params) throws IOException {
            setUp(row, 1);
        }

        @Override
        void setUp(final String rowName, final int operationsPerInvocation) throws IOException {
            super.setUp(rowName, operationsPerInvocation);
            tasks = new long[batch];
        }

        long round(final boolean single) {
            return churn().round(tasks, single);
        }
    }

    /** For JMH. */
    public BatchBenchmark() {}

    /**
     * A round in two calls.
     *
     * @param rounds the cluster.
     * @return something that depends on all tasks.
     */
    @Benchmark
    public long batches(final Rounds rounds) {
        return rounds.round(false);
    }

    /**
     * A round in as many calls as there are tasks to release and to place.
     *
     * @param rounds the cluster.
     * @return something that depends on all tasks.
     */
    @Benchmark
    public long singleCalls(final Rounds rounds) {
        return rounds.round(true);
    }
}
