package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on small builds, in processes of their own: exit status, what it says, and what it leaves. */
@Tag("slow")
class GateCommandTest {
    private static final String TIER_1 = "--tiers=1";
    private static final String ENOUGH = "--warmup=50000";
    private static final String QUICK = "--budget=1";
    private static final String TIER_0 = "--tiers=0";

    private final StringWriter terminal = new StringWriter();

    @TempDir
    private Path folder;

    private int gate(final Path base, final Path head, final String... options) {
        return gate(new GateCommand(), base, head, options);
    }

    /** Runs the command; what it said before is forgotten. */
    private int gate(final GateCommand command, final Path base, final Path head, final String... options) {
        terminal.getBuffer().setLength(0);
        final PrintWriter out = new PrintWriter(terminal, true);
        final Stream<String> arguments = Stream.of(
                "--base=" + base,
                "--head=" + head,
                "--operations=5000",
                "--warmup=5000",
                "--heap=64m",
                "--out=" + folder.resolve("runs"));
        return new CommandLine(command)
                .setOverwrittenOptionsAllowed(true)
                .setOut(out)
                .setErr(out)
                .execute(Stream.concat(arguments, Arrays.stream(options)).toArray(String[]::new));
    }

    /** A jar of the classes of this test, in which one case is registered; none if it is null. */
    private Path jar(final String name, final Class<? extends GateCase> registered) throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        final Path jar = folder.resolve(name + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("META-INF/services/" + GateCase.class.getName()));
            out.write((registered == null ? "" : registered.getName()).getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(Path::toUri)
                .map(URI::toString)
                .collect(Collectors.joining(" "));
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            final List<Path> all = runs.toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }

    @Test
    void theSameBuildPassesAndItsRunIsABase() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(0, gate(jar, jar, TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("PASS: nothing got slower"), terminal.toString());
        final Path run = onlyRun();
        for (final String name : List.of(
                "gate.md", "gate.json", "benchmark.json", "series.csv", "environment.json", "command.txt")) {
            final String text = Files.readString(run.resolve(name));
            assertFalse(text.contains(folder.toString()) || text.contains(System.getProperty("java.home")), name);
        }
        assertEquals(0, gate(run, jar, TIER_0), terminal.toString());
        assertEquals(1, gate(run, jar("other", TinyCase.Answering.class), TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("answers differ"), terminal.toString());
    }

    @Test
    void anEarlierRunMustBeOfTheSameOperationsAndOfTheSameJdk() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(0, gate(jar, jar, TIER_0), terminal.toString());
        final Path run = onlyRun();
        assertEquals(2, gate(run, jar, TIER_0, "--seed=7"));
        assertTrue(terminal.toString().contains("recorded with --seed "), terminal.toString());
        assertEquals(2, gate(run, jar, "--tiers=3"));
        assertTrue(terminal.toString().contains("base is an earlier run, must be a build"), terminal.toString());
    }

