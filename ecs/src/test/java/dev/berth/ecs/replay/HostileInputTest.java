package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that mean harm: each is answered with an error, and the next as if it had not been there. */
class HostileInputTest {
    private static final String CHECKPOINT = "{\"op\":\"Checkpoint\"}";
    private static final String RUN = "{\"op\":\"RunTask\",\"taskDefinition\":\"f\"";
    private static final int TEN_MB = 10_000_000;

    /** The error messages, by line; each line must be refused, and a checkpoint before and after it be the same. */
    private static List<String> refused(final List<byte[]> lines) throws IOException {
        final ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(("{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"a\"}}\n"
                + "{\"op\":\"RegisterTaskDefinition\",\"family\":\"f\"}\n" + CHECKPOINT + "\n")
                .getBytes(StandardCharsets.UTF_8));
        for (final byte[] line : lines) {
            input.write(line);
            input.write(("\n" + CHECKPOINT + "\n").getBytes(StandardCharsets.UTF_8));
        }
        final List<JsonNode> answers = Lines.answers(input.toByteArray());
        final String digest = answers.get(2).get("digest").textValue();
        final List<String> messages = new ArrayList<>();
        for (int i = 3; i < answers.size(); i += 2) {
            final JsonNode error = answers.get(i).path("error");
            final String line = new String(lines.get(messages.size()), StandardCharsets.ISO_8859_1);
            final String shown = line.substring(0, Math.min(line.length(), 200));
            assertEquals("InvalidParameterException", error.path("type").asText(), shown);
            assertEquals(i + 1, error.path("line").intValue(), shown);
            assertEquals(digest, answers.get(i + 1).path("digest").asText(), shown);
            messages.add(error.path("message").asText());
            assertTrue(messages.get(messages.size() - 1).length() < 1_000, shown);
        }
        assertEquals(lines.size(), messages.size());
        return messages;
    }

    private static void allRefused(final String... lines) throws IOException {
        final List<byte[]> bytes = new ArrayList<>();
        for (final String line : lines) {
            bytes.add(line.getBytes(StandardCharsets.UTF_8));
        }
        refused(bytes);
    }

    @Test
    void linesThatAreNoJson() throws IOException {
        allRefused(
                "{", "}", "{\"op\":\"Checkpoint\"", "{\"op\":\"Checkpoint\",}", "{\"op\":\"Checkpoint", "{op:1}",
                "{'op':'Checkpoint'}", "{\"op\":\"Checkpoint\"}}", "{\"op\":\"Checkpoint\"},", "// {}", "null", "1",
                "{\"op\":\"Checkpoint\",\"x\":NaN}", "{\"op\":\"Checkpoint\",\"x\":-Infinity}",
                "{\"op\":\"Checkpoint\",\"x\":+1}", "{\"op\":\"Checkpoint\",\"x\":01}",
                "{\"op\":\"Checkpoint\",\"x\":1.}", "{\"op\":\"Checkpoint\",\"x\":\"\\x\"}",
                "{\"op\":\"Checkpoint\",\"x\":\"\u0001\"}", "{\"op\":\"Checkpoint\",\"x\":\"\\u12\"}",
                "{\"op\":\"Checkpoint\",\"op\":\"Checkpoint\"}", "{\"op\":\"Checkpoint\",\"x\":[{\"a\":1,\"a\":1}]}",
                "\ufeff" + CHECKPOINT, "\u0000" + CHECKPOINT, CHECKPOINT + "\u0000", "\u00a0" + CHECKPOINT);
    }

