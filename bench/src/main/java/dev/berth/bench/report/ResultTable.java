package dev.berth.bench.report;

import static dev.berth.bench.baseline.Contenders.BERTH;
import static dev.berth.bench.baseline.Contenders.FAST;
import static dev.berth.bench.baseline.Contenders.PLAIN;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Cell;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;

/** The table of a run, and the failures that its numbers show. It is made of {@code results.csv} alone. */
public final class ResultTable {
    private static final List<String> HEADER = List.of(
            "case", "instances", "placements/s", "± 95 %", "× PlainScan", "× FastScan", "p50", "p99", "p99.9",
            "worst", "B/op", "refused %", "CPU %", "memory %");

    private final List<Cell> cells;

    /**
     * Creates the table of some samples.
     *
     * @param samples the samples of a run.
     */
    public ResultTable(final List<Sample> samples) {
        cells = Cell.of(samples);
    }

    /**
     * Returns the table.
     *
     * @return Markdown.
     */
    public String markdown() {
        final TextTable table = new TextTable(HEADER);
        cells.forEach(cell -> table.add(line(cell)));
        return table.toString();
    }

    private static List<String> line(final Cell cell) {
        final double throughput = cell.mean(BERTH, Metrics.THROUGHPUT);
        return List.of(
                cell.row(),
                Numbers.count(cell.instances()),
                Numbers.rounded(throughput),
                Numbers.plain(100 * cell.error(BERTH, Metrics.THROUGHPUT) / throughput, 1) + " %",
                Numbers.ratio(throughput / cell.mean(PLAIN, Metrics.THROUGHPUT)),
                Numbers.ratio(throughput / cell.mean(FAST, Metrics.THROUGHPUT)),
                Numbers.nanos(cell.mean(BERTH, "place_p50")),
                Numbers.nanos(cell.mean(BERTH, "place_p99")),
                Numbers.nanos(cell.mean(BERTH, "place_p99.9")),
                Numbers.nanos(cell.max(BERTH, "place_worst")),
                Numbers.plain(cell.mean(BERTH, Metrics.ALLOCATED), 2),
                Numbers.plain(cell.mean(BERTH, Metrics.REFUSAL_RATE), 2),
                Numbers.plain(cell.mean(BERTH, Metrics.CPU_UTILISATION), 0),
                Numbers.plain(cell.mean(BERTH, Metrics.MEMORY_UTILISATION), 0));
    }

    /**
     * Returns the failures of the run: cases in which the engine allocated, and cases in which too many requests were
     * refused.
     *
     * @return a sentence for each failure; empty if there is none.
     */
    public List<String> failures() {
        final List<String> failures = new ArrayList<>();
        for (final Cell cell : cells) {
            final String where = cell.row() + " at " + cell.instances() + ": ";
            final double allocated = cell.max(BERTH, Metrics.ALLOCATED);
            if (!(allocated < Metrics.ALLOCATED_LIMIT)) {
                failures.add(where + allocated + " B/op are allocated, must be below " + Metrics.ALLOCATED_LIMIT);
            }
            final double refused = cell.max(BERTH, Metrics.REFUSAL_RATE);
            if (!(refused <= Metrics.REFUSAL_LIMIT) && !BenchmarkCases.named(cell.row()).measuresRefusals()) {
                failures.add(where + refused + " % are refused, must be at most " + Metrics.REFUSAL_LIMIT);
            }
        }
        return failures;
    }

    /**
     * Returns the table, and one line about the machine and the build that were measured.
     *
     * @param samples the samples of the run.
     * @param environment the environment of the run.
     * @return Markdown.
     */
    public static String document(final List<Sample> samples, final Environment environment) {
        return new ResultTable(samples).markdown() + "\n" + environment.line() + "\n";
    }
}
