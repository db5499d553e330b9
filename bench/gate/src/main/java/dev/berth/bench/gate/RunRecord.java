package dev.berth.bench.gate;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The record of a run, {@code gate.json}. The figures of its head can be the base of a later run.
 *
 * @param time the time of the run, in UTC.
 * @param commit the commit that was measured; "unknown" if it cannot be told.
 * @param jdk the build of the JDK that measured.
 * @param seed the seed of the workloads.
 * @param operations the number of operations that was asked for.
 * @param warmup the number of warm-up operations that was asked for.
 * @param plans the numbers of operations that were counted, by case.
 * @param base the figures of base.
 * @param head the figures of head.
 * @param baseForks the nanoseconds of base in each process of tier 3, by case.
 * @param headForks the nanoseconds of head in each process of tier 3, by case.
 * @param findings the findings of the rules.
 */
record RunRecord(
        String time,
        String commit,
        String jdk,
        long seed,
        int operations,
        int warmup,
        Map<String, Plan> plans,
        Figures base,
        Figures head,
        Map<String, List<Double>> baseForks,
        Map<String, List<Double>> headForks,
        List<Finding> findings) {
    /** The name of the file in the folder of a run. */
    static final String FILE = "gate.json";

    private static final int FORMAT = 2;
    private static final String CHECKSUM = "checksum";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Returns the record as JSON. */
    String json() {
        final ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        root.put("status", Outcome.of(findings).status());
        root.put("time", time);
        root.put("commit", commit);
        root.put("jdk", jdk);
        root.put("seed", seed);
        root.put("operations", operations);
        root.put("warmup", warmup);
        root.set("plans", JSON.valueToTree(plans));
        root.set("head", figures(head));
        root.set("base", figures(base));
        root.set("headForks", JSON.valueToTree(headForks));
        root.set("baseForks", JSON.valueToTree(baseForks));
        root.set("findings", JSON.valueToTree(findings));
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode figures(final Figures figures) {
        final ObjectNode all = JSON.createObjectNode();
        figures.numbers().forEach((name, numbers) -> {
            final ObjectNode one = all.putObject(name);
            if (figures.checksum(name) != null) {
                one.put(CHECKSUM, figures.checksum(name));
            }
            numbers.forEach((metric, value) -> one.put(metric.key(), value));
        });
        return all;
    }

    /**
     * Reads the record of an earlier run, as far as a later run needs it: its settings, its plans and the figures of
     * its head.
     *
     * @param folder the folder of the run.
     * @return the record, without the figures of base, the processes and the findings.
     */
    static RunRecord read(final Path folder) {
        final Path file = folder.resolve(FILE);
        try {
            final JsonNode root = JSON.readTree(Files.readString(file));
            if (root.path("format").asInt() != FORMAT) {
                throw new NotMeasuredException("base: format of " + FILE + " is " + root.path("format")
                        + ", must be " + FORMAT + "; record base anew");
            }
            return new RunRecord(
                    root.path("time").asText(),
                    root.path("commit").asText(),
                    root.path("jdk").asText(),
                    root.path("seed").asLong(),
                    root.path("operations").asInt(),
                    root.path("warmup").asInt(),
                    JSON.convertValue(root.path("plans"), new TypeReference<Map<String, Plan>>() {}),
                    new Figures(),
                    figures(root.path("head")),
                    Map.of(),
                    Map.of(),
                    List.of());
        } catch (final IOException | IllegalArgumentException e) {
            throw new NotMeasuredException("base: " + FILE + " cannot be read; record base anew");
        }
    }

    private static Figures figures(final JsonNode all) {
        final Figures figures = new Figures();
        all.properties().forEach(one -> one.getValue().properties().forEach(value -> {
            if (value.getKey().equals(CHECKSUM)) {
                figures.checksum(one.getKey(), value.getValue().asText());
            } else {
                figures.put(one.getKey(), Metric.of(value.getKey()), value.getValue().asDouble());
            }
        }));
        return figures;
    }

    /** Answers whether a folder is that of an earlier run. */
    static boolean isIn(final Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    void write(final Path folder) {
        try {
            Files.writeString(folder.resolve(FILE), json());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
