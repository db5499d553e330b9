package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.Berth;
import dev.berth.bench.measuring.Jvm;
import dev.berth.bench.policy.Policies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The studies that are killed, cut into shards and merged: the same bytes as one that ran as a whole. */
class CompareCommandTest {
    private static final List<String> SAME = List.of("results.csv", "results.json");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> study = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void aStudy() throws IOException {
        study.addAll(List.of("compare", "--trace", Compiled.trace(folder), "--seeds", "2", "--instances", "7"));
    }

    private int berth(final List<String> args, final String... more) {
        final List<String> all = new ArrayList<>(args);
        all.addAll(List.of(more));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(all.toArray(String[]::new));
    }

    private Path path(final String name) {
        return folder.resolve(name);
    }

    private static void assertSame(final Path whole, final Path other) throws IOException {
        for (final String file : SAME) {
            assertEquals(Files.readString(whole.resolve(file)), Files.readString(other.resolve(file)), file);
        }
        final List<Path> series;
        try (Stream<Path> files = Files.list(whole.resolve("series"))) {
            series = files.toList();
        }
        assertFalse(series.isEmpty());
        for (final Path file : series) {
            assertArrayEquals(
                    Files.readAllBytes(file),
                    Files.readAllBytes(other.resolve("series").resolve(file.getFileName())));
        }
    }

    /** Compiles a policy that waits, if the environment names a file, until the file exists. */
    private String waiting() throws IOException {
        return Compiled.deciding(path("classes"), "Waiting", """
                String gate = System.getenv("BERTH_TEST_GATE");
                while (gate != null && !new java.io.File(gate).exists()) {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                for (int i = 0; i < cluster.size(); i++) {
                    if (cluster.fits(request, i)) {
                        return i;
                    }
                }
                return NONE;""");
    }

    @Test
    void aKilledStudyGoesOn() throws Exception {
        study.addAll(List.of("--policy", "fit.First,fit.Random,ecs.Random," + waiting() + ",fit.Next", "--jobs", "1"));
        final Path killed = path("killed");
        final List<String> command = new ArrayList<>(List.of(
                Jvm.current().executable().toString(), "-cp", Compiled.classPath(), Berth.class.getName()));
        command.addAll(study);
        command.addAll(List.of("--out", killed.toString()));
        final ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(path("output.txt").toFile());
        builder.environment().put("BERTH_TEST_GATE", path("never").toString());
        final Process process = builder.start();
        while (process.isAlive() && lines(killed) < 3) {
            Thread.sleep(5);
        }
        assertTrue(process.isAlive(), Files.readString(path("output.txt")));
        process.destroyForcibly().waitFor();
        assertEquals(3, lines(killed));
        assertFalse(Files.exists(killed.resolve("results.csv")));
        Files.writeString(killed.resolve("points.jsonl"), "{\"point\":3,\"tra", StandardOpenOption.APPEND);

        assertEquals(0, berth(study, "--out", killed.toString()), err.toString());
        assertTrue(err.toString().contains("3 of 10 points are done already"), err.toString());
        assertEquals(0, berth(study, "--out", path("whole").toString()), err.toString());
        assertSame(path("whole"), killed);
        assertEquals(11, Files.readAllLines(killed.resolve("results.csv")).size());

        assertEquals(0, berth(study, "--out", killed.toString()), err.toString());
        assertTrue(err.toString().contains("10 of 10 points are done already"), err.toString());
        assertSame(path("whole"), killed);
    }

    private static int lines(final Path study) throws IOException {
        final Path points = study.resolve("points.jsonl");
        return Files.exists(points) ? (int) Files.readString(points).chars().filter(c -> c == '\n').count() : 0;
    }

    @Test
    void shardsAreMerged() throws IOException {
        study.addAll(List.of("--policy", "fit.First,fit.Random,fit.Best-L2", "--jobs", "2"));
        assertEquals(0, berth(study, "--out", path("whole").toString()), err.toString());
        final List<String> merge = new ArrayList<>(List.of("compare", "merge"));
        for (int shard = 1; shard <= 4; shard++) {
            final String name = path("shard-" + shard).toString();
            assertEquals(0, berth(study, "--shard", shard + "/4", "--out", name), err.toString());
            merge.add(name);
        }
        assertEquals(0, berth(merge, "--out", path("merged").toString()), err.toString());
        assertSame(path("whole"), path("merged"));

        assertEquals(2, berth(merge.subList(0, 5), "--out", path("less").toString()));
        assertTrue(err.toString().contains("missing are 3"), err.toString());
        assertEquals(2, berth(merge, path("shard-2").toString(), "--out", path("more").toString()));
        assertTrue(err.toString().contains("point 1 (") && err.toString().contains("in two folders"), err.toString());
        study.set(study.indexOf("--seeds") + 1, "3");
        assertEquals(0, berth(study, "--shard", "1/4", "--out", path("other").toString()), err.toString());
        assertEquals(2, berth(merge, path("other").toString(), "--out", path("mixed").toString()));
        assertTrue(err.toString().contains("seeds is [1,2,3] there and [1,2] here"), err.toString());
        assertEquals(2, berth(merge, "--out", path("merged").toString()));
        assertFalse(Files.exists(path("less")) || Files.exists(path("more")) || Files.exists(path("mixed")));
    }

