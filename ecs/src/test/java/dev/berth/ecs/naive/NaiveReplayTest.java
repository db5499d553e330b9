package dev.berth.ecs.naive;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.ecs.replay.ReplayRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code berth replay} against the plain one; and that the comparison notices a wrong answer. */
@Tag("slow")
class NaiveReplayTest {
    private static final int SEEDS = 60;
    private static final int LINES = 300;
    private static final List<List<String>> SCENARIOS = LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> Scenarios.lines(seed, LINES))
            .toList();

    @Test
    void theyAnswerTheSame() {
        for (final List<String> lines : SCENARIOS) {
            final boolean isFull = SCENARIOS.indexOf(lines) % 2 == 0;
            final Comparison.Difference difference = NaiveMain.compare(lines, isFull);
            assertNull(difference, () -> difference.describe(lines));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "tasks", "services", "providers"})
    void theyAnswerTheSameAtTheEdges(final String name) throws IOException {
        final List<String> before = new ArrayList<>();
        boolean isCase = false;
        for (final String line : edges(name)) {
            if (line.startsWith("# ---")) {
                isCase = true;
            } else if (isCase) {
                final List<String> lines = new ArrayList<>(before);
                lines.addAll(List.of(line.split(" ;; ", -1)));
                lines.add("{\"op\":\"DescribeContainerInstances\"}");
                for (final boolean isFull : new boolean[] {false, true}) {
                    final Comparison.Difference difference = NaiveMain.compare(lines, isFull);
                    assertNull(difference, () -> difference.describe(lines));
                }
            } else {
                before.add(line);
            }
        }
        assertTrue(isCase, name);
    }

    private static List<String> edges(final String name) throws IOException {
        try (InputStream in = NaiveReplayTest.class.getResourceAsStream("/naive/" + name + ".cases")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void oneWrongAnswerIsNoticed() {
        isNoticed("\"taskArn\":\"(task|ref|service)[^\"]*", found -> "\"taskArn\":\"task/none");
        isNoticed("\"containerInstanceArn\":\"i-[0-9]+\",\"group\"", found -> found.replace("i-", "i-9"));
        isNoticed("\"count\":[1-9]", found -> "\"count\":0");
        isNoticed("\"closest\":\\{\"containerInstanceArn\":\"i-[0-9]+", found -> found + "9");
        isNoticed("\"pendingCount\":[0-9]", found -> found + "1");
        isNoticed("\"remainingEniSlots\":[0-9]", found -> found + "1");
        isNoticed("InvalidParameterException", found -> "ClientException");
        isNoticed("\"message\":\"[^\"]*\"", found -> "\"message\":\"\"");
        isNoticed("\"line\":[0-9]", found -> found + "9");
        isNoticed("\"containerInstanceArns\":\\[", found -> found + "\"i-0\",");
        isNoticed("\"started\":\\[\\{[^}]*\\}", found -> "\"started\":[");
        isNoticed("\"status\":\"INACTIVE\"", found -> "\"status\":\"ACTIVE\"");
    }

    /** Alters the first place in the answers that is of a form; the scenario is the first that has such a place. */
    private static void isNoticed(final String form, final UnaryOperator<String> alter) {
        final Pattern pattern = Pattern.compile(form);
        for (final List<String> lines : SCENARIOS) {
            final List<String> answers = new ArrayList<>(ReplayRun.answers(lines, false));
            for (int i = 0; i < answers.size(); i++) {
                if (pattern.matcher(answers.get(i)).find()) {
                    answers.set(i, pattern.matcher(answers.get(i)).replaceFirst(r -> alter.apply(r.group())));
                    assertNotNull(Comparison.first(lines, false, answers), form);
                    return;
                }
            }
        }
        throw new AssertionError("no answer with " + form);
    }

    @Test
    void aWrongDigestIsNoticed() {
        final List<String> lines = List.of(
                "{\"op\":\"Checkpoint\"}",
                "{\"op\":\"RegisterTaskDefinition\",\"family\":\"web\",\"containerDefinitions\":[]}",
                "{\"op\":\"Checkpoint\"}",
                "{\"op\":\"StopTask\",\"task\":\"none\"}",
                "{\"op\":\"Checkpoint\"}");
        final List<String> answers = ReplayRun.answers(lines, false);
        assertNull(Comparison.first(lines, false, answers));
        final List<String> other = new ArrayList<>(answers);
        other.set(4, answers.get(0));
        assertNotNull(Comparison.first(lines, false, other), "another digest for the same state");
        other.set(2, answers.get(0));
        assertNotNull(Comparison.first(lines, false, other), "the same digest for another state");
    }

    @Test
    void missingAndSurplusAnswersAreNoticed() {
        final List<String> lines = List.of("# nothing", "{\"op\":\"Tick\"}");
        final List<String> answers = List.of("{\"started\":[],\"stopped\":[],\"pending\":{}}");
        assertNull(Comparison.first(lines, false, answers));
        assertNotNull(Comparison.first(lines, false, List.of()));
        assertNotNull(Comparison.first(lines, false, List.of(answers.get(0), answers.get(0))));
    }

    /** A comparison over lines that do nothing would find nothing. */
    @Test
    void scenariosReachWhatTheyAreFor() {
        final Coverage coverage = new Coverage();
        SCENARIOS.forEach(coverage::add);
        Shapes.BY_OPERATION.keySet().forEach(op -> assertTrue(coverage.count(op + " done") >= 20, op + coverage));
        for (final Reason reason : Reason.values()) {
            assertTrue(coverage.count(reason.text) >= 10, reason + " " + coverage);
        }
        for (final String type : List.of(
                "InvalidParameterException",
                "ClientException",
                "TargetNotFoundException",
                "ClusterContainsTasksException",
                "NO_CONTAINER_INSTANCE",
                "started by a tick",
                "stopped by a tick",
                "stopped by an update",
                "a move between zones",
                "a service waits",
                "a service waits for a provider without instances",
                "a daemon waits",
                "a tick says why")) {
            assertTrue(coverage.count(type) >= 10, type + " " + coverage);
        }
    }
}