    @Test
    void whatAnEarlierRunDidNotMeasureIsNoPass() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(0, gate(jar, jar, TIER_0), terminal.toString());
        final Path run = onlyRun();
        assertEquals(2, gate(run, jar("renamed", TinyCase.Renamed.class), TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("NOT RUN tier 0 tiny: all head has no such case"), terminal.toString());
        assertTrue(terminal.toString().contains("| new "), terminal.toString());
        final Path record = run.resolve(RunRecord.FILE);
        final String whole = Files.readString(record);
        Files.writeString(record, whole.replaceFirst("\"checksum\" : \"\\w+\",", ""));
        assertEquals(2, gate(run, jar, TIER_0), terminal.toString());
        assertTrue(
                terminal.toString().contains("work base was recorded without this figure: record base anew"),
                terminal.toString());
        Files.writeString(record, whole.replace("\"head\"", "\"tail\""));
        assertEquals(2, gate(run, jar, TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("without any case of tiers 0 and 1"), terminal.toString());
    }

    @Test
    void aCaseThatBeginsToCountItsWorkIsNoRegression() throws IOException {
        final Path counting = jar("counting", TinyCase.Counting.class);
        assertEquals(0, gate(jar("tiny", TinyCase.class), counting, TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("| new "), terminal.toString());
        assertFalse(Files.readString(onlyRun().resolve("benchmark.json")).contains("NaN"));
    }

    @Test
    void timesOfOtherAnswersAreNotCompared() throws IOException {
        final Path other = jar("other", TinyCase.Answering.class);
        assertEquals(1, gate(jar("tiny", TinyCase.class), other, "--tiers=3", QUICK), terminal.toString());
        assertTrue(terminal.toString().contains("FAIL tier 3 tiny: time answers differ"), terminal.toString());
    }

    @Test
    void aProcessThatHangsIsEnded() throws IOException {
        final Path tiny = jar("tiny", TinyCase.class);
        final Path hanging = jar("hanging", TinyCase.Hanging.class);
        assertEquals(2, gate(hanging, tiny, TIER_0, "--limit=2"), terminal.toString());
        assertTrue(terminal.toString().contains("base did not end within 2 s: it hangs"), terminal.toString());
        assertEquals(2, gate(tiny, tiny, TIER_0, "--limit=0"));
    }

    @Test
    void anAllocationIsARegressionOfHeadAlone() throws IOException {
        final Path tiny = jar("tiny", TinyCase.class);
        final Path allocating = jar("allocating", TinyCase.Allocating.class);
        assertEquals(1, gate(tiny, allocating, TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("FAIL tier 0 tiny: allocated-compiled"), terminal.toString());
        assertTrue(terminal.toString().contains("FAIL tier 0 tiny: allocated-interpreted"), terminal.toString());
        assertEquals(0, gate(allocating, tiny, TIER_0), terminal.toString());
        assertEquals(0, gate(allocating, allocating, TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("no more than in base"), terminal.toString());
    }

    @Test
    void anAllocationInTenThousandOperationsAndAWaitAreFoundByTier0() throws IOException {
        final Path tiny = jar("tiny", TinyCase.class);
        final Path seldom = jar("seldom", TinyCase.Seldom.class);
        assertEquals(1, gate(tiny, seldom, TIER_0, "--operations=10000"), terminal.toString());
        assertTrue(terminal.toString().contains("FAIL tier 0 tiny: allocated-compiled"), terminal.toString());
        assertEquals(1, gate(tiny, jar("waiting", TinyCase.Waiting.class), TIER_0), terminal.toString());
        assertTrue(
                terminal.toString().contains("FAIL tier 0 tiny: waits in 5,000 operations, in each of 4 windows"),
                terminal.toString());
        assertFalse(terminal.toString().contains("FAIL tier 0 tiny: allocated"), terminal.toString());
    }

    @Test
    void theEstimateComesFirst() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(0, gate(jar, jar, TIER_0), terminal.toString());
        assertTrue(
                terminal.toString().contains("operations of tier 0: 5,000 compiled, 5,000 interpreted"),
                terminal.toString());
        final int estimate = terminal.toString().indexOf("estimate: all about ");
        assertTrue(estimate > 0 && estimate < terminal.toString().indexOf("tier 0 took "), terminal.toString());
    }

    @Test
    void tier3TellsTimeOnAProcessorAndByTheClock() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        gate(jar, jar, "--tiers=3", QUICK, "--forks=6");
        assertTrue(terminal.toString().contains("| tiny | time      | "), terminal.toString());
        assertTrue(terminal.toString().contains("| tiny | wall-time | "), terminal.toString());
        final String record = Files.readString(onlyRun().resolve("gate.json"));
        assertTrue(record.contains("\"wall-time\" : "), record);
    }

    @Test
    void whatBreaksIsNotMeasuredAndNoStackTrace() throws IOException {
        final Path tiny = jar("tiny", TinyCase.class);
        assertEquals(2, gate(tiny, jar("losing", TinyCase.Losing.class), TIER_0), terminal.toString());
        assertTrue(
                terminal.toString().contains(
                        "tier 0 tiny: all head failed: java.lang.IllegalStateException: tasks are 3, must be 4"),
                terminal.toString());
        assertEquals(2, gate(tiny, jar("renamed", TinyCase.Renamed.class), TIER_0), terminal.toString());
        assertTrue(terminal.toString().contains("head has no such case, it has [other]"), terminal.toString());
    }

    @Test
    void anOldJarIsNotMeasured() throws IOException {
        final Path old = folder.resolve("old.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(old))) {
            out.putNextEntry(new ZipEntry("nothing"));
        }
        assertEquals(2, gate(jar("tiny", TinyCase.class), old, TIER_0));
        assertTrue(terminal.toString().startsWith("NOT RUN head has no class org.openjdk.jmh."), terminal.toString());
        assertTrue(
                terminal.toString().contains(": its class path lacks berth-gate, or something that"),
                terminal.toString());
    }

    @Test
    void withoutValgrindInstructionsAreNotRunAndThatIsNoPass() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        final GateCommand command = new GateCommand(folder.toString());
        assertEquals(2, gate(command, jar, jar, "--tiers=0,1"), terminal.toString());
        assertTrue(
                terminal.toString().contains("NOT RUN tier 1 all: instructions setarch is not found"),
                terminal.toString());
        assertTrue(terminal.toString().contains("NOT MEASURED: this is not a pass"), terminal.toString());
        assertEquals(0, gate(new GateCommand(folder.toString()), jar, jar, TIER_0), terminal.toString());
    }

    /** Programs of their names; the second says 1,000 instructions for each operation, or more. */
    private GateCommand counting(final String name, final String instructions) throws IOException {
        return counting(name, instructions, "noise=0");
    }

    /** Noise is a command that sets it; it can use $runs, the number of runs before. */
    private GateCommand counting(final String name, final String instructions, final String noise)
            throws IOException {
        final Path programs = Files.createDirectory(folder.resolve(name));
        script(programs.resolve("setarch"), "shift; exec \"$@\"");
        script(
                programs.resolve("valgrind"),
                "while [ \"${1#--}\" != \"$1\" ]; do shift; done; \"$@\" || exit 1",
                "case $* in *head.jar*) each=" + instructions + " ;; *) each=1000 ;; esac",
                "runs=$(cat '" + programs.resolve("runs") + "' 2>/dev/null || echo 0); " + noise,
                "echo $((runs + 1)) > '" + programs.resolve("runs") + "'",
                "for last; do :; done; echo \"==1== I   refs:  $((7000000 + last * each + noise))\"");
        return new GateCommand(programs.toString());
    }

    private static void script(final Path file, final String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    @Test
    void instructionsAreTheDifferenceOfTwoProcesses() throws IOException {
        final Path base = jar("base", TinyCase.class);
        final Path head = jar("head", TinyCase.class);
        assertEquals(0, gate(counting("same", "1000"), base, head, TIER_1, ENOUGH), terminal.toString());
        assertTrue(terminal.toString().contains("| 1,000.0 | 1,000.0 | +0.00 % |"), terminal.toString());
        assertTrue(terminal.toString().contains("sees 0.50 %"), terminal.toString());
        assertEquals(1, gate(counting("more", "1010"), base, head, TIER_1, ENOUGH), terminal.toString());
        assertTrue(terminal.toString().contains("| 1,000.0 | 1,010.0 | +1.00 % |"), terminal.toString());
        assertEquals(0, gate(counting("less", "900"), base, head, TIER_1, ENOUGH), terminal.toString());
        assertTrue(terminal.toString().contains("better, record anew"), terminal.toString());
    }

    @Test
    void instructionsThatVaryTooMuchAreNotRun() throws IOException {
        final Path jar = jar("head", TinyCase.class);
        final GateCommand wild =
                counting("wild", "1000", "noise=$(( runs % 2 * 3000000 ))");
        assertEquals(2, gate(wild, jar, jar, TIER_1, ENOUGH), terminal.toString());
        assertTrue(terminal.toString().contains("must see 1.00 %: more --operations"), terminal.toString());
    }

    @Test
    void instructionsOfAnotherJdkAreNotCompared() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        final GateCommand command = counting("same", "1000");
        assertEquals(0, gate(command, jar, jar, TIER_1, ENOUGH), terminal.toString());
        final Path run = onlyRun();
        final Path json = run.resolve("gate.json");
        assertEquals(0, gate(command, run, jar, TIER_1, ENOUGH), terminal.toString());
        final String jdk = System.getProperty("java.runtime.version");
        Files.writeString(json, Files.readString(json).replace("\"jdk\" : \"" + jdk, "\"jdk\" : \"16.0.1"));
        assertEquals(2, gate(command, run, jar, TIER_1, ENOUGH), terminal.toString());
        assertTrue(terminal.toString().contains("base was recorded on JDK 16.0.1"), terminal.toString());
    }

    @Test
    void instructionsOfTooFewOperationsAreNotRun() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(2, gate(counting("same", "1000"), jar, jar, TIER_1), terminal.toString());
        assertTrue(
                terminal.toString().contains("leave 5000 operations to warm up, must be 50000, or 0.1 s"),
                terminal.toString());
    }

