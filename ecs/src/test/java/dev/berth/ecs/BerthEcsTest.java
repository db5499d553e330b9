package dev.berth.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line of the JSON answers, and its exit status. */
class BerthEcsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int berth(final String... args) {
        final CommandLine line = BerthEcs.commandLine(args);
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    @Test
    void helpAndVersion() {
        assertEquals(0, berth("--version"));
        assertTrue(out.toString().contains("berth "), out.toString());
        assertEquals(0, berth("help", "replay"));
        assertTrue(out.toString().contains("RegisterContainerInstance"), out.toString());
        assertEquals(0, berth("explain", "--help"));
        assertTrue(out.toString().contains("java -jar berth-ecs.jar explain"), out.toString());
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, berth());
        assertTrue(err.toString().contains("Says where ECS would place a task"), err.toString());
        assertEquals(2, berth("fly"));
        assertEquals(2, berth("bench"));
        assertEquals(2, berth("replay", "--failures", "some"));
        assertEquals(2, berth("replay", "--max-instances", "0"));
        assertEquals(2, berth("replay", "--max-tasks", "67108864", "--max-counts", "67108864"));
        assertTrue(err.toString().contains("-Xmx"), err.toString());
        assertEquals(2, berth("explain"));
    }

    @Test
    void wrongUsageIsToldInShort() {
        assertEquals(2, berth("explain", "--clusters", "c.json", "--task-definition", "w.json"));
        assertEquals(2, berth("replay", "in.jsonl"));
        assertEquals(2, berth("replay", "--failures", "some"));
        assertEquals(2, berth("explain", "--cluster", "c.json"));
        assertEquals("""
                berth explain: Unknown options: '--clusters', 'c.json'
                Possible solutions: --cluster
                Try 'berth explain --help'.
                berth replay: Unmatched argument at index 1: 'in.jsonl'
                Try 'berth replay --help'.
                berth replay: Invalid value for option '--failures': expected one of [counts, full] (case-sensitive)\
                 but was 'some'
                Try 'berth replay --help'.
                berth explain: Missing required option: '--task-definition=FILE'
                Try 'berth explain --help'.
                """, err.toString());
    }

    @Test
    void helpTellsEachCommandInWholeSentences() {
        assertEquals(0, berth("--help"));
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("a dry run on what the AWS CLI tells of a cluster."),
                out.toString());
        assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out.toString());
        assertFalse(out.toString().contains("\njson"), out.toString());
    }

    @Test
    void replayReadsAndWritesFiles() throws IOException {
        final Path in = folder.resolve("in.jsonl");
        final Path answers = folder.resolve("out.jsonl");
        Files.writeString(in, "# nothing\n{\"op\":\"DescribeContainerInstances\"}\nx\n{\"op\":\"Checkpoint\"}\n");
        assertEquals(0, berth("replay", "--in", in.toString(), "--out", answers.toString()));
        assertEquals(3, Files.readAllLines(answers).size());
        assertEquals("{\"containerInstances\":[],\"failures\":[]}", Files.readAllLines(answers).get(0));
        assertEquals(2, berth("replay", "--strict", "--in", in.toString(), "--out", answers.toString()));
        assertEquals(3, Files.readAllLines(answers).size(), "a file with answers is never overwritten");
        final Path strict = folder.resolve("strict.jsonl");
        assertEquals(2, berth("replay", "--strict", "--in", in.toString(), "--out", strict.toString()));
        assertEquals(2, Files.readAllLines(strict).size());
    }

    @Test
    void replayDoesNotWriteOverWhatItReads() throws IOException {
        final Path file = folder.resolve("in.jsonl");
        Files.writeString(file, "{\"op\":\"Checkpoint\"}\n");
        Files.createDirectory(folder.resolve("sub"));
        final Path sameFile = folder.resolve("sub").resolve("..").resolve("in.jsonl");
        assertEquals(2, berth("replay", "--in", file.toString(), "--out", sameFile.toString()));
        assertEquals("berth replay: --out is " + sameFile + ", which is the file of --in, must be another",
                err.toString().strip());
        assertEquals("{\"op\":\"Checkpoint\"}\n", Files.readString(file));
    }

    @Test
    void aFileThatReplayCannotUseIsNamed() {
        final Path nowhere = folder.resolve("nowhere");
        assertEquals(2, berth("replay", "--in", nowhere.toString()));
        assertEquals(2, berth("replay", "--in", folder.toString()));
        assertEquals(2, berth("replay", "--out", folder.toString()));
        assertEquals(2, berth("replay", "--out", nowhere.resolve("x").toString()));
        assertEquals(List.of(
                "berth replay: no such file: " + nowhere,
                "berth replay: " + folder + " is a folder, must be a file",
                "berth replay: " + folder + " is a folder, must be a file",
                "berth replay: --out is " + nowhere.resolve("x") + ", and there is no folder " + nowhere),
                err.toString().lines().toList());
    }

    @Test
    void anUnreadableFileIsTwoAndOneLine() {
        assertEquals(2, berth("replay", "--in", folder.resolve("nowhere").toString()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertEquals(2, berth("replay", "--in", folder.toString(), "--out", folder.resolve("x").toString()));
        assertEquals(2, err.toString().lines().count(), err.toString());
    }
}