    @Test
    void badJsonIsToldInTheWordsOfTheReader() throws IOException {
        final List<byte[]> lines = new ArrayList<>();
        for (final String line : new String[] {
            CHECKPOINT + " " + CHECKPOINT, "{\"op\":NaN}", "[".repeat(2_000), "{\"op\":" + "1".repeat(2_000) + "}"
        }) {
            lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(List.of(
                "bad JSON: more follows the object, must be one object a line",
                "bad JSON: Non-standard token 'NaN' at column 10",
                "bad JSON: Document nesting depth (1001) exceeds the maximum allowed (1000)",
                "bad JSON: Number value length (2000) exceeds the maximum allowed (1000)"), refused(lines));
    }

    @Test
    void linesThatAreNoUtf8() throws IOException {
        final List<byte[]> lines = new ArrayList<>();
        for (final String bad : new String[] {
            "\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00e2\u0082", "\u0080", "\u00f5\u0080\u0080\u0080"
        }) {
            lines.add(("{\"op\":\"Checkpoint\",\"x\":\"" + bad + "\"}").getBytes(StandardCharsets.ISO_8859_1));
        }
        for (final String name : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
            lines.add(CHECKPOINT.getBytes(Charset.forName(name)));
        }
        refused(lines);
    }

    @Test
    void linesThatAreLargeOrDeep() throws IOException {
        allRefused(
                "[".repeat(TEN_MB),
                "{\"op\":\"Checkpoint\",\"x\":" + "{\"a\":".repeat(1_000_000),
                "{\"op\":\"Checkpoint\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "{\"op\":\"Checkpoint\",\"x\":[" + "{},".repeat(TEN_MB / 3) + "{}]}",
                "{\"op\":\"Checkpoint\",\"x\":[" + "[],".repeat(TEN_MB / 3) + "[]]}",
                "{\"op\":\"" + "x".repeat(TEN_MB) + "\"}",
                "{\"" + "x".repeat(TEN_MB) + "\":1}",
                "x".repeat(LineReader.MAX_LINE_BYTES + 1));
        final List<JsonNode> answers = Lines.answers("{\"op\":\"Checkpoint\",\"x\":\"" + "x".repeat(TEN_MB)
                + "\"}\n" + CHECKPOINT);
        assertEquals(answers.get(1), answers.get(0), "a member that is not known is passed over, however long");
    }

    @Test
    void numbersThatAreOutOfRange() throws IOException {
        final String digits = "9".repeat(1_001);
        for (final String number : new String[] {
            "1e400", "-1e400", "1e-400", "1e999999999", digits, "9223372036854775808", "2147483648", "-1", "1.0", "1e1"
        }) {
            allRefused(
                    RUN + ",\"count\":" + number + "}",
                    "{\"op\":\"RegisterTaskDefinition\",\"family\":\"g\",\"cpu\":" + number + "}"
                            .replace("\"cpu\":1e1}", "\"cpu\":1.5}"),
                    "{\"op\":\"RegisterTaskDefinition\",\"family\":\"g\",\"containerDefinitions\":[{\"memory\":"
                            + number + "}]}",
                    "{\"op\":\"RegisterTaskDefinition\",\"family\":\"g\",\"containerDefinitions\":[{\"portMappings\":["
                            + "{\"hostPort\":" + number + "}]}]}",
                    "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"b\","
                            + "\"registeredResources\":[{\"name\":\"CPU\",\"integerValue\":" + number + "}]}}",
                    "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"b\","
                            + "\"eniSlots\":" + number + "}}",
                    "{\"op\":\"CreateService\",\"serviceName\":\"s\",\"taskDefinition\":\"f\",\"desiredCount\":"
                            + number + "}");
        }
        allRefused(
                "{\"op\":\"RegisterTaskDefinition\",\"family\":\"g\",\"cpu\":\"" + digits + "\"}",
                "{\"op\":\"RegisterTaskDefinition\",\"family\":\"g\",\"memory\":\"" + digits + " GB\"}",
                "{\"op\":\"RegisterTaskDefinition\",\"family\":\"g\",\"containerDefinitions\":["
                        + "{\"resourceRequirements\":[{\"type\":\"GPU\",\"value\":\"" + digits + "\"}]}]}",
                "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"b\","
                        + "\"registeredAt\":1e999999999}}");
    }

    @Test
    void expressionsThatMeanHarm() throws IOException {
        for (final String expression : new String[] {
            "attribute:a =~ '((a{1000}){1000}){1000}'", "attribute:a =~ '(?=a)'", "attribute:a =~ '(a)\\\\1'",
            "attribute:a =~ '" + "(".repeat(900) + ")".repeat(900) + "'", "(".repeat(2_000), "not ".repeat(500) + "x",
            "(".repeat(65) + "agentConnected exists" + ")".repeat(65), "attribute:a == " + "x".repeat(2_000),
            "runningTasksCount == " + "9".repeat(1_900) + ".5", "attribute:a in [" + "x,".repeat(900) + "]"
        }) {
            allRefused(
                    RUN + ",\"placementConstraints\":[{\"type\":\"memberOf\",\"expression\":\"" + expression + "\"}]}",
                    "{\"op\":\"ListContainerInstances\",\"filter\":\"" + expression + "\"}");
        }
    }

    @Test
    void aPatternThatBacktracksElsewhereIsAnsweredAtOnce() throws IOException {
        final String value = "a".repeat(100_000) + "b";
        final List<JsonNode> answers = Lines.answers("{\"op\":\"RegisterContainerInstance\",\"containerInstance\":"
                + "{\"containerInstanceArn\":\"a\",\"attributes\":[{\"name\":\"a\",\"value\":\"" + value + "\"}]}}\n"
                + "{\"op\":\"ListContainerInstances\",\"filter\":\"attribute:a =~ '(a*)*'\"}\n");
        assertEquals("{\"containerInstanceArns\":[]}", answers.get(1).toString());
    }

    @Test
    void listsOfManyItemsAreReadInTimeThatIsLinear() throws IOException {
        final String names = "{\"name\":\"x\"},".repeat(100_000);
        final StringBuilder ids = new StringBuilder("\"g\"");
        for (int i = 0; i < 200_000; i++) {
            ids.append(",\"g").append(i).append('"');
        }
        final List<JsonNode> answers = Lines.answers("{\"op\":\"RegisterTaskDefinition\",\"family\":\"f\","
                + "\"containerDefinitions\":[" + names + "{\"name\":\"x\"}]}\n"
                + "{\"op\":\"RegisterTaskDefinition\",\"family\":\"f\",\"containerDefinitions\":[{\"name\":\"x\"}]}\n"
                + RUN + ",\"overrides\":{\"containerOverrides\":[" + names + "{\"name\":\"x\",\"cpu\":1}]}}\n"
                + "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"b\","
                + "\"registeredResources\":[{\"name\":\"GPU\",\"stringSetValue\":[" + ids + "]}]}}\n");
        assertTrue(answers.get(0).has("error"), "more containers than a definition may have");
        assertFalse(answers.get(2).has("error"), answers.get(2).toString());
        assertTrue(answers.get(3).has("error"), "more GPUs than an instance may have");
    }

    @Test
    void aLastLineMayLackItsEnd() throws IOException {
        assertEquals(2, Lines.answers(CHECKPOINT + "\r\n" + CHECKPOINT).size());
        assertEquals(2, Lines.answers(CHECKPOINT + "\n{\"op\":\"Check").size());
        assertEquals(0, Lines.answers(" \t\r\n\n# x").size());
    }
}
