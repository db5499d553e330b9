package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a study: what a killed process leaves, and what was planted in it. */
class StudyFolderTest {
    @TempDir
    private Path temporary;

    private String trace;
    private Study study;
    private Path folder;
    private Path points;

    @BeforeEach
    void runTwoPoints() throws IOException {
        trace = Compiled.trace(temporary);
        study = study("2", "5");
        folder = temporary.resolve("study");
        points = folder.resolve("points.jsonl");
        try (StudyFolder opened = StudyFolder.open(folder, study)) {
            opened.add(0, study.run(0));
            opened.add(1, study.run(1));
        }
    }

    private Study study(final String seeds, final String instances) {
        return Study.parse(
                "--trace", trace, "--policy", "fit.First,fit.Random", "--seeds", seeds, "--instances", instances);
    }

    private String refusal(final Study other) {
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> StudyFolder.open(folder, other).close());
        return e.getMessage();
    }

    @Test
    void whatIsDoneStaysDone() throws IOException {
        try (StudyFolder opened = StudyFolder.open(folder, study)) {
            assertTrue(opened.isDone(0) && opened.isDone(1));
            assertFalse(opened.isDone(2));
            final String again = study.run(1);
            assertThrows(IllegalArgumentException.class, () -> opened.add(1, again));
            assertThrows(IllegalArgumentException.class, () -> opened.add(2, again));
        }
        assertEquals(2, Files.readAllLines(points).size());
    }

    @Test
    void aTornLastLineIsDropped() throws IOException {
        final String whole = Files.readString(points);
        for (final String torn : List.of("{", "{\"point\":2,\"tr", "\n", "\0\0\0\0\n", study.run(2))) {
            Files.writeString(points, torn, StandardOpenOption.APPEND);
            try (StudyFolder opened = StudyFolder.open(folder, study)) {
                assertTrue(opened.isDone(1));
                assertFalse(opened.isDone(2), torn);
                opened.add(2, study.run(2));
            }
            assertEquals(3, Files.readAllLines(points).size(), torn);
            Files.writeString(points, whole);
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsNamed() throws IOException {
        final List<String> lines = Files.readAllLines(points);
        Files.write(points, List.of("{\"poi", lines.get(0)));
        assertTrue(refusal(study).contains("line 1"), refusal(study));
        Files.write(points, List.of(lines.get(0).replace("\"point\":0", "\"point\":9"), lines.get(1)));
        assertTrue(refusal(study).contains("0..3"), refusal(study));
    }

    @Test
    void aPointThatIsThereTwiceIsNamed() throws IOException {
        final List<String> lines = Files.readAllLines(points);
        Files.write(points, List.of(lines.get(0), lines.get(1), lines.get(0)));
        final String message = refusal(study);
        assertTrue(message.contains("point 0 (csv:jobs.csv, fit.First, seed 1, instances 5) twice"), message);
        assertTrue(message.contains("line 3"), message);
    }

    @Test
    void anotherStudyIsRefusedAndTheDifferenceNamed() throws IOException {
        final String seeds = refusal(study("3", "5"));
        assertTrue(seeds.contains("seeds is [1,2] there and [1,2,3] here"), seeds);
        final String instances = refusal(study("2", "6"));
        assertTrue(instances.contains("instances is 5 there and 6 here"), instances);
        final Path csv = temporary.resolve("jobs.csv");
        Files.writeString(csv, "99999,1,1,1,1\n", StandardOpenOption.APPEND);
        assertTrue(refusal(study).contains(": jobs.csv has changed since; name another"), refusal(study));
    }

    @Test
    void policiesThatDifferAreCountedAndNamed() throws IOException {
        final List<String> args = List.of("--trace", trace, "--seeds", "2", "--instances", "5", "--policy");
        final String more = refusal(Study.parse(with(args, "fit.First,fit.Next,fit.Best-L1,fit.Best-L2,fit.Best-Cpu")));
        assertTrue(more.contains("policies: 1 only there (fit.Random); policies: 4 only here (fit.Next, fit.Best-L1,"
                + " fit.Best-L2, ...); name"), more);
        final String order = refusal(Study.parse(with(args, "fit.Random,fit.First")));
        assertTrue(order.contains("policies have another order"), order);
        final String name = Compiled.deciding(temporary.resolve("mine"), "Two", "return NONE;");
        final Path own = temporary.resolve("own");
        StudyFolder.open(own, Study.parse(with(args, name))).close();
        Compiled.deciding(temporary.resolve("mine"), "Two", "return cluster.size() - cluster.size() - 1;");
        final IllegalArgumentException again = assertThrows(IllegalArgumentException.class,
                () -> StudyFolder.open(own, Study.parse(with(args, name))).close());
        assertTrue(again.getMessage().contains(": mine:my.Two was compiled again since;"), again.getMessage());
    }

    private static String[] with(final List<String> args, final String more) {
        final List<String> all = new ArrayList<>(args);
        all.add(more);
        return all.toArray(String[]::new);
    }

    private Study limited(final String timeout) {
        return Study.parse("--trace", trace, "--policy", "fit.First,fit.Random", "--seeds", "2", "--instances", "5",
                "--timeout", timeout);
    }

    @Test
    void anotherLimitIsAnotherStudyOnlyIfItStoppedAPolicy() throws IOException {
        try (StudyFolder opened = StudyFolder.open(folder, limited("7m"))) {
            assertTrue(opened.isDone(1));
            final ObjectNode stopped = study.point(2).without(5, StudyPoint.STOPPED, "time", "ran longer than 7m");
            opened.add(2, Json.line(stopped));
        }
        final String message = refusal(limited("8m"));
        assertTrue(message.contains("timeout is \"7m\" there and \"8m\" here"), message);
        StudyFolder.open(folder, limited("7m")).close();
    }

    @Test
    void aFolderHoldsOneShardOrTheWhole() throws IOException {
        final List<String> args = List.of(
                "--trace", trace, "--policy", "fit.First,fit.Random", "--seeds", "2", "--instances", "5", "--shard");
        final Path shard = temporary.resolve("sh-2");
        StudyFolder.open(shard, Study.parse(with(args, "2/3"))).close();
        StudyFolder.open(shard, Study.parse(with(args, "2/3"))).close();
        final IllegalArgumentException other = assertThrows(IllegalArgumentException.class,
                () -> StudyFolder.open(shard, Study.parse(with(args, "1/3"))).close());
        assertTrue(other.getMessage().contains("sh-2 holds shard 2/3; name another folder"), other.getMessage());
        StudyFolder.open(shard, study).close();
        final IllegalArgumentException part = assertThrows(IllegalArgumentException.class,
                () -> StudyFolder.open(shard, Study.parse(with(args, "2/3"))).close());
        assertTrue(part.getMessage().contains("sh-2 holds the whole study"), part.getMessage());
    }

    @Test
    void oneProcessAtATime() throws IOException {
        try (StudyFolder opened = StudyFolder.open(folder, study)) {
            assertEquals(folder, opened.path());
            assertTrue(refusal(study).contains("another process"), refusal(study));
        }
        StudyFolder.open(folder, study).close();
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        final Path other = Files.createDirectories(temporary.resolve("other"));
        Files.writeString(other.resolve("thesis.tex"), "text");
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> StudyFolder.open(other, study).close());
        assertTrue(e.getMessage().contains("holds files"), e.getMessage());
        assertEquals(1, other.toFile().list().length);
    }
}
