package dev.berth.bench.report;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Sample;
import dev.berth.ecs.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The table of the memory that engines take: a line for each part and a column for each size, followed by what JOL
 * counted and how long the steps of start-up took.
 */
public final class FootprintTable {
    /** The name of the suite in the samples. */
    public static final String SUITE = "footprint";

    /**
     * The metric of a part of the engine: the bytes that the configuration computes for it. The sample's row names the
     * part.
     */
    public static final String BYTES = "bytes";

    /** The metric of the limits: the greatest number of tasks. */
    public static final String MAX_TASKS = "max_tasks";

    /** The metric of the engine as it was built: the bytes that JOL counts. */
    public static final String MEASURED = "measured";

    /**
     * The metric of a step of start-up: its duration in milliseconds, one sample for each process. The sample's row
     * names the step.
     */
    public static final String MILLIS = "ms";

    private static final String INSTANCES = "instances";

    private FootprintTable() {}

    /**
     * Returns the table of some samples.
     *
     * @param samples the samples of a run.
     * @return Markdown.
     */
    public static String markdown(final List<Sample> samples) {
        final List<Integer> sizes =
                samples.stream().map(Sample::instances).distinct().sorted().toList();
        final List<String> header = new ArrayList<>(List.of("bytes of"));
        sizes.forEach(size -> header.add(Numbers.count(size) + " instances, "
                + Numbers.count(sum(samples, size, MAX_TASKS)) + " tasks"));
        final TextTable table = new TextTable(header);
        for (final String part : rows(samples, BYTES)) {
            table.add(line(part, sizes, size -> Numbers.count(sum(of(samples, part), size, BYTES))));
        }
        table.add(line("together", sizes, size -> Numbers.count(sum(samples, size, BYTES))));
        table.add(line("for each instance", sizes, size -> plain(sum(samples, size, BYTES) / size)));
        table.add(line("… of which its columns and id's place", sizes, size ->
                plain(sum(of(samples, INSTANCES), size, BYTES) / size)));
        table.add(line("for each task", sizes, size ->
                plain(sum(of(samples, "tasks"), size, BYTES) / sum(samples, size, MAX_TASKS))));
        if (samples.stream().anyMatch(sample -> sample.metric().equals(MEASURED))) {
            table.add(line("measured by JOL", sizes, size -> Numbers.count(sum(samples, size, MEASURED))));
            table.add(line("… beyond what is said", sizes, size -> beyond(samples, size)));
        }
        for (final String step : rows(samples, MILLIS)) {
            table.add(line(step + ", ms", sizes, size -> range(of(samples, step), size)));
        }
        return table.toString();
    }

    /** The text of a line's cells, by the size of the column. */
    private interface CellText {
        String at(int size);
    }

    private static List<String> line(final String name, final List<Integer> sizes, final CellText text) {
        final List<String> cells = new ArrayList<>(List.of(name));
        sizes.forEach(size -> cells.add(text.at(size)));
        return cells;
    }

    private static Set<String> rows(final List<Sample> samples, final String metric) {
        final Set<String> rows = new LinkedHashSet<>();
        samples.stream()
                .filter(sample -> sample.metric().equals(metric))
                .forEach(sample -> rows.add(sample.row()));
        return rows;
    }

    private static List<Sample> of(final List<Sample> samples, final String row) {
        return samples.stream().filter(sample -> sample.row().equals(row)).toList();
    }

    private static double sum(final List<Sample> samples, final int size, final String metric) {
        return samples.stream()
                .filter(sample -> sample.instances() == size && sample.metric().equals(metric))
                .mapToDouble(Sample::value)
                .sum();
    }

    private static String beyond(final List<Sample> samples, final int size) {
        return String.format(
                Locale.ROOT, "%+.2f %%", 100 * (sum(samples, size, MEASURED) / sum(samples, size, BYTES) - 1));
    }

    /** Returns the median over the processes, with the least and the greatest value in brackets. */
    private static String range(final List<Sample> samples, final int size) {
        final double[] values = samples.stream()
                .filter(sample -> sample.instances() == size && sample.metric().equals(MILLIS))
                .mapToDouble(Sample::value)
                .sorted()
                .toArray();
        return values.length == 0
                ? ""
                : plain(values[values.length / 2]) + " (" + plain(values[0]) + "…" + plain(values[values.length - 1])
                        + ")";
    }

    private static String plain(final double value) {
        return Numbers.plain(value, 1);
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
