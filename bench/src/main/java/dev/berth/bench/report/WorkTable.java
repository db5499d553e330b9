package dev.berth.bench.report;

import static dev.berth.bench.baseline.Contenders.BERTH;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Cell;
import dev.berth.bench.results.Sample;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;

/** The table of a run that counted work: the mean and the worst value of each counter for one operation. */
public final class WorkTable {
    /** The names of the counters, in the order of the columns. */
    public static final List<String> COUNTERS = List.of("blocks", "entries", "columns");

    private static final List<String> HEADER = List.of(
            "case", "instances", "operations", "blocks", "worst", "entries", "worst", "columns", "worst");

    private WorkTable() {}

    /**
     * Returns the table of some samples.
     *
     * @param samples the samples of a run.
     * @return Markdown.
     */
    public static String markdown(final List<Sample> samples) {
        final TextTable table = new TextTable(HEADER);
        for (final Cell cell : Cell.of(samples)) {
            final List<String> line = new ArrayList<>(List.of(
                    cell.row(), Numbers.count(cell.instances()), Numbers.count(cell.mean(BERTH, "operations"))));
            for (final String counter : COUNTERS) {
                line.add(Numbers.plain(cell.mean(BERTH, counter + "_mean"), 2));
                line.add(Numbers.count(cell.max(BERTH, counter + "_worst")));
            }
            table.add(line);
        }
        return table.toString();
    }

    /**
     * Returns the table, and one line about the machine and the build that were measured.
     *
     * @param samples the samples of the run.
     * @param environment the environment of the run.
     * @return Markdown.
     */
    public static String document(final List<Sample> samples, final Environment environment) {
        return markdown(samples) + "\n" + environment.line() + "\n";
    }
}
