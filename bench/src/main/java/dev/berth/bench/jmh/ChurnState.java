package dev.berth.bench.jmh;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.measuring.ProcessSettings;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Drift;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.Rows;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A contender in the steady state of a row. The state at the start is the same for all contenders: the engine fills the
 * cluster once, and each loads that assignment. Set-up hashes the first answers; tear-down samples latencies, checks
 * that nothing was lost, that the structures of the contender agree and that the cluster is as full as it was, and
 * writes {@link Notes}. An inexact algorithm may refuse what the engine would place, and so empty the cluster: what
 * becomes of it is a result.
 */
@State(Scope.Thread)
public class ChurnState {
    private static final int SPARE_TASKS = 1_000;

    /** Who places. */
    @Param({"berth", "plain", "fast"})
    public String contender;

    /** Size of the cluster. */
    @Param({"100000"})
    public int instances;

    private final Notes notes = new Notes();
    private Workload workload;
    private Assignment assignment;
    private Contender placing;
    private Churn churn;
    private Drift drift;
    private int operations;

    /** For JMH. */
    public ChurnState() {}

    /**
     * Draws the workload, loads the cluster, and hashes the first answers.
     *
     * @param params of which the name, which tells the row, and the operations per invocation count.
     * @throws IOException if the assignment can be neither read nor written.
     */
    @Setup(Level.Trial)
    public void setUp(final BenchmarkParams params) throws IOException {
        setUp(RowBenchmarks.rowOf(params.getBenchmark()), params.getOpsPerInvocation());
    }

    void setUp(final String rowName, final int operationsPerInvocation) throws IOException {
        operations = operationsPerInvocation;
        workload = new Workload(Rows.named(rowName), instances, ProcessSettings.seed());
        assignment = assignment(workload);
        placing = open(workload, maxTasks(assignment));
        churn = new Churn(workload, placing, assignment);
        drift = new Drift(workload, assignment, churn);
        notes.put("tasks", assignment.size(), "count");
        notes.put("cpu_utilisation_start", 100 * churn.cpuUtilisation(), "%");
        notes.put("memory_utilisation_start", 100 * churn.memoryUtilisation(), "%");
        notes.checksum(churn.checksum(Settings.checkedOperations()));
    }

    /** An empty contender; a test plants one that errs. */
    Contender open(final Workload drawn, final int maxTasks) {
        return Contenders.create(contender, drawn, maxTasks);
    }

    static int maxTasks(final Assignment assignment) {
        return assignment.size() + SPARE_TASKS;
    }

    /**
     * The state from which a workload is churned: from the file of {@link ProcessSettings#ASSIGNMENT} if there is one.
     *
     * @param workload what to fill.
     * @return every task that runs at the start.
     * @throws IOException if the assignment can be neither read nor written.
     */
    public static Assignment assignment(final Workload workload) throws IOException {
        final Path file = ProcessSettings.assignment();
        if (file != null && Files.exists(file)) {
            return Assignment.read(file);
        }
        final Assignment filled =
                Filler.fill(workload, Contenders.create(Contenders.BERTH, workload, workload.maxTasks()));
        if (file != null) {
            filled.write(file);
        }
        return filled;
    }

    /**
     * Carries out the operations of one invocation.
     *
     * @return something that depends on all of them.
     */
    public long invoke() {
        final Churn churn = this.churn;
        long sum = 0;
        for (int i = operations; i > 0; i--) {
            sum += churn.operation();
        }
        return sum;
    }

    /**
     * Samples latencies, validates, and writes the notes.
     *
     * @throws IOException if the notes cannot be written.
     */
    @TearDown(Level.Trial)
    public void tearDown() throws IOException {
        if (Settings.latencyMillis() > 0) {
            final LatencySampler sampler = new LatencySampler(churn);
            sampler.sample(Settings.latencyMillis());
            sampler.note(notes);
        }
        notes.put("refusal_rate", 100 * churn.refusalRate(), "%");
        notes.put("cpu_utilisation_end", 100 * churn.cpuUtilisation(), "%");
        notes.put("memory_utilisation_end", 100 * churn.memoryUtilisation(), "%");
        notes.put("gpu_utilisation_end", 100 * churn.gpuUtilisation(), "%");
        notes.put("slot_utilisation_end", 100 * churn.slotUtilisation(), "%");
        churn.validate(assignment);
        if (Contenders.isExact(contender)) {
            drift.check();
        }
        if (Settings.notes() != null) {
            notes.write(Settings.notes());
        }
    }

    /**
     * What this process has to say.
     *
     * @return complete after tear-down.
     */
    Notes notes() {
        return notes;
    }

    Churn churn() {
        return churn;
    }

    Contender placing() {
        return placing;
    }

    Assignment assignment() {
        return assignment;
    }

    Workload workload() {
        return workload;
    }
}
