package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenarios with their answers written by hand, and lines that must be refused. */
class ScenarioTest {
    @Test
    void answersTheFirstOperations() throws IOException {
        final List<JsonNode> answers = Lines.answers(resource("first-operations.jsonl"));
        final List<JsonNode> expected =
                Lines.parsed(new String(resource("first-operations.expected.jsonl"), StandardCharsets.UTF_8));
        assertEquals(expected.size(), answers.size());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(matches(expected.get(i), answers.get(i)),
                    "answer " + (i + 1) + " is\n" + answers.get(i) + "\nmust be\n" + expected.get(i));
        }
    }

    @Test
    void aRefusedLineChangesNothing() throws IOException {
        final String input = new String(resource("refused-lines.jsonl"), StandardCharsets.UTF_8);
        final List<String> lines = input.lines().toList();
        final List<JsonNode> answers = Lines.answers(input);
        assertEquals(lines.size() - 1, answers.size());
        final String before = answers.get(2).get("digest").textValue();
        assertEquals(before, answers.get(answers.size() - 1).get("digest").textValue());
        for (int i = 3; i < answers.size() - 1; i++) {
            final JsonNode error = answers.get(i).get("error");
            final String line = lines.get(i + 1);
            assertTrue(error != null, "accepted: " + line);
            assertEquals(i + 2, error.get("line").intValue(), line);
            assertFalse(error.get("message").textValue().isBlank(), line);
            assertEquals(expectedType(line), error.get("type").textValue(), line);
        }
    }

    private static String expectedType(final String line) {
        final boolean unknownDefinition = line.contains("\"nope\"") && !line.contains("\"count\":\"1\"")
                || line.contains("\"web:");
        return unknownDefinition ? "ClientException" : "InvalidParameterException";
    }

    @Test
    void fullFailuresNameEachInstanceConsidered() throws IOException {
        final String input = """
                {"op":"RegisterContainerInstance","containerInstance":{"containerInstanceArn":"a"}}
                {"op":"RegisterContainerInstance",\
                "containerInstance":{"containerInstanceArn":"b","agentConnected":false}}
                {"op":"RegisterContainerInstance","containerInstance":{"containerInstanceArn":"c","status":"DRAINING"}}
                {"op":"RegisterTaskDefinition","family":"f","cpu":1}
                {"op":"RunTask","taskDefinition":"f","count":2}
                """;
        final List<JsonNode> answers =
                Lines.answers(Lines.replay(Failures.Form.full, false), input.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                Lines.JSON.readTree("{\"tasks\":[],\"failures\":["
                        + "{\"arn\":\"a\",\"reason\":\"RESOURCE:CPU\"},{\"arn\":\"b\",\"reason\":\"AGENT\"}]}"),
                answers.get(4));
    }

    @Test
    void noInstanceConsidered() throws IOException {
        final String input = """
                {"op":"RegisterTaskDefinition","family":"f"}
                {"op":"RunTask","taskDefinition":"f"}
                """;
        for (final Failures.Form form : Failures.Form.values()) {
            assertEquals(
                    Lines.JSON.readTree(
                            "{\"tasks\":[],\"failures\":[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]}"),
                    Lines.answers(Lines.replay(form, false), input.getBytes(StandardCharsets.UTF_8)).get(1));
        }
    }

    @Test
    void linesThatAreNoText() throws IOException {
        final ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '#', '\n'});
        input.write("{\"op\":\"Checkpoint\",\"x\":\"".getBytes(StandardCharsets.UTF_8));
        input.write(0xFF);
        input.write("\"}\r\n \t\r\n".getBytes(StandardCharsets.UTF_8));
        input.write("{\"op\":\"Checkpoint\",\"x\":\"".getBytes(StandardCharsets.UTF_8));
        input.write("x".repeat(LineReader.MAX_LINE_BYTES).getBytes(StandardCharsets.UTF_8));
        input.write("\"}\n".getBytes(StandardCharsets.UTF_8));
        input.write("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        input.write("\n{\"op\":\"Checkpoint\"}".getBytes(StandardCharsets.UTF_8));
        final List<JsonNode> answers = Lines.answers(input.toByteArray());
        assertEquals(4, answers.size());
        assertEquals(2, answers.get(0).at("/error/line").intValue());
        assertEquals(4, answers.get(1).at("/error/line").intValue());
        assertEquals(5, answers.get(2).at("/error/line").intValue());
        assertTrue(answers.get(3).has("digest"));
    }

    @Test
    void strictStopsAtTheFirstRefusal() throws IOException {
        final byte[] input = "{\"op\":\"Checkpoint\"}\nx\n{\"op\":\"Checkpoint\"}\n".getBytes(StandardCharsets.UTF_8);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertFalse(Lines.replay(Failures.Form.counts, true).run(new ByteArrayInputStream(input), out));
        assertEquals(2, out.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void awsvpcTakesASlotAndAZone() throws IOException {
        final String instance = "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":"
                + "{\"containerInstanceArn\":\"%s\",\"eniSlots\":1,\"attributes\":["
                + "{\"name\":\"ecs.availability-zone\",\"value\":\"%s\"},{\"name\":\"ecs.capability.task-eni\"}]}}\n";
        final String run = "{\"op\":\"RunTask\",\"taskDefinition\":\"v\",\"networkConfiguration\":"
                + "{\"awsvpcConfiguration\":{\"subnets\":[\"s\"]}},\"subnetZones\":{\"s\":\"z2\",\"t\":null}}\n";
        final List<JsonNode> answers = Lines.answers(String.format(instance, "a", "z1")
                + String.format(instance, "b", "z2")
                + "{\"op\":\"RegisterTaskDefinition\",\"family\":\"v\",\"networkMode\":\"awsvpc\"}\n"
                + run
                + run);
        assertEquals("b", answers.get(3).at("/tasks/0/containerInstanceArn").textValue());
        assertEquals("LOCATION", answers.get(4).at("/failures/0/reason").textValue());
        assertEquals("RESOURCE:ENI", answers.get(4).at("/failures/1/reason").textValue());
        assertEquals("a", answers.get(4).at("/closest/containerInstanceArn").textValue());
    }

    @Test
    void textBeyondAsciiComesBack() throws IOException {
        final String id = "z\u00fcrich \ud83d\ude00";
        final List<JsonNode> answers = Lines.answers(
                "{\"op\":\"RegisterContainerInstance\",\"containerInstance\":{\"containerInstanceArn\":\"" + id
                        + "\",\"ec2InstanceId\":\"\\ud800\"}}\n{\"op\":\"DescribeContainerInstances\"}\n");
        assertEquals(id, answers.get(0).get("containerInstanceArn").textValue());
        assertEquals("\ud800", answers.get(1).at("/containerInstances/0/ec2InstanceId").textValue());
    }

    /** Whether an answer is what is expected; a text {@code *} stands for anything. */
    private static boolean matches(final JsonNode expected, final JsonNode actual) {
        if (expected.isTextual() && "*".equals(expected.textValue())) {
            return actual != null;
        }
        if (actual == null || !expected.isContainerNode() || expected.size() != actual.size()) {
            return expected.equals(actual);
        }
        if (expected.isArray()) {
            for (int i = 0; i < expected.size(); i++) {
                if (!matches(expected.get(i), actual.get(i))) {
                    return false;
                }
            }
            return true;
        }
        for (final Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
            final String name = names.next();
            if (!matches(expected.get(name), actual.get(name))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] resource(final String name) throws IOException {
        try (InputStream in = ScenarioTest.class.getResourceAsStream("/replay/" + name)) {
            return in.readAllBytes();
        }
    }
}
