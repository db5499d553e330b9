package dev.berth.bench.cases;

import dev.berth.WorkCounters;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.gate.GateCase;
import dev.berth.bench.jmh.ChurnState;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A case of the suites as a case of the gate: its churn at a fixed size. One operation is a pair of a release and a
 * placement or, in a case that measures refusals, mostly a refused request.
 */
final class SuiteCase implements GateCase {
    private static final int SPARE_TASKS = 1_000;

    private final String name;
    private final String row;
    private final int instances;
    private Assignment assignment;
    private BerthContender berth;
    private Churn churn;

    SuiteCase(final String name, final String row, final int instances) {
        this.name = name;
        this.row = row;
        this.instances = instances;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void setUp(final long seed) {
        final Workload workload = new Workload(BenchmarkCases.named(row), instances, seed);
        try {
            assignment = ChurnState.assignment(workload);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        berth = new BerthContender(workload, assignment.size() + SPARE_TASKS);
        churn = new Churn(workload, berth, assignment);
    }

    /** Carries out one operation; returns the instance that was chosen, or a negative number if none was. */
    @Override
    public long operation() {
        final long task = churn.operation();
        return task < 0 ? task : berth.instanceOf(task);
    }

    @Override
    public WorkCounters work() {
        return berth.engine().work();
    }

    @Override
    public void tearDown() {
        churn.validate(assignment);
    }
}
