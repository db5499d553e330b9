package dev.berth.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final int BATCH = 3;
    private static final int TASKS = 8;
    private static final int OPERATIONS = 1 << 16;

    @TempDir
    private Path folder;

    @Test
    void stepsAreLoggedAndCounted() throws Exception {
        final Progress progress = new Progress(BATCH);
        new Run(new FirstFit(BATCH), problem(1_000_000_000), progress).run(folder.resolve("answers"));
        final Properties result = result(progress);
        assertEquals("true", result.getProperty("finished"));
        final long pairs = number(result, "warmupPairs") + number(result, "measuredPairs");
        assertEquals(pairs, loggedPairs());
        assertTrue(number(result, "measuredPairs") > 0);
        assertTrue(number(result, "refused") > 0);
    }

    @Test
    void whatIsNotLoadedInTimeIsNotFinished() throws Exception {
        final Progress progress = new Progress(BATCH);
        new Run(new FirstFit(BATCH), problem(0), progress).run(folder.resolve("answers"));
        assertEquals("false", result(progress).getProperty("finished"));
        assertEquals("LOADING", result(progress).getProperty("phase"));
    }

    @Test
    void answersAreOrdinals() {
        final Step step = new Step(1, 4);
        assertThrows(IllegalArgumentException.class, () -> step.answer(0, 4));
        assertThrows(IllegalArgumentException.class, () -> step.answer(0, -2));
    }

    @Test
    void everyOptionIsNeeded() {
        assertThrows(IllegalArgumentException.class, () -> Driver.options("--peer", "X", "--mode", "y"));
    }

    /** Checks that every released task was running; returns the number of pairs. */
    private long loggedPairs() throws IOException {
        final Set<Integer> running = new HashSet<>();
        for (int task = 0; task < TASKS; task++) {
            running.add(task);
        }
        int next = TASKS;
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(Files.readAllBytes(folder.resolve("answers"))))) {
            assertEquals(AnswerLog.MAGIC, in.readInt());
            assertEquals(AnswerLog.VERSION, in.readInt());
            while (in.available() > 0) {
                assertEquals(BATCH, in.readInt());
                for (int i = 0; i < BATCH; i++) {
                    assertTrue(running.remove(in.readInt()));
                }
                for (int i = 0; i < BATCH; i++, next++) {
                    in.readInt();
                    if (in.readInt() != Step.REFUSED) {
                        running.add(next);
                    }
                }
            }
        }
        return next - TASKS;
    }

    private Properties result(final Progress progress) throws IOException {
        progress.write(folder.resolve("result"), null);
        final Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve("result"))) {
            properties.load(in);
        }
        return properties;
    }

    private static long number(final Properties result, final String name) {
        return Long.parseLong(result.getProperty(name));
    }

    /** Returns a problem of two instances with some tasks, whose first operation places a task that fits nowhere. */
    private static Problem problem(final long nanos) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(Problem.MAGIC);
            out.writeInt(Problem.VERSION);
            out.writeLong(7);
            ints(out, 2, 2048, 8192, 2048, 8192);
            ints(out, 2, 128, 256, 4096, 256);
            out.writeInt(TASKS);
            for (int task = 0; task < TASKS; task++) {
                ints(out, task % 2, 0);
            }
            out.writeInt(OPERATIONS);
            for (int i = 0; i < OPERATIONS; i++) {
                ints(out, i == 0 ? 1 : 0);
            }
        }
        return new Problem(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), new Deadline(0, nanos));
    }

    private static void ints(final DataOutputStream out, final int... values) throws IOException {
        for (final int value : values) {
            out.writeInt(value);
        }
    }
}
