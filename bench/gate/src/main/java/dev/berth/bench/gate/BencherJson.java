package dev.berth.bench.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The figures of head in Bencher's metric format, version 0: value by measure, by benchmark. Measures have the names of
 * metrics, except that the time is Bencher's own measure {@code latency}, in nanoseconds, with the lower and upper
 * quartile over the processes as bounds.
 */
final class BencherJson {
    private static final int LONGEST_NAME = 1_024;

    private final RunRecord run;
    private final Series series;

    BencherJson(final RunRecord run, final Series series) {
        this.run = run;
        this.series = series;
    }

    /** Returns the document. */
    String json() {
        final ObjectNode all = new ObjectMapper().createObjectNode();
        for (final Series.Entry entry : series.entries()) {
            final ObjectNode metric = all.withObjectProperty(name(entry.name())).putObject(measure(entry.metric()));
            metric.put("value", entry.value());
            if (entry.metric() == Metric.TIME) {
                final double[] quarters = Series.quarters(run.headForks().get(entry.name()));
                metric.put("lower_value", Math.min(quarters[0], entry.value()));
                metric.put("upper_value", Math.max(quarters[1], entry.value()));
            }
        }
        return all.toPrettyString() + "\n";
    }

    private static String name(final String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String measure(final Metric metric) {
        return metric == Metric.TIME ? "latency" : metric.key().replaceFirst("^allocated", "allocated-bytes");
    }
}
