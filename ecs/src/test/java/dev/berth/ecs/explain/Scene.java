package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small cluster, a definition and a request in a folder, and what {@code explain} says of them. */
final class Scene {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final List<String> instances = new ArrayList<>();
    private Run run;

    Scene(final Path folder) {
        this.folder = folder;
    }

    /** Adds an ACTIVE instance with attributes such as {@code ecs.os-type=linux}, or without a value. */
    Scene instance(final String... attributes) {
        final List<String> items = new ArrayList<>();
        for (final String attribute : attributes) {
            final String[] parts = attribute.split("=", 2);
            items.add("{\"name\": \"" + parts[0] + "\""
                    + (parts.length == 1 ? "" : ", \"value\": \"" + parts[1] + "\"") + "}");
        }
        instances.add("{\"containerInstanceArn\": \"i-" + instances.size() + "\", \"status\": \"ACTIVE\","
                + " \"agentConnected\": true, \"registeredResources\": [{\"name\": \"CPU\", \"integerValue\": 4096},"
                + " {\"name\": \"MEMORY\", \"integerValue\": 8192}], \"attributes\": [" + String.join(", ", items)
                + "]}");
        return this;
    }

    Scene file(final String name, final String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return this;
    }

    /** Runs with the file {@code d.json} as the definition, unless another is named. */
    Scene explain(final String... arguments) throws IOException {
        file("cluster.json", "[" + String.join(",", instances) + "]");
        final List<String> line = new ArrayList<>(List.of("--cluster", "cluster.json", "--format", "json"));
        if (!List.of(arguments).contains("--task-definition")) {
            line.addAll(List.of("--task-definition", "d.json"));
        }
        line.addAll(List.of(arguments));
        run = Run.of(folder, line.toArray(new String[0]));
        return this;
    }

    /** The answer, which must be one. */
    JsonNode answer() throws IOException {
        if (!run.err().isEmpty()) {
            throw new AssertionError(run.err());
        }
        return JSON.readTree(run.out());
    }

    /** What the closest instance lacks or fails, for people. */
    String detail() throws IOException {
        return answer().at("/closest/checks/0/detail").textValue();
    }

    String notes() throws IOException {
        final StringBuilder notes = new StringBuilder();
        answer().get("notes").forEach(note -> notes.append(note.textValue()).append('\n'));
        return notes.toString();
    }

    /** The one line of a refusal. */
    String refusal() {
        if (run.status() != 2 || !run.out().isEmpty() || run.err().lines().count() != 1) {
            throw new AssertionError(run.status() + ": " + run.out() + run.err());
        }
        return run.err().strip();
    }

    static JsonNode json(final String text) throws IOException {
        return JSON.readTree(text);
    }
}
