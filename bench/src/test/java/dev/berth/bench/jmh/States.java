package dev.berth.bench.jmh;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Sets up the states of the benchmarks as JMH would, and has JMH run them for an instant. */
final class States {
    private States() {}

    static ChurnState churn(final String row, final String contender, final int instances, final int operations)
            throws IOException {
        return setUp(new ChurnState(), row, contender, instances, operations);
    }

    static ChurnState setUp(
            final ChurnState state,
            final String row,
            final String contender,
            final int instances,
            final int operations)
            throws IOException {
        state.contender = contender;
        state.instances = instances;
        state.setUp(row, operations);
        return state;
    }

    /** Options of benchmarks that run in this process, whatever else JMH does on the machine. */
    static ChainedOptionsBuilder instant(final String include, final int instances) {
        System.setProperty("jmh.ignoreLock", "true");
        return new OptionsBuilder()
                .include(include)
                .param("instances", Integer.toString(instances))
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    static Collection<RunResult> run(final ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }

    /**
     * Bytes that an invocation allocates: the least of three, as the JVM itself allocates on the thread that runs code
     * just when it replaces it by better.
     */
    static long allocated(final ChurnState state) {
        state.invoke();
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 3 && least > 0; window++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            state.invoke();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    static QuestionsBenchmark.Cluster questions(final String row, final int instances) throws IOException {
        final QuestionsBenchmark.Cluster cluster = new QuestionsBenchmark.Cluster();
        cluster.row = row;
        cluster.instances = instances;
        cluster.setUp();
        return cluster;
    }
}