    @Test
    void aPointThatWasPlantedOrRemovedIsNoticed() throws IOException {
        study.addAll(List.of("--policy", "fit.First,fit.Random"));
        assertEquals(0, berth(study, "--out", path("whole").toString()), err.toString());
        final Path points = path("whole").resolve("points.jsonl");
        final List<String> lines = Files.readAllLines(points);
        final List<String> merge = List.of("compare", "merge", path("whole").toString(), "--out");
        Files.write(points, lines.subList(0, 3));
        assertEquals(2, berth(merge, path("a").toString()));
        assertTrue(err.toString().contains("3 of 4 points are there; missing are"), err.toString());
        Files.write(points, List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.get(1)));
        assertEquals(2, berth(merge, path("b").toString()));
        assertTrue(err.toString().contains("twice"), err.toString());
        Files.write(points, lines);
        assertEquals(0, berth(merge, path("c").toString()), err.toString());
        assertSame(path("whole"), path("c"));
    }

    @Test
    void notesSayWhatTheTablesCannot() {
        assertEquals(1, berth(study, "--policy", "fit.FirstDecreasing-L1", "--out", path("none").toString()));
        assertTrue(out.toString().contains("unsuitable, it sorts"), out.toString());
        final List<String> two = List.of("--policy", "fit.First,fit.Next", "--out");
        assertEquals(0, berth(study, "--jobs", "2", two.get(0), two.get(1), two.get(2), path("two").toString()));
        assertTrue(out.toString().contains("2 points ran at once; for speeds give --jobs 1"), out.toString());
        assertTrue(out.toString().contains("times are medians"), out.toString());
        assertEquals(0, berth(study, "--jobs", "1", two.get(0), two.get(1), two.get(2), path("one").toString()));
        assertFalse(out.toString().contains("ran at once"), out.toString());
        study.set(study.indexOf("--instances") + 1, "900");
        assertEquals(0, berth(study, "--copies", "1", two.get(0), two.get(1), two.get(2), path("idle").toString()));
        assertTrue(err.toString().contains("900 instances: nothing was refused"), err.toString());
    }

    @Test
    void theExamplesOfTheHelpCanBeCopied() {
        final Pattern name = Pattern.compile("\\b(?:fit|ecs)\\.[A-Z][\\w-]*");
        final Policies policies = Policies.find(CompareCommandTest.class.getClassLoader());
        final CommandLine compare = Berth.commandLine().getSubcommands().get("compare");
        final CommandLine evaluate = Berth.commandLine().getSubcommands().get("evaluate");
        for (final CommandLine command : List.of(compare, compare.getSubcommands().get("merge"), evaluate)) {
            final List<String> footer = List.of(command.getCommandSpec().usageMessage().footer());
            final List<String> help = command.getUsageMessage().lines().toList();
            assertFalse(footer.isEmpty());
            for (final String line : footer) {
                assertTrue(help.contains(line), "wrapped: " + line);
                name.matcher(line).results().forEach(found -> policies.create(found.group()));
            }
        }
    }

    @Test
    void theTableAndTheLists() {
        study.addAll(List.of("--policy", "fit.First,ecs.Random", "--out", path("study").toString()));
        assertEquals(0, berth(study), err.toString());
        assertTrue(out.toString().contains("core-hours refused %"), out.toString());
        assertTrue(out.toString().contains("csv:jobs.csv, 7 instances"), out.toString());
        assertEquals(0, berth(List.of("compare", "--list")));
        assertTrue(out.toString().contains("fit.First\n") && out.toString().contains("Not good for"), out.toString());
        assertEquals(2, berth(study, "--shard", "5/4"));
        assertTrue(err.toString().contains("--shard is '5/4'"), err.toString());
        assertEquals(2, berth(study, "--jobs", "0"));
        assertEquals(2, berth(List.of("compare", "merge", path("gone").toString(), "--out", path("x").toString())));
        assertTrue(err.toString().contains("is not the folder of a study"), err.toString());
    }
}
