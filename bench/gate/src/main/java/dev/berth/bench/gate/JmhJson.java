package dev.berth.bench.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.bench.measuring.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Version;

/**
 * The figures of head as the JSON of JMH's {@code -rf json}, with one benchmark in mode {@code avgt} for each case. Its
 * primary metric is the time of an operation in each process. Where tier 3 did not run, it is the instructions of an
 * operation; where only allocation was measured, it is that. All other figures are secondary metrics. The times that
 * JMH measures in tier 2 are left out, because they are of short iterations.
 */
final class JmhJson {
    private static final String CASE = CaseBenchmark.class.getName() + ".operation";
    private static final String CASE_IN_TABLES = CaseBenchmark.class.getSimpleName() + ".operation";
    private static final List<Metric> PRIMARY = List.of(Metric.TIME, Metric.INSTRUCTIONS, Metric.ALLOCATED_JMH);
    private static final double CONFIDENCE = 0.999;
    private static final double[] PERCENTILES = {0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100};
    private static final String NAN = "NaN";

    private final RunRecord run;
    private final Environment environment;
    private final Map<Benchmark, List<Series.Entry>> benchmarks = new LinkedHashMap<>();

    /**
     * The identity of a result in JMH.
     *
     * @param name the class and method.
     * @param params the parameters by name, in the order of the benchmark.
     */
    record Benchmark(String name, Map<String, String> params) {
        /**
         * Returns the benchmark for a name in the gate's tables, which is a case, or a class and method with
         * parameters.
         */
        static Benchmark of(final String name) {
            final int bracket = name.indexOf('[');
            if (bracket < 0) {
                return name.indexOf('.') < 0
                        ? new Benchmark(CASE, Map.of("name", name))
                        : new Benchmark(name, Map.of());
            }
            final Map<String, String> params = new LinkedHashMap<>();
            String last = null;
            for (final String word : name.substring(bracket + 1, name.lastIndexOf(']')).split(",")) {
                final int equals = word.indexOf('=');
                if (equals > 0) {
                    last = word.substring(0, equals);
                    params.put(last, word.substring(equals + 1));
                } else if (last != null) {
                    params.merge(last, word, (value, more) -> value + "," + more);
                }
            }
            final String method = name.substring(0, bracket);
            return new Benchmark(method.equals(CASE_IN_TABLES) ? CASE : method, params);
        }
    }

    /**
     * Creates a document.
     *
     * @param run the run that was measured.
     * @param series the figures of the run.
     * @param environment the environment of the run.
     */
    JmhJson(final RunRecord run, final Series series, final Environment environment) {
        this.run = run;
        this.environment = environment;
        series.entries().forEach(entry -> benchmarks
                .computeIfAbsent(Benchmark.of(entry.name()), any -> new ArrayList<>())
                .add(entry));
    }

    /** Returns the document. */
    String json() {
        final ArrayNode all = new ObjectMapper().createArrayNode();
        benchmarks.forEach((benchmark, entries) -> put(all.addObject(), benchmark, entries));
        return all.toPrettyString() + "\n";
    }

    private void put(final ObjectNode one, final Benchmark benchmark, final List<Series.Entry> entries) {
        final Series.Entry primary = PRIMARY.stream()
                .flatMap(metric -> entries.stream().filter(entry -> entry.metric() == metric))
                .findFirst()
                .orElse(entries.get(0));
        final List<Double> values = values(primary);
        one.put("jmhVersion", Version.getPlainVersion());
        one.put("benchmark", benchmark.name());
        one.put("mode", "avgt");
        one.put("threads", 1);
        one.put("forks", values.size());
        one.put("jvm", "java");
        final ArrayNode flags = one.putArray("jvmArgs");
        for (final String flag : environment.entry("flags").split(" ")) {
            flags.add(flag);
        }
        final String[] jdk = run.jdk().split(" ", 2);
        one.put("jdkVersion", jdk[0]);
        one.put("vmName", jdk[jdk.length - 1]);
        one.put("vmVersion", jdk[0]);
        one.put("warmupIterations", 1);
        one.put("warmupTime", run.operations() + " operations");
        one.put("warmupBatchSize", 1);
        one.put("measurementIterations", 1);
        one.put("measurementTime", run.operations() + " operations");
        one.put("measurementBatchSize", 1);
        if (!benchmark.params().isEmpty()) {
            benchmark.params().forEach(one.putObject("params")::put);
        }
        put(one.putObject("primaryMetric"), primary.unit(), values);
        final ObjectNode secondary = one.putObject("secondaryMetrics");
        entries.stream().filter(entry -> entry != primary).forEach(entry -> put(
                secondary.putObject(key(entry.metric())), entry.unit(), values(entry)));
    }

    private static String key(final Metric metric) {
        return metric == Metric.ALLOCATED_JMH ? "gc.alloc.rate.norm" : metric.key();
    }

    /** Returns the figures of all processes, or the single figure if there is one only. */
    private List<Double> values(final Series.Entry entry) {
        return entry.metric() == Metric.TIME ? run.headForks().get(entry.name()) : List.of(entry.value());
    }

    private static void put(final ObjectNode metric, final String unit, final List<Double> values) {
        final ListStatistics statistics = new ListStatistics(
                values.stream().mapToDouble(Double::doubleValue).toArray());
        metric.put("score", statistics.getMean());
        put(metric, "scoreError", statistics.getMeanErrorAt(CONFIDENCE));
        final ArrayNode confidence = metric.putArray("scoreConfidence");
        for (final double end : statistics.getConfidenceIntervalAt(CONFIDENCE)) {
            if (Double.isNaN(end)) {
                confidence.add(NAN);
            } else {
                confidence.add(end);
            }
        }
        final ObjectNode percentiles = metric.putObject("scorePercentiles");
        for (final double percentile : PERCENTILES) {
            percentiles.put(Double.toString(percentile), statistics.getPercentile(percentile));
        }
        metric.put("scoreUnit", unit);
        final ArrayNode raw = metric.putArray("rawData");
        values.forEach(value -> raw.addArray().add(value));
    }

    /** Writes a number; NaN becomes a text, as JMH writes it. */
    private static void put(final ObjectNode metric, final String name, final double value) {
        if (Double.isNaN(value)) {
            metric.put(name, NAN);
        } else {
            metric.put(name, value);
        }
    }
}
