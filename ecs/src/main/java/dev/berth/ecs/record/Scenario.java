package dev.berth.ecs.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** A writer of scenario lines, each as soon as it is known, so that a program that fails leaves what led to it. */
final class Scenario {
    private final JsonMapper mapper = new JsonMapper();
    private final Writer writer;

    Scenario(final Writer writer) {
        this.writer = writer;
    }

    /** Returns an empty request of an operation, for the caller to fill. */
    ObjectNode request(final String op) {
        return mapper.createObjectNode().put("op", op);
    }

    void write(final ObjectNode request) {
        try {
            line(mapper.writeValueAsString(request));
        } catch (final JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line that a replay ignores. */
    void comment(final String text) {
        line("# " + text.replace('\n', ' ').replace('\r', ' '));
    }

    private void line(final String text) {
        try {
            writer.write(text);
            writer.write('\n');
            writer.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
