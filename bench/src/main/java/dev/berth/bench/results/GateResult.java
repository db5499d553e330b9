package dev.berth.bench.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.bench.measuring.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run of {@code berth gate}, read from its folder.
 *
 * @param name the name of the folder.
 * @param environment the machine, the JDK and the build.
 * @param command the command that made the folder.
 * @param status the exit status: 0 if nothing got slower, 1 if something did, 2 if something could not be measured.
 * @param findings the finding of each rule: words by the name of a field of {@code findings} in {@code gate.json}.
 */
public record GateResult(
        String name, Environment environment, String command, int status, List<Map<String, String>> findings) {

    /** The name of the file by which the folder of a gate is known. */
    public static final String FILE = "gate.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Creates a result with an unmodifiable copy of the findings.
     *
     * @param name the name of the folder.
     * @param environment the machine, the JDK and the build.
     * @param command the command that made the folder.
     * @param status the exit status.
     * @param findings the finding of each rule.
     */
    public GateResult {
        findings = List.copyOf(findings);
    }

    /**
     * Answers whether a folder is that of a run of {@code berth gate}.
     *
     * @param folder any folder.
     * @return true if it has {@code gate.json}.
     */
    public static boolean is(final Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads a run from its folder.
     *
     * @param folder the folder of a run of {@code berth gate}.
     * @return the run.
     * @throws IllegalArgumentException if a file is missing or of another format.
     */
    public static GateResult read(final Path folder) {
        final String name = folder.toAbsolutePath().normalize().getFileName().toString();
        try {
            final JsonNode root = JSON.readTree(Files.readString(folder.resolve(FILE)));
            if (!root.path("status").isInt() || !root.path("findings").isArray()) {
                throw new IllegalArgumentException(name + ": " + FILE + " must have a status and findings");
            }
            final List<Map<String, String>> findings = new ArrayList<>();
            for (final JsonNode finding : root.path("findings")) {
                final Map<String, String> words = new LinkedHashMap<>();
                finding.properties().forEach(field -> words.put(field.getKey(), field.getValue().asText("")));
                findings.add(words);
            }
            return new GateResult(
                    name,
                    Environment.read(folder.resolve("environment.json")),
                    Files.readAllLines(folder.resolve("command.txt")).get(0),
                    root.path("status").asInt(),
                    findings);
        } catch (final IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
