package dev.berth.bench;

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
        assertEquals(0, berth("trace", "--formats"));
        assertTrue(out.toString().contains("trace_generation_rnn"), out.toString());
    }

    @Test
    void everyCommandHasItsVersion() {
        for (final String name : Berth.commandLine().getSubcommands().keySet()) {
            if (!List.of("help", "jmh").contains(name)) {
                out.getBuffer().setLength(0);
                assertEquals(0, berth(name, "--version"));
                assertTrue(out.toString().startsWith("berth "), name + ": " + out);
            }
        }
    }

    @Test
    void wrongUsageIsTwo() {
        assertEquals(2, berth());
        assertTrue(err.toString().contains("Says where ECS would place a task"), err.toString());
        assertEquals(2, berth("fly"));
        assertEquals(2, berth("replay", "--failures", "some"));
        assertEquals(2, berth("trace"));
        assertEquals(2, berth("explain"));
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
    void theCommandsOfTheJsonAreHereToo() throws IOException {
        final Path in = folder.resolve("in.jsonl");
        final Path answers = folder.resolve("out.jsonl");
        Files.writeString(in, "{\"op\":\"DescribeContainerInstances\"}\n");
        assertEquals(0, berth("replay", "--in", in.toString(), "--out", answers.toString()));
        assertEquals("{\"containerInstances\":[],\"failures\":[]}\n", Files.readString(answers));
        assertEquals(2, berth("explain", "--cluster", in.toString()));
        assertEquals("""
                berth explain: Missing required option: '--task-definition=FILE'
                Try 'berth explain --help'.
                """, err.toString());
    }
}
