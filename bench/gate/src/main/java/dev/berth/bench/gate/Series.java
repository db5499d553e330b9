package dev.berth.bench.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * The figures of head for tools that keep a history; less is better in each. The formats are
 * {@code customSmallerIsBetter} of github-action-benchmark, and a CSV with a line for each run as Apache Otava reads
 * it.
 */
final class Series {
    private static final double QUARTER = 25;

    /** A figure with its name and unit; a counter is divided by the operations. */
    record Entry(String name, Metric metric, String unit, double value) {}

    private final RunRecord run;
    private final List<Entry> entries = new ArrayList<>();

    Series(final RunRecord run) {
        this.run = run;
        run.head().numbers().forEach((name, numbers) -> numbers.forEach((metric, value) -> add(name, metric, numbers)));
    }

    private void add(final String name, final Metric metric, final Map<Metric, Double> numbers) {
        if (metric == Metric.INSTRUCTIONS_ERROR) {
            return;
        }
        if (!metric.isWork()) {
            add(new Entry(name, metric, metric.unit(), numbers.get(metric)));
        } else if (metric == Metric.BLOCKS || metric == Metric.ENTRIES || metric == Metric.COLUMNS) {
            final double operations = numbers.getOrDefault(Metric.OPERATIONS, Double.NaN);
            add(new Entry(name, metric, metric.key() + "/op", numbers.get(metric) / operations));
        }
    }

    /**
     * Adds a figure if it is a finite number. Others, such as the work for each of no operations, have no place in a
     * series or in JSON.
     */
    private void add(final Entry entry) {
        if (Double.isFinite(entry.value())) {
            entries.add(entry);
        }
    }

    /** Answers whether no figure was measured. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Returns the figures, in the order of names and metrics. */
    List<Entry> entries() {
        return entries;
    }

    /** Returns the JSON that github-action-benchmark reads. */
    String benchmarkJson() {
        final ArrayNode all = new ObjectMapper().createArrayNode();
        for (final Entry entry : entries) {
            final ObjectNode one = all.addObject();
            one.put("name", entry.name() + " " + entry.metric().key());
            one.put("unit", entry.unit());
            one.put("value", entry.value());
            if (entry.metric() == Metric.TIME) {
                one.put("range", range(run.headForks().get(entry.name())));
            }
            one.put("extra", "commit " + run.commit() + ", seed " + run.seed() + "\nJDK " + run.jdk());
        }
        return all.toPrettyString() + "\n";
    }

    /** Returns half of the distance between the quartiles over the processes. */
    private static String range(final List<Double> forks) {
        final double[] quarters = quarters(forks);
        return String.format(Locale.ROOT, "± %.1f", (quarters[1] - quarters[0]) / 2);
    }

    /** Returns the lower and the upper quartile over the processes. */
    static double[] quarters(final List<Double> forks) {
        final Percentile percentile = new Percentile();
        percentile.setData(forks.stream().mapToDouble(Double::doubleValue).toArray());
        return new double[] {percentile.evaluate(QUARTER), percentile.evaluate(100 - QUARTER)};
    }

    /** Returns the CSV, which has a header and one line. */
    String csv() {
        final StringBuilder header = new StringBuilder("time,commit");
        final StringBuilder line = new StringBuilder(run.time() + "," + column(run.commit()));
        for (final Entry entry : entries) {
            header.append(',').append(column(entry.name())).append('.').append(entry.metric().key());
            line.append(',').append(entry.value());
        }
        return header.append('\n').append(line).append('\n').toString();
    }

    /** Returns a name as a column, without characters that a reader of CSV might interpret. */
    private static String column(final String name) {
        return name.replaceAll("[^A-Za-z0-9._=-]+", "_").replaceAll("_$", "");
    }
}
