package dev.berth.bench.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/**
 * The rules by which the readers of the outputs read them, from their sources. Each rule refuses what its reader
 * refuses.
 */
final class Consumers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> MODES = Set.of("thrpt", "avgt", "sample", "ss", "all");

    private Consumers() {}

    private static void require(final boolean holds, final String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }

    private static JsonNode parse(final String json) {
        try {
            return JSON.readTree(json);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Jenkins, GitLab and Surefire: see the schema. */
    static void junit(final String xml) throws IOException {
        try {
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Consumers.class.getResource("junit.xsd"))
                    .newValidator()
                    .validate(new StreamSource(new StringReader(xml)));
        } catch (final SAXException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * github-action-benchmark: {@code extractCustomBenchmarkResult} of {@code src/extract.ts} maps an array of
     * {@code BenchmarkResult}, and {@code extractResult} refuses one without results; {@code src/write.ts} divides by
     * the value and finds the last result of the same name.
     */
    static void githubActionBenchmark(final String json) {
        final JsonNode all = parse(json);
        require(all.isArray() && !all.isEmpty(), "no benchmark result was found");
        final Set<String> names = new TreeSet<>();
        for (final JsonNode one : all) {
            require(one.path("name").isTextual() && names.add(one.path("name").textValue()), "name: " + one);
            require(one.path("value").isNumber(), "value: " + one);
            require(one.path("unit").isTextual(), "unit: " + one);
            require(one.path("range").isMissingNode() || one.path("range").isTextual(), "range: " + one);
            require(one.path("extra").isMissingNode() || one.path("extra").isTextual(), "extra: " + one);
        }
    }

    /**
     * Bencher: {@code json/v0.rs} of {@code lib/bencher_adapter} reads a map of benchmarks to a map of measures to
     * {@code JsonNewMetric}, a value with optional bounds; names are 1..1024 characters, measures' 1..64.
     */
    static void bencher(final String json) {
        final JsonNode all = parse(json);
        require(all.isObject(), "results are no object");
        all.properties().forEach(benchmark -> {
            require(length(benchmark.getKey(), 1_024) && benchmark.getValue().isObject(), benchmark.toString());
            benchmark.getValue().properties().forEach(measure -> {
                final JsonNode metric = measure.getValue();
                require(length(measure.getKey(), 64) && metric.isObject(), measure.toString());
                require(metric.path("value").isNumber(), "value: " + measure);
                final double value = metric.path("value").asDouble();
                require(metric.path("lower_value").asDouble(value) <= value, "lower value: " + measure);
                require(metric.path("upper_value").asDouble(value) >= value, "upper value: " + measure);
            });
        });
    }

    private static boolean length(final String text, final int most) {
        return !text.isBlank() && text.equals(text.strip()) && text.length() <= most;
    }

    /**
     * Apache Otava: {@code CsvImporter} of {@code otava/importer.py} finds columns by their names, needs as many values
     * in each row as there are columns, a time that can be read, and figures that {@code float} takes.
     */
    static void otava(final String csv, final String time, final Collection<String> attributes) {
        final List<String> lines = csv.lines().toList();
        final List<String> header = Arrays.asList(lines.get(0).split(",", -1));
        require(new TreeSet<>(header).size() == header.size(), "two columns have one name: " + header);
        require(header.contains(time) && header.containsAll(attributes), "column not found: " + header);
        for (final String line : lines.subList(1, lines.size())) {
            final String[] row = line.split(",", -1);
            require(row.length == header.size(), "values do not match the columns: " + line);
            for (int column = 0; column < row.length; column++) {
                otavaValue(header.get(column), row[column], time, attributes);
            }
        }
    }

    private static void otavaValue(
            final String column, final String value, final String time, final Collection<String> attributes) {
        try {
            if (column.equals(time)) {
                OffsetDateTime.parse(value);
            } else if (!attributes.contains(column)) {
                require(Double.isFinite(Double.parseDouble(value)), column + ": " + value);
            }
        } catch (final DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException(column + ": " + value, e);
        }
    }

    /**
     * JMH's readers: jmh-visualizer's {@code parse.js} splits the name of a benchmark at its last point and shows its
     * params; github-action-benchmark's {@code extractJmhResult} takes score, unit, iterations, forks and threads;
     * Bencher's {@code java/jmh.rs} needs numbers and the unit of a time by operation where {@code isTimed}.
     */
    static void jmh(final String json, final boolean isTimed) {
        final JsonNode all = parse(json);
        require(all.isArray() && !all.isEmpty(), "no benchmark result was found");
        final Map<String, Integer> seen = new HashMap<>();
        for (final JsonNode one : all) {
            require(one.path("benchmark").asText().matches("[\\w.]*\\w\\.\\w+"), "benchmark: " + one);
            require(MODES.contains(one.path("mode").asText()), "mode: " + one);
            seen.merge(one.path("benchmark").asText() + one.path("params"), 1, Integer::sum);
            for (final String name : List.of("measurementIterations", "forks", "threads")) {
                require(one.path(name).isInt(), name + ": " + one);
            }
            final JsonNode primary = one.path("primaryMetric");
            require(primary.path("score").isNumber() && primary.path("scoreUnit").isTextual(), "score: " + one);
            require(primary.path("rawData").size() == one.path("forks").asInt(), "raw data: " + one);
            require(one.path("secondaryMetrics").isObject(), "secondary metrics: " + one);
            if (isTimed) {
                require(primary.path("scoreUnit").asText().equals("ns/op"), "unit: " + one);
                require(primary.path("scoreError").isNumber(), "error: " + one);
            }
        }
        require(seen.values().stream().allMatch(times -> times == 1), "twice in one file: " + seen);
    }
}
