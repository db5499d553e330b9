package dev.berth.ecs.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.EngineConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a replay in memory. */
final class Lines {
    static final ObjectMapper JSON = new ObjectMapper();

    private Lines() {}

    static Replay replay(final Failures.Form form, final boolean strict) {
        return new Replay(config(), form, strict);
    }

    /** A replay that requires what ECS computes for a definition. */
    static Replay deriving() {
        return new Replay(config(), Failures.Form.counts, false, true);
    }

    private static EngineConfig config() {
        return EngineConfig.builder().maxInstances(1024).maxTasks(8192).maxGroups(1024).seed(1).build();
    }

    static List<JsonNode> answers(final String input) throws IOException {
        return answers(input.getBytes(StandardCharsets.UTF_8));
    }

    static List<JsonNode> answers(final byte[] input) throws IOException {
        return answers(replay(Failures.Form.counts, false), input);
    }

    static List<JsonNode> answers(final Replay replay, final byte[] input) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        replay.run(new ByteArrayInputStream(input), out);
        return parsed(out.toString(StandardCharsets.UTF_8));
    }

    static List<JsonNode> parsed(final String lines) throws IOException {
        final List<JsonNode> nodes = new ArrayList<>();
        for (final String line : lines.lines().toList()) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }
}
