package dev.berth.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Sample;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command measures in processes of their own and leaves a folder that can be published. */
@Tag("slow")
class SuiteTest {
    private final StringWriter terminal = new StringWriter();
    private final CommandLine command = new CommandLine(new BenchCommand())
            .setOut(new PrintWriter(terminal, true))
            .setErr(new PrintWriter(terminal, true));

    @BeforeAll
    static void beIndependentOfOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    @Test
    void runFolderIsComplete(@TempDir final Path folder) throws IOException {
        command.execute("--quick", "--case", "az-binpack", "--instances", "500", "--out", folder.toString());
        final Path run = onlyEntry(folder);
        final Set<String> names;
        try (Stream<Path> files = Files.list(run)) {
            names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
        final String picture = "-jdk" + Runtime.version().feature() + "-default-500.svg";
        assertEquals(
                Set.of("command.txt", "environment.json", "jmh.json", "ratios" + picture, "results.csv", "table.md",
                        "times" + picture),
                names);
        for (final String name : names) {
            final String text = Files.readString(run.resolve(name));
            assertTrue(!text.contains(folder.toString()) && !text.contains(System.getProperty("java.home")), name);
        }
        final List<Sample> samples = Sample.read(run.resolve("results.csv"));
        final String json = Files.readString(run.resolve("jmh.json"));
        final List<String> followed = JmhConsumers.githubActionNames(json);
        assertEquals(3, followed.size());
        assertEquals(3, Set.copyOf(followed).size());
        assertEquals(3, samples.stream().map(Sample::contender).distinct().count());
        assertTrue(samples.stream().anyMatch(sample -> sample.metric().equals("place_p99.99")));
        assertTrue(Environment.read(run.resolve("environment.json")).entries().containsKey("jdk"));
        assertTrue(!terminal.toString().contains("answers differently"), terminal.toString());
    }

    @Test
    void wrongSizesContendersAndFoldersAreRefusedBeforeAnythingIsMeasured(@TempDir final Path folder)
            throws IOException {
        final Path file = Files.createFile(folder.resolve("file"));
        refused("--instances is 0, must be 1..1048576", "--instances", "1000,0");
        refused("--instances is 1048577, must be 1..1048576", "--instances", "1048577");
        refused("--contenders is 'best', must be of berth, plain, fast", "--contenders", "best");
        refused("--jvm is '" + file + "', must be a java executable or the home of a JDK", "--jvm", file.toString());
        refused("--out is " + file + ", and " + file + " is a file; name a folder", "--out", file.toString());
    }

    private void refused(final String message, final String option, final String value) {
        assertEquals(CommandLine.ExitCode.USAGE, command.execute("--case", "quantised", option, value));
        assertTrue(terminal.toString().contains(message), terminal.toString());
    }

    @Test
    void unknownSuiteAndRowAreUsageErrors() {
        assertEquals(CommandLine.ExitCode.USAGE, command.execute("--suite", "huge"));
        assertEquals(CommandLine.ExitCode.USAGE, command.execute("--case", "fastest"));
        assertTrue(terminal.toString().contains("suite is 'huge', must be default, constraints, scale, full or peers"));
        assertTrue(terminal.toString().contains("case is 'fastest', must be one of quantised, "));
    }

    @Test
    void peersAreListedAndRefuseWhatTheyDoNotTake(@TempDir final Path folder) {
        assertEquals(CommandLine.ExitCode.OK, command.execute("--suite", "peers", "--list"));
        assertTrue(terminal.toString().contains("fenzo-exact-memory"), terminal.toString());
        assertEquals(CommandLine.ExitCode.USAGE, command.execute("--suite", "peers", "--case", "racks"));
        assertTrue(terminal.toString().contains("must be without --case"), terminal.toString());
        assertEquals(CommandLine.ExitCode.USAGE, command.execute("--suite", "peers", "--peers", folder.toString()));
        assertTrue(terminal.toString().contains("must be a folder with the pom.xml"), terminal.toString());
    }

    @Test
    void everySuiteNamesTargets() {
        final int unconstrained = BenchmarkCases.unconstrained().size();
        assertEquals(unconstrained, Target.of(Target.Suite.DEFAULT).size());
        assertEquals(4 * unconstrained, Target.of(Target.Suite.FULL).size());
        assertEquals(BenchmarkCases.constrained().size(), Target.of(Target.Suite.CONSTRAINTS).size());
        assertTrue(Target.of(Target.Suite.SCALE).stream().anyMatch(target -> target.instances() == 1_000_000));
        assertEquals(1, Target.of(Target.Suite.DEFAULT, List.of("racks"), List.of(10)).size());
    }

    @Test
    void workIsCountedByOperation() {
        final Workload workload = new Workload(BenchmarkCases.named("quantised"), 200, 3);
        final List<Sample> samples = WorkMain.count(workload, 100);
        assertEquals(7, samples.size());
    }

    private static Path onlyEntry(final Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            final List<Path> all = entries.toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }
}
