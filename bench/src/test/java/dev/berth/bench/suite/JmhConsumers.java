package dev.berth.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two services that follow benchmarks over time make of JMH's JSON, by the rules of their own parsers. Neither can
 * be run here: one is Rust, the other a GitHub action.
 */
final class JmhConsumers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> BENCHER_UNITS = Set.of("ns/op", "us/op", "ms/op", "s/op", "ops/ns", "ops/us",
            "ops/ms", "ops/s");

    private JmhConsumers() {}

    /** A figure with its bounds. */
    record Metric(double value, double low, double high, String unit) {}

    /**
     * Bencher: github.com/bencherdev/bencher, {@code lib/bencher_adapter/src/adapters/java/jmh.rs} and
     * {@code results/adapter_results.rs}. The name is {@code benchmark} alone, without parameters; of two results with
     * one name the later replaces the earlier. {@code score} and both of {@code scoreConfidence} must be numbers, the
     * unit one of time or throughput, {@code secondaryMetrics} an object; one result that is not refuses the file.
     */
    static Map<String, Metric> bencher(final String json) throws IOException {
        final Map<String, Metric> metrics = new LinkedHashMap<>();
        for (final JsonNode result : array(json)) {
            final JsonNode primary = required(result, "primaryMetric");
            final JsonNode confidence = required(primary, "scoreConfidence");
            final String unit = required(primary, "scoreUnit").asText();
            if (!BENCHER_UNITS.contains(unit)) {
                throw new IllegalArgumentException("unit " + unit);
            }
            if (confidence.size() != 2 || !required(result, "secondaryMetrics").isObject()) {
                throw new IllegalArgumentException(result.toString());
            }
            metrics.put(
                    required(result, "benchmark").asText(),
                    new Metric(number(primary.path("score")), number(confidence.path(0)), number(confidence.path(1)),
                            unit));
        }
        return metrics;
    }

    /**
     * github-action-benchmark: github.com/benchmark-action/github-action-benchmark, {@code src/extract.ts},
     * {@code extractJmhResult}. The name is {@code benchmark}, and {@code params} as JSON in brackets; value and unit
     * are those of the primary metric.
     */
    static List<String> githubActionNames(final String json) throws IOException {
        final List<String> names = new ArrayList<>();
        for (final JsonNode result : array(json)) {
            final JsonNode primary = required(result, "primaryMetric");
            number(required(primary, "score"));
            required(primary, "scoreUnit");
            final JsonNode params = result.path("params");
            names.add(required(result, "benchmark").asText() + (params.isObject() ? " ( " + params + " )" : ""));
        }
        return names;
    }

    private static JsonNode array(final String json) throws IOException {
        final JsonNode root = JSON.readTree(json);
        if (!root.isArray()) {
            throw new IllegalArgumentException("an array is expected");
        }
        return root;
    }

    private static JsonNode required(final JsonNode node, final String name) {
        if (!node.has(name)) {
            throw new IllegalArgumentException(name + " is missing in " + node);
        }
        return node.path(name);
    }

    private static double number(final JsonNode node) {
        if (!node.isNumber()) {
            throw new IllegalArgumentException(node + " is no number");
        }
        return node.asDouble();
    }
}
