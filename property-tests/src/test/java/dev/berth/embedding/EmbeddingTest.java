package dev.berth.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Usage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scheduler of {@code docs/embedding.md}, killed again and again: what it answers and where it ends is what one
 * that ran through answers. {@code -Dberth.embedding.kills=100} is the long form.
 */
class EmbeddingTest {
    private static final int KILLS = Integer.getInteger("berth.embedding.kills", 4);
    private static final long NEVER_DONE = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    /** The answers that producers got, by producer and number. */
    private final Map<String, String> answers = new HashMap<>();

    private final StringBuilder state = new StringBuilder();

    /** Starts a process that ends after so many bytes, or is killed after so many milliseconds; −1 = neither. */
    private boolean live(final long requests, final long bytes, final long millis, final boolean isPlanted)
            throws IOException, InterruptedException {
        final Path out = folder.resolve("out");
        final Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SchedulerMain.class.getName(),
                        folder.toString(),
                        String.valueOf(requests),
                        String.valueOf(bytes),
                        String.valueOf(isPlanted))
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        if (millis >= 0 && !process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process does not end: " + Files.readString(out));
        }
        final int code = process.exitValue();
        assertTrue(code == 0 || code == 137, () -> code + " " + errors());
        note(Files.readString(out));
        return code != 0;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private void note(final String out) {
        // The last line may be cut off; it is noted when it is told in whole.
        final int end = out.lastIndexOf('\n') + 1;
        final int stateAt = out.indexOf("state ");
        final String told = out.substring(0, stateAt < 0 ? end : stateAt);
        for (final String line : told.lines().toList()) {
            final String[] words = line.split(" ", 4);
            final String before = answers.put(words[1] + " " + words[2], words[3]);
            assertTrue(before == null || before.equals(words[3]), () -> line + ", before that " + before);
        }
        if (stateAt >= 0) {
            state.append(out.substring(stateAt));
        }
    }

    @Test
    void oneThatIsKilledAgainAndAgainEndsAsOneThatRunsThrough() throws IOException, InterruptedException {
        final SplittableRandom random = new SplittableRandom(KILLS);
        for (int kill = 0; kill < KILLS; kill++) {
            final boolean byBytes = random.nextInt(3) > 0;
            assertTrue(
                    byBytes
                            ? live(NEVER_DONE, random.nextLong(1, random.nextLong(2, 24_000)), -1, false)
                            : live(NEVER_DONE, -1, random.nextLong(150, 900), false),
                    "a process ended that was to be killed");
            assertEquals(List.of(), lostAnswers(), "kill " + kill);
        }
        final long requests = 60 + journals().stream().mapToLong(line -> Request.parse(line).number()).max().orElse(0);
        assertTrue(!live(requests, -1, -1, false), "the last process was killed");
        final Cluster through = new Cluster(SchedulerMain.CONFIG);
        final Map<String, String> expected = new HashMap<>();
        final Map<String, Long> last = new HashMap<>();
        for (final String line : journals()) {
            final Request request = Request.parse(line);
            final long before = last.getOrDefault(request.producer(), 0L);
            // One after the other, and the last of a life perhaps twice: nothing is lost, and nothing is done twice.
            assertTrue(request.number() == before + 1 || request.number() == before, line);
            last.put(request.producer(), request.number());
            assertEquals(SchedulerMain.request(request.producer(), request.number()), request);
            expected.put(request.producer() + " " + request.number(), through.carryOut(request));
        }
        assertEquals(SchedulerMain.state(through), state.toString());
        assertEquals(3 * requests, expected.size());
        answers.forEach((request, answer) -> assertEquals(expected.get(request), answer, request));
        assertTrue(answers.size() > requests, "answers are " + answers.size());
        assertTrue(expected.values().stream().anyMatch(answer -> answer.startsWith("refused: RESOURCE")
                || answer.equals("refused: NOTHING_ELIGIBLE") || answer.contains("maxTasks")));
    }

    /** A disk that says it has written, and has not. */
    @Test
    void anAnswerThatIsGivenBeforeItsRequestIsOnTheDiskIsNoticed() throws IOException, InterruptedException {
        for (int life = 0; life < 10 && lostAnswers().isEmpty(); life++) {
            assertTrue(live(NEVER_DONE, 3_000 + 500 * life, -1, true));
        }
        assertTrue(!lostAnswers().isEmpty());
    }

