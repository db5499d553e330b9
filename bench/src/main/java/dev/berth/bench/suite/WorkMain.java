package dev.berth.bench.suite;

import dev.berth.WorkCounters;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that counts the work of the engine over many operations of one case. It runs in a process of its own, with
 * {@code -Ddev.berth.workCounters=true}.
 */
public final class WorkMain {
    private static final String SUITE = "work";
    private static final String SCAN = "scan";
    private static final int SPARE_TASKS = 1_000;

    private WorkMain() {}

    /**
     * Counts the work, and writes it to a file of samples. The file has no sample if a scan serves the first plan of
     * the case.
     *
     * @param args the case, the number of instances, the number of operations, the seed, and the file.
     */
    public static void main(final String[] args) {
        final Workload workload =
                new Workload(BenchmarkCases.named(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[3]));
        Sample.write(count(workload, Integer.parseInt(args[2])), Path.of(args[4]));
    }

    static List<Sample> count(final Workload workload, final int operations) {
        final Assignment assignment = Filler.fill(workload, new BerthContender(workload, workload.maxTasks()));
        final BerthContender contender = new BerthContender(workload, assignment.size() + SPARE_TASKS);
        if (contender.engine().explainPlan(contender.plan(0)).startsWith(SCAN)) {
            return List.of();
        }
        final Churn churn = new Churn(workload, contender, assignment);
        contender.engine().work().reset();
        for (int i = 0; i < operations; i++) {
            churn.operation();
        }
        return samples(workload, contender.engine().work());
    }

    private static List<Sample> samples(final Workload workload, final WorkCounters work) {
        final List<Sample> samples = new ArrayList<>();
        final double operations = Math.max(1, work.operations());
        add(samples, workload, "operations", work.operations());
        add(samples, workload, "blocks_mean", work.blocksVisited() / operations);
        add(samples, workload, "blocks_worst", work.worstBlocksVisited());
        add(samples, workload, "entries_mean", work.entriesCompared() / operations);
        add(samples, workload, "entries_worst", work.worstEntriesCompared());
        add(samples, workload, "columns_mean", work.columnsRead() / operations);
        add(samples, workload, "columns_worst", work.worstColumnsRead());
        return samples;
    }

    private static void add(
            final List<Sample> samples, final Workload workload, final String metric, final double value) {
        samples.add(new Sample(
                SUITE,
                workload.row().name(),
                workload.fleet().size(),
                Contenders.BERTH,
                metric,
                1,
                0,
                value,
                "count"));
    }
}
