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
 * A benchmark of batches: how much less a round of releases and placements costs in two calls than in single calls.
 *
 * <p>One operation releases as many tasks as a batch has and then places as many. Both methods do the same in the same
 * order. Run it with {@code java -jar bench/target/berth.jar jmh BatchBenchmark -p contender=berth}.
 */
public class BatchBenchmark extends AverageTimeBenchmark {
    /** A cluster as in {@link ChurnState}, and the size of the batches. */
    @State(Scope.Thread)
    public static class Rounds extends ChurnState {
        /** The name of the case. */
        @Param({"quantised"})
        public String row;

        /** The number of tasks in a batch. */
        @Param({"8", "64"})
        public int batch;

        private long[] tasks;

        /** Creates the state for JMH. */
        public Rounds() {}

        /**
         * Loads the cluster.
         *
         * @param params the parameters of the benchmark, which are not used.
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

    /** Creates the benchmark for JMH. */
    public BatchBenchmark() {}

    /**
     * Carries out a round in two calls: one releases the batch, one places it.
     *
     * @param rounds the cluster.
     * @return a value that depends on all tasks.
     */
    @Benchmark
    public long batches(final Rounds rounds) {
        return rounds.round(false);
    }

    /**
     * Carries out a round with one call for each task that is released or placed.
     *
     * @param rounds the cluster.
     * @return a value that depends on all tasks.
     */
    @Benchmark
    public long singleCalls(final Rounds rounds) {
        return rounds.round(true);
    }
}
