package dev.berth.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * How much less does a round of releases and placements cost in batches than by single calls?
 *
 * <p>One operation releases as many tasks as a batch has and then places as many; both ways do the same in the same
 * order. Run with
 * {@code java -cp bench/target/berth.jar org.openjdk.jmh.Main BatchBenchmark -p contender=berth}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
public class BatchBenchmark {
    /** A cluster, as in {@link ChurnState}, and the size of the batches. */
    @State(Scope.Thread)
    public static class Rounds extends ChurnState {
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
            setUp(1);
        }

        @Override
        void setUp(final int operationsPerInvocation) throws IOException {
            super.setUp(operationsPerInvocation);
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
