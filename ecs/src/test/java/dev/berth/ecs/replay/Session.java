package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A conversation with one replay. Lines and answers are written with single quotes for double ones. */
final class Session {
    private final Replay replay;

    Session() {
        this(Failures.Form.counts);
    }

    Session(final Failures.Form form) {
        this(Lines.replay(form, false));
    }

    Session(final Replay replay) {
        this.replay = replay;
    }

    /** The answer to a line. */
    JsonNode ask(final String line) {
        final byte[] input = doubled(line).getBytes(StandardCharsets.UTF_8);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertTrue(replay.run(new ByteArrayInputStream(input), out));
            final List<JsonNode> answers = Lines.parsed(out.toString(StandardCharsets.UTF_8));
            assertEquals(1, answers.size(), line);
            return answers.get(0);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks lines that must be accepted. */
    Session accept(final String... lines) {
        for (final String line : lines) {
            final JsonNode answer = ask(line);
            assertFalse(answer.has("error"), line + " is answered " + answer);
        }
        return this;
    }

    /** Asks a line and compares its answer. */
    Session expect(final String line, final String answer) {
        try {
            assertEquals(Lines.JSON.readTree(doubled(answer)), ask(line), line);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Asks a line that must be refused with a type of error, and must change nothing. */
    Session refuse(final String type, final String... lines) {
        for (final String line : lines) {
            final String before = digest();
            final JsonNode error = ask(line).path("error");
            assertEquals(type, error.path("type").asText(), line + " is answered " + error);
            assertFalse(error.path("message").asText().isBlank(), line);
            assertEquals(1, error.path("line").asInt(), line);
            assertEquals(before, digest(), line);
        }
        return this;
    }

    /** The same for what is refused as an invalid parameter. */
    Session refuse(final String line) {
        return refuse("InvalidParameterException", line);
    }

    /** Registers an instance with CPU, memory and whatever members are given more. */
    Session instance(final String id, final String more) {
        return accept("{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'" + id
                + "'" + (more.isEmpty() ? "" : "," + more) + (more.contains("registeredResources") ? "" : ","
                + "'registeredResources':[{'name':'CPU','integerValue':1024},{'name':'MEMORY','integerValue':1024}]")
                + "}}");
    }

    /** The digest now. */
    String digest() {
        return ask("{'op':'Checkpoint'}").get("digest").textValue();
    }

    /** One instance as it is described. */
    JsonNode describe(final String id) {
        return ask("{'op':'DescribeContainerInstances','containerInstances':['" + id + "']}")
                .at("/containerInstances/0");
    }

    /** The items of a set of one instance's remaining resources. */
    String remaining(final String id, final String resource) {
        for (final JsonNode item : describe(id).get("remainingResources")) {
            if (resource.equals(item.get("name").textValue())) {
                return item.has("integerValue")
                        ? item.get("integerValue").toString()
                        : item.get("stringSetValue").toString().replace('"', '\'');
            }
        }
        return "none";
    }

    private static String doubled(final String text) {
        return text.replace('\'', '"');
    }
}
