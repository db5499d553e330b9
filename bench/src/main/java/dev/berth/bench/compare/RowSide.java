package dev.berth.bench.compare;

import dev.berth.bench.ab.BuildLoader;
import dev.berth.bench.ab.Side;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.Rows;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The engine of a build in the churn of a row. Loaded by {@link BuildLoader} for each build, together with the
 * workload, the churn and the loop that is timed, so that the JIT compiles all of it from that build's profile alone.
 */
public final class RowSide implements Side {
    private static final int SPARE_TASKS = 1_000;
    private static final int PERCENT = 100;

    /** Operations of one call of the loop: few enough that the loop is compiled as a method, not while it runs. */
    private static final int BATCH = 100;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Workload workload;
    private Assignment assignment;
    private BerthContender berth;
    private Churn churn;
    private long sum;

    /** Creates a side that is not set up; {@link BuildLoader} calls this. */
    public RowSide() {}

    @Override
    public void fill(final String row, final int instances, final long seed, final Path file) {
        final Workload drawn = new Workload(Rows.named(row), instances, seed);
        try {
            Filler.fill(drawn, new BerthContender(drawn, drawn.maxTasks())).write(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setUp(final String row, final int instances, final long seed, final Path file) {
        workload = new Workload(Rows.named(row), instances, seed);
        try {
            assignment = Assignment.read(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        berth = new BerthContender(workload, assignment.size() + SPARE_TASKS);
        churn = new Churn(workload, berth, assignment);
    }

    @Override
    public long time(final int operations) {
        final long start = THREADS.getCurrentThreadCpuTime();
        for (int done = 0; done < operations; done += BATCH) {
            sum += batch(churn, Math.min(BATCH, operations - done));
        }
        return Math.max(1, THREADS.getCurrentThreadCpuTime() - start);
    }

    private static long batch(final Churn churn, final int operations) {
        long sum = 0;
        for (int i = 0; i < operations; i++) {
            sum += churn.operation();
        }
        return sum;
    }

    @Override
    public long percentile(final int operations, final double percent) {
        final long[] nanos = new long[operations];
        long before = System.nanoTime();
        for (int i = 0; i < operations; i++) {
            sum += churn.operation();
            final long now = System.nanoTime();
            nanos[i] = now - before;
            before = now;
        }
        Arrays.sort(nanos);
        return nanos[(int) Math.ceil(operations * percent / PERCENT) - 1];
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

    /** Returns something that depends on every operation that was timed, so that none of them can be left out. */
    @Override
    public String toString() {
        return Long.toHexString(sum);
    }
}
