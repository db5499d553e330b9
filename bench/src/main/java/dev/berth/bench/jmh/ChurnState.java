package dev.berth.bench.jmh;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.measuring.ProcessSettings;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Drift;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCases;
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
 * A contender in the steady state of a case. All contenders start from the same state: the engine fills the cluster
 * once, and each contender loads that assignment.
 *
 * <p>Set-up hashes the first answers. Tear-down samples latencies, checks that no task was lost and that the
 * contender's structures agree with one another, and writes {@link Notes}. For exact contenders it also checks that the
 * cluster is as full as before. An inexact algorithm may refuse what the engine would place and so empty the cluster,
 * which is part of its result.
 */
@State(Scope.Thread)
public class ChurnState {
    private static final int SPARE_TASKS = 1_000;

    /** The name of the contender. */
    @Param({"berth", "plain", "fast"})
    public String contender;

    /** The size of the cluster, in instances. */
    @Param({"100000"})
    public int instances;

    private final Notes notes = new Notes();
    private Workload workload;
    private Assignment assignment;
    private Contender placing;
    private Churn churn;
    private Drift drift;
    private int operations;

    /** Creates the state for JMH. */
    public ChurnState() {}

    /**
     * Draws the workload, loads the cluster, and hashes the first answers.
     *
     * @param params the parameters of the benchmark; its name identifies the case, and its operations per invocation
     *     are those of {@link #invoke()}.
     * @throws IOException if the assignment can be neither read nor written.
     */
    @Setup(Level.Trial)
    public void setUp(final BenchmarkParams params) throws IOException {
        setUp(CaseBenchmarks.rowOf(params.getBenchmark()), params.getOpsPerInvocation());
    }

    void setUp(final String rowName, final int operationsPerInvocation) throws IOException {
        operations = operationsPerInvocation;
        workload = new Workload(BenchmarkCases.named(rowName), instances, ProcessSettings.seed());
        assignment = assignment(workload);
        placing = open(workload, maxTasks(assignment));
        churn = new Churn(workload, placing, assignment);
        drift = new Drift(workload, assignment, churn);
        notes.put("tasks", assignment.size(), "count");
        notes.put("cpu_utilisation_start", 100 * churn.cpuUtilisation(), "%");
        notes.put("memory_utilisation_start", 100 * churn.memoryUtilisation(), "%");
        notes.checksum(churn.checksum(Settings.checkedOperations()));
    }

    /** Creates an empty contender. Tests override this to plant one that errs. */
    Contender open(final Workload drawn, final int maxTasks) {
        return Contenders.create(contender, drawn, maxTasks);
    }

    static int maxTasks(final Assignment assignment) {
        return assignment.size() + SPARE_TASKS;
    }

    /**
     * Returns the state from which a workload is churned. It is read from the file of
     * {@link ProcessSettings#ASSIGNMENT} if that exists. Otherwise the engine fills a cluster, and the state is written
     * if a file is named.
     *
     * @param workload the workload that fills the cluster.
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
     * @return a value that depends on all of them.
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
     * Samples latencies, checks the contender, and writes the notes.
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
     * Returns the notes of this process.
     *
     * @return the notes, complete after tear-down.
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