    @Test
    void registeredCasesRunUnderJmhAndBerthsOwnDoNot() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(0, gate(jar, jar, "--tiers=2"), terminal.toString());
        assertTrue(terminal.toString().contains("| CaseBenchmark.operation[name=tiny] |"), terminal.toString());
        assertFalse(terminal.toString().contains("ChurnBenchmark"), terminal.toString());
    }

    @Test
    void outputsAreWrittenWhereTheyAreAskedFor() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        final Path out = folder.resolve("deep/er");
        final String[] options = {
            TIER_0,
            "--commit=feedface",
            "--output=markdown=" + out.resolve("gate.md"),
            "--output=junit=" + out.resolve("junit.xml"),
            "--output=jmh=" + out.resolve("jmh.json"),
            "--output=github-action-benchmark=" + out.resolve("github.json"),
            "--output=bencher=" + out.resolve("bencher.json"),
            "--output=otava=" + out.resolve("otava.csv")
        };
        assertEquals(0, gate(jar, jar, options), terminal.toString());
        assertTrue(Files.readString(out.resolve("gate.md")).startsWith("### Performance gate: PASS"));
        Consumers.junit(Files.readString(out.resolve("junit.xml")));
        Consumers.jmh(Files.readString(out.resolve("jmh.json")), false);
        Consumers.githubActionBenchmark(Files.readString(out.resolve("github.json")));
        Consumers.bencher(Files.readString(out.resolve("bencher.json")));
        Consumers.otava(Files.readString(out.resolve("otava.csv")), "time", List.of("commit"));
        for (final String name : List.of("junit.xml", "github.json", "otava.csv")) {
            assertTrue(Files.readString(out.resolve(name)).contains("feedface"), name);
        }
        for (final String name : List.of("gate.md", "junit.xml", "jmh.json", "github.json", "bencher.json")) {
            final String text = Files.readString(out.resolve(name));
            assertFalse(text.contains(folder.toString()) || text.contains(System.getProperty("java.home")), name);
        }
        assertEquals(2, gate(jar, jar, options));
        assertTrue(
                terminal.toString().contains("gate.md names a file that exists; name another, or add --overwrite"),
                terminal.toString());
        Files.writeString(out.resolve("gate.md"), "x".repeat(100_000));
        final Path other = jar("other", TinyCase.Answering.class);
        final String[] again = Arrays.copyOf(options, options.length + 1);
        again[options.length] = "--overwrite";
        assertEquals(1, gate(jar, other, again), terminal.toString());
        final String markdown = Files.readString(out.resolve("gate.md"));
        assertTrue(markdown.startsWith("### Performance gate: REGRESSION") && !markdown.contains("xxx"), markdown);
        Consumers.junit(Files.readString(out.resolve("junit.xml")));
        assertTrue(Files.readString(out.resolve("junit.xml")).contains("<failure "));
    }

    @Test
    void whyNothingCouldBeMeasuredIsInTheOutputsToo() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        final Path xml = folder.resolve("junit.xml");
        final Path csv = folder.resolve("otava.csv");
        assertEquals(
                2, gate(jar, jar("none", null), TIER_0, "--output=junit=" + xml, "--output=otava=" + csv));
        Consumers.junit(Files.readString(xml));
        assertTrue(Files.readString(xml).contains("message=\"head has no case: "), Files.readString(xml));
        assertFalse(Files.exists(csv));
        assertTrue(
                terminal.toString().contains("NOT WRITTEN --output otava=" + csv + ": no figure was measured"),
                terminal.toString());
    }

    @Test
    void outputsThatCannotBeWrittenAreRefusedBeforeAnythingIsMeasured() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        final Path file = Files.createFile(folder.resolve("file"));
        refused(jar, "--output=gate.md", "'gate.md' must be FORMAT=PATH, with one of the formats markdown, junit, ");
        refused(jar, "--output=html=gate.html", "format is 'html', must be one of markdown, junit, jmh, ");
        refused(jar, "--output=junit=" + folder, " names a folder; name a file in it");
        refused(jar, "--output=junit=" + file.resolve("a/b.xml"), ": '" + file + "' is a file, must be a folder");
        refused(jar, "--out=" + file, "--out is " + file + ", and " + file + " is a file; name a folder");
        refused(jar, "--out=" + file.resolve("a"), ", and " + file + " is a file; name a folder");
        final String one = "--output=junit=" + folder.resolve("a");
        assertEquals(2, gate(jar, jar, one, one));
        assertTrue(terminal.toString().contains("names a file that another --output names"), terminal.toString());
        assertFalse(Files.exists(folder.resolve("runs")), "nothing was measured");
    }

    private void refused(final Path jar, final String option, final String message) {
        assertEquals(2, gate(jar, jar, TIER_0, option));
        assertTrue(terminal.toString().contains(message), terminal.toString());
    }

    @Test
    void wrongUsageIsTwo() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        assertEquals(2, gate(jar, jar, "--tiers=4"));
        assertTrue(terminal.toString().contains("--tiers names 4, must be of 0, 1, 2 and 3"), terminal.toString());
        assertEquals(2, gate(jar, jar, "--forks=5"));
        assertTrue(terminal.toString().contains("--forks is 5, must be 6..1000; with fewer"), terminal.toString());
        assertEquals(2, gate(jar, jar, "--warmup=0"));
        assertEquals(2, gate(jar, jar, "--budget=0"));
        assertTrue(terminal.toString().contains("--budget is 0, must be 1 or more"), terminal.toString());
        assertEquals(2, gate(jar, jar, "--heap=much"));
        assertEquals(2, gate(jar, jar, "--operations=10"));
        assertEquals(2, gate(jar, jar, "--jvm=" + folder.resolve("nowhere")));
        assertEquals(2, gate(jar, folder.resolve("nowhere.jar")));
        assertTrue(terminal.toString().contains("must be a jar or a folder of jars"), terminal.toString());
        assertEquals(2, gate(Files.createDirectory(folder.resolve("empty")), jar));
        assertEquals(2, gate(jar, jar, TIER_0, "--case=fastest"));
        assertTrue(terminal.toString().contains("head has no such case, it has [tiny]"), terminal.toString());
    }

    @Test
    void aHeadWithoutCasesIsToldWhatIsMissing() throws IOException {
        final Path none = jar("none", null);
        assertEquals(2, gate(none, none, TIER_0), terminal.toString());
        assertTrue(
                terminal.toString().contains("NOT RUN head has no case: name a class that implements "
                        + "dev.berth.bench.gate.GateCase in META-INF/services/dev.berth.bench.gate.GateCase"),
                terminal.toString());
    }

    @Test
    void aFolderOfJarsIsAClassPath() throws IOException {
        final Path jar = jar("tiny", TinyCase.class);
        final Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.copy(jar, lib.resolve("a.jar"));
        assertEquals(0, gate(lib, jar, TIER_0), terminal.toString());
    }
}
