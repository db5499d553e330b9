package dev.berth.bench.jmh;

import java.io.IOException;

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

    static QuestionsBenchmark.Cluster questions(final String row, final int instances) throws IOException {
        final QuestionsBenchmark.Cluster cluster = new QuestionsBenchmark.Cluster();
        cluster.row = row;
        cluster.instances = instances;
        cluster.setUp();
        return cluster;
    }
}
