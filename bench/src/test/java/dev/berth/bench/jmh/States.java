package dev.berth.bench.jmh;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Sets up the states of the benchmarks as JMH would. */
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
        state.row = row;
        state.contender = contender;
        state.instances = instances;
        state.setUp(operations);
        return state;
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
