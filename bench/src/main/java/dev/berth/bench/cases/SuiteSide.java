package dev.berth.bench.cases;

import dev.berth.bench.ab.BuildLoader;
import dev.berth.bench.ab.TimedSide;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The engine of a build in the churn of a case. {@link BuildLoader} loads this class for each build, together with the
 * workload, the churn and the timed loop, so that the JIT compiles all of it from the profile of that build alone.
 */
public final class SuiteSide extends TimedSide {
    private static final int SPARE_TASKS = 1_000;

    private Workload workload;
    private Assignment assignment;
    private BerthContender berth;
    private Churn churn;

    /** Creates a side that is not set up, for {@link BuildLoader}. */
    public SuiteSide() {}

    @Override
    public void fill(final String row, final int instances, final long seed, final Path file) {
        final Workload drawn = new Workload(BenchmarkCases.named(row), instances, seed);
        try {
            Filler.fill(drawn, new BerthContender(drawn, drawn.maxTasks())).write(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setUp(final String row, final int instances, final long seed, final Path file) {
        workload = new Workload(BenchmarkCases.named(row), instances, seed);
        try {
            assignment = Assignment.read(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        berth = new BerthContender(workload, assignment.size() + SPARE_TASKS);
        churn = new Churn(workload, berth, assignment);
    }

    @Override
    protected long operation() {
        return churn.operation();
    }

    @Override
    public long checksum(final int operations) {
        return churn.checksum(operations);
    }

    @Override
    public long stateHash() {
        long hash = berth.taskCount();
        for (int ordinal = 0; ordinal < workload.fleet().size(); ordinal++) {
            hash = 31 * hash + berth.remainingCpuUnits(ordinal);
            hash = 31 * hash + berth.remainingMemoryMib(ordinal);
            hash = 31 * hash + berth.remainingGpus(ordinal);
            hash = 31 * hash + berth.remainingEniSlots(ordinal);
        }
        return hash;
    }

    @Override
    public void tearDown() {
        churn.validate(assignment);
    }
}
