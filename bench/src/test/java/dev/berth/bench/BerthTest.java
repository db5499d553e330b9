package dev.berth.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line answers, and its exit status. */
class BerthTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int berth(final String... args) {
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(args);
    }

    @Test
    void helpAndVersion() {
        assertEquals(0, berth("--help"));
        assertTrue(out.toString().contains("replay") && out.toString().contains("trace"), out.toString());
        assertEquals(0, berth("--version"));
        assertTrue(out.toString().contains("berth "), out.toString());
        assertEquals(0, berth("help", "replay"));
        assertTrue(out.toString().contains("RegisterContainerInstance"), out.toString());
        assertEquals(0, berth("trace", "--help"));
        assertTrue(out.toString().contains("trace_generation_rnn"), out.toString());
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, berth());
        assertEquals(2, berth("fly"));
        assertEquals(2, berth("replay", "--failures", "some"));
        assertEquals(2, berth("replay", "--max-instances", "0"));
        assertEquals(2, berth("replay", "--max-tasks", "67108864", "--max-counts", "67108864"));
        assertTrue(err.toString().contains("-Xmx"), err.toString());
        assertEquals(2, berth("trace"));
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
        assertEquals(2, Files.readAllLines(answers).size());
    }

    @Test
    void anUnreadableFileIsTwoAndOneLine() {
        assertEquals(2, berth("replay", "--in", folder.resolve("nowhere").toString()));
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertEquals(2, berth("replay", "--in", folder.toString(), "--out", folder.resolve("x").toString()));
        assertEquals(2, err.toString().lines().count(), err.toString());
    }
}