    /** The requests that were answered and are in no journal. */
    private List<String> lostAnswers() throws IOException {
        final Set<String> lost = new TreeSet<>(answers.keySet());
        for (final String line : journals()) {
            final Request request = Request.parse(line);
            lost.remove(request.producer() + " " + request.number());
        }
        return List.copyOf(lost);
    }

    private List<String> journals() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (long number = 0; Files.exists(folder.resolve(number + ".journal")); number++) {
            Journal.read(folder.resolve(number + ".journal"), lines);
        }
        return lines;
    }

    // ---- what goes wrong without a kill ----------------------------------------------------------------------------

    private Scheduler open() throws IOException {
        final Scheduler scheduler =
                new Scheduler(folder, SchedulerMain.CONFIG, Disk.FILES, Duration.ofMinutes(1));
        scheduler.start();
        return scheduler;
    }

    private static String ask(final Scheduler scheduler, final long number)
            throws ExecutionException, InterruptedException {
        return scheduler.ask(SchedulerMain.request("a", number)).get();
    }

    @Test
    void aJournalThatIsTornIsCutOffAndASnapshotThatIsCorruptIsPassedOver()
            throws IOException, ExecutionException, InterruptedException {
        try (Scheduler scheduler = open()) {
            for (long number = 1; number <= 60; number++) {
                ask(scheduler, number);
            }
        }
        final String before = stateOf(folder);
        final Path journal = folder.resolve("1.journal");
        assertTrue(Files.exists(folder.resolve("1.snapshot")) && Files.exists(journal));
        Files.writeString(journal, "01234567 a 61 tick\n", StandardOpenOption.APPEND);
        Files.write(folder.resolve("2.snapshot"), new byte[] {0, 0, 0, 9, 1});
        final byte[] whole = Files.readAllBytes(folder.resolve("1.snapshot"));
        assertEquals(before, stateOf(folder));
        for (final int at : new int[] {0, 9, whole.length / 2, whole.length - 1}) {
            final byte[] corrupt = whole.clone();
            corrupt[at] ^= 4;
            Files.write(folder.resolve("1.snapshot"), corrupt);
            // Both are unreadable: the journals from the beginning give the same.
            assertEquals(before, stateOf(folder), "byte " + at);
        }
        Files.write(folder.resolve("1.snapshot"), whole);
        final Scheduler again = new Scheduler(folder, SchedulerMain.CONFIG, Disk.FILES, Duration.ofMinutes(1));
        assertEquals(1, again.passedOver().size());
        assertTrue(again.passedOver().get(0).contains("2.snapshot: snapshot ends early"));
        try (Scheduler scheduler = open()) {
            final String answer = ask(scheduler, 61);
            assertEquals(answer, ask(scheduler, 61), "asked again, it is answered, and not done twice");
        }
    }

    private static String stateOf(final Path folder) throws IOException {
        return SchedulerMain.state(
                new Scheduler(folder, SchedulerMain.CONFIG, Disk.FILES, Duration.ofMinutes(1)).cluster());
    }

    @Test
    void aDiskThatFailsEndsTheSchedulerAndTellsEveryProducer()
            throws IOException, ExecutionException, InterruptedException {
        final Disk failing = file -> new Disk.Output() {
            @Override
            public void write(final ByteBuffer bytes) throws IOException {
                throw new IOException("the disk is full");
            }

            @Override
            public void force() {}

            @Override
            public void close() {}
        };
        final Scheduler scheduler =
                new Scheduler(folder, SchedulerMain.CONFIG, failing, Duration.ofMinutes(1));
        scheduler.start();
        final ExecutionException refused = assertThrows(ExecutionException.class, () -> ask(scheduler, 1));
        assertEquals("the disk is full", refused.getCause().getMessage());
        scheduler.close();
        assertThrows(ExecutionException.class, () -> ask(scheduler, 1));
    }

    /** Read by a thread that must not call the engine. */
    @Test
    void metricsAreReadByAnyThread() throws IOException, ExecutionException, InterruptedException {
        try (Scheduler scheduler = open()) {
            for (long number = 1; number <= 12; number++) {
                ask(scheduler, number);
            }
            final long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            Usage usage = scheduler.usage();
            while (usage.limit("maxInstances").used() == 0 && System.nanoTime() < until) {
                Thread.sleep(20);
                usage = scheduler.usage();
            }
            assertEquals(8, usage.limit("maxInstances").used());
            assertEquals(0.2, usage.limit("maxInstances").share());
        }
    }
}
