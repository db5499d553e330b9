package dev.berth.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.bench.report.FootprintTable;
import dev.berth.bench.report.ReadmeTables;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command says of memory is what JOL counts, and every option reaches the engine. */
class FootprintCommandTest {
    private final StringWriter terminal = new StringWriter();
    private final CommandLine command = new CommandLine(new FootprintCommand())
            .setOut(new PrintWriter(terminal, true))
            .setErr(new PrintWriter(terminal, true));

    @TempDir
    private Path folder;

    @Test
    void jolCountsWhatIsSaid() {
        assertEquals(0, command.execute("--instances", "1,100,2000", "--check"), terminal.toString());
        assertTrue(terminal.toString().contains("| measured by JOL "), terminal.toString());
    }

    @Test
    void aSizeThatIsNamedTwiceIsOne() {
        assertEquals(0, command.execute("--instances", "100"));
        final String once = terminal.toString();
        terminal.getBuffer().setLength(0);
        assertEquals(0, command.execute("--instances", "100,100"));
        assertEquals(once, terminal.toString());
    }

    @Test
    void partsAreTheWhole() {
        final EngineConfig config = EngineConfig.builder().build();
        assertEquals(
                config.footprintBytes(),
                config.footprint().values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void runFolderIsCompleteAndItsTableIsMadeAnew() throws IOException {
        assertEquals(0, command.execute("--instances", "1000", "--tasks", "5000", "--out", folder.toString()));
        final Path run;
        try (Stream<Path> entries = Files.list(folder)) {
            run = entries.findFirst().orElseThrow();
        }
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    Set.of("command.txt", "environment.json", "footprint.csv", "footprint.md"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        assertEquals(
                "java -jar bench/target/berth.jar footprint --instances 1000 --tasks 5000 --out …",
                Files.readAllLines(run.resolve("command.txt")).get(0));
        assertEquals(List.of(), new ReadmeTables(folder).staleTables());
        Files.writeString(run.resolve("footprint.md"), "edited");
        assertEquals(1, new ReadmeTables(folder).staleTables().size());
    }

    @Test
    void startUpIsMeasuredStepByStep() {
        final List<Sample> samples = StartMain.measure(100, 800);
        assertEquals(
                List.of(
                        "construct", "register instances", "first plan and its index", "load tasks",
                        "first placement"),
                samples.stream().map(Sample::row).toList());
        assertTrue(samples.stream().allMatch(sample -> sample.value() >= 0));
        assertTrue(FootprintTable.markdown(samples).contains("load tasks, ms"));
    }

    @Test
    void startUpRunsInProcessesOfItsOwn() {
        assertEquals(0, command.execute("--instances", "10", "--start"), terminal.toString());
        assertTrue(terminal.toString().contains("| first placement, ms "), terminal.toString());
    }

    /** Which parts an option changes, beside the defaults for 1,000 instances. */
    @ParameterizedTest
    @CsvSource({
        "--tasks, 9000, counts tasks",
        "--groups, 1000, counts filters groups",
        "--counts, 5000, counts",
        "--indexes, 9, indexes",
        "--filters, 9, filters",
        "--attributes, 99, attributes",
        "--values, 9999, attributes filters indexes",
        "--ports, 9, ports",
        "--plans, 9, demands and plans"
    })
    void everyOptionReachesTheEngine(final String option, final String value, final String parts) {
        final Map<String, Long> before = parsed().config(1_000).footprint();
        final Map<String, Long> after = parsed(option, value).config(1_000).footprint();
        final String changed = before.keySet().stream()
                .filter(part -> !before.get(part).equals(after.get(part)))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" "));
        assertEquals(parts, changed);
    }

    private static Limits parsed(final String... args) {
        final Limits limits = new Limits();
        new CommandLine(CommandLine.Model.CommandSpec.create().addMixin(
                        "limits", CommandLine.Model.CommandSpec.forAnnotatedObject(limits)))
                .parseArgs(args);
        return limits;
    }

    @Test
    void aLimitOutOfRangeIsToldInOneLine() {
        assertEquals(CommandLine.ExitCode.USAGE, command.execute("--instances", "0"));
        assertTrue(terminal.toString().startsWith("maxInstances is 0, must be 1..1048576"), terminal.toString());
    }
}
