package dev.berth.bench.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.Berth;
import dev.berth.bench.report.SmallRuns;
import dev.berth.bench.results.Run;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command writes, and what it says of folders that it cannot show. */
class ReportCommandTest {
    private static final String MUST_BE = ", must be the folder of a run of berth bench, berth trace or berth gate:"
            + " with results.csv, work.csv, trace.csv or gate.json";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private int report(final Object... args) {
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        final String[] words = new String[args.length + 1];
        words[0] = "report";
        for (int i = 0; i < args.length; i++) {
            words[i + 1] = args[i].toString();
        }
        return line.execute(words);
    }

    private void assertRefused(final String message, final Path run) {
        err.getBuffer().setLength(0);
        assertEquals(2, report("--out", folder.resolve("page.html"), run));
        assertEquals("berth report: " + message, err.toString().lines().findFirst().orElse(""));
        assertTrue(Files.notExists(folder.resolve("page.html")));
    }

    @Test
    void pageAndPicturesAreWritten() throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofBothJdks().get(0), folder);
        assertEquals(0, report("--out", folder.resolve("page.html"), run, run));
        assertEquals(Page.of(List.of(Run.read(run))), Files.readString(folder.resolve("page.html")));
        assertEquals(0, report("--pictures", folder.resolve("pictures"), run));
        assertEquals(
                List.of("Page of 1 run: " + folder.resolve("page.html"), "5 pictures: " + folder.resolve("pictures")),
                out.toString().lines().toList());
    }

    @Test
    void aRunIsReadAsItWasWritten() throws IOException {
        final Run run = SmallRuns.ofPeers();
        assertEquals(run, Run.read(SmallRuns.write(run, folder)));
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException {
        final Path file = Files.writeString(folder.resolve("file"), "");
        assertRefused("no such folder: " + folder.resolve("nowhere"), folder.resolve("nowhere"));
        assertRefused(file + " is a file, must be the folder of a run", file);
        final Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused("empty has no results.csv" + MUST_BE, empty);
        Files.writeString(empty.resolve("ab.json"), "");
        assertRefused("empty is of berth ab" + MUST_BE, empty);
    }

    /** As a shell names them: <code>results/*</code>. */
    @Test
    void whatIsNoRunIsLeftOutBesideRuns() throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), folder);
        final Path other = Files.createDirectory(folder.resolve("another"));
        Files.writeString(other.resolve("ab.json"), "");
        final Path readme = Files.writeString(folder.resolve("README.md"), "");
        assertEquals(0, report("--out", folder.resolve("page.html"), readme, other, run));
        assertEquals(Page.of(List.of(Run.read(run))), Files.readString(folder.resolve("page.html")));
        assertEquals(
                List.of("berth report: left out: " + readme + " is a file, must be the folder of a run",
                        "berth report: left out: another is of berth ab" + MUST_BE),
                err.toString().lines().toList());
        assertEquals(2, report("--out", folder.resolve("page.html"), run, folder.resolve("nowhere")));
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), folder);
        final Path page = Files.writeString(folder.resolve("page.html"), "kept");
        final Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.writeString(pictures.resolve("mine.svg"), "kept");
        assertEquals(2, report("--out", page, run));
        assertEquals("berth report: --out is " + page + ", a file that is there already and is never overwritten; name"
                + " another, or remove it first", err.toString().lines().findFirst().orElse(""));
        assertEquals(2, report("--pictures", pictures, run));
        assertTrue(err.toString().contains("a folder that holds files and is never overwritten"), err.toString());
        assertEquals("kept", Files.readString(page));
        assertEquals("kept", Files.readString(pictures.resolve("mine.svg")));
    }

    /** The committed one, of a version that told no hours, and one of a gate as it is written. */
    @Test
    void tracesAndGatesAreShown() throws IOException {
        final Path old = Path.of("").toAbsolutePath().getParent().resolve("results/2026-11-25-jdk17-trace");
        final Path gate = Files.createDirectory(folder.resolve("a-gate"));
        SmallRuns.ofPeers().environment().write(gate.resolve("environment.json"));
        Files.writeString(gate.resolve("command.txt"), "java -jar berth.jar gate\n# commit 1, seed 2\n");
        Files.writeString(gate.resolve("gate.json"), """
                {"status": 1, "findings": [{"tier": 0, "name": "<tiny>", "verdict": "FAIL", "note": "16 B"}]}
                """);
        assertEquals(0, report("--out", folder.resolve("page.html"), old, gate), err.toString());
        final String page = Files.readString(folder.resolve("page.html"));
        assertTrue(page.contains("spread(attribute:ecs.availability-zone),binpack(memory)"));
        assertTrue(page.contains(">36,749 (0.31 %)</td>"), "refused requests");
        assertTrue(page.contains("a-gate: something got slower"));
        assertTrue(page.contains("<td>&lt;tiny&gt;</td><td>FAIL</td><td>16 B</td>"));
        assertTrue(page.contains("<section id=\"figures\" hidden>"));
        assertEquals(2, report("--pictures", folder.resolve("pictures"), old));
        assertTrue(err.toString().contains("berth trace draws its own"), err.toString());
        Files.writeString(gate.resolve("gate.json"), "{}");
        err.getBuffer().setLength(0);
        assertEquals(2, report("--out", folder.resolve("other.html"), gate));
        assertTrue(err.toString().contains("a-gate: gate.json must have a status and findings"), err.toString());
    }

    @Test
    void aFailedRunIsRefused() throws IOException {
        final Path failed = SmallRuns.write(SmallRuns.ofPeers(), folder);
        final Path renamed = Files.move(failed, folder.resolve("run.FAIL"));
        assertRefused("run.FAIL is a run that failed, its figures mean nothing; run it again", renamed);
    }

    @Test
    void anUnreadableRunIsRefused() throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), folder);
        Files.delete(run.resolve("environment.json"));
        assertRefused(run.getFileName() + " has no environment.json, must have one: figures without a machine mean"
                + " nothing", run);
        Files.writeString(run.resolve("environment.json"), "{}");
        Files.writeString(run.resolve("results.csv"), Sample.HEADER + "\na,b\n");
        assertRefused(run.getFileName() + ": line 'a,b' has 2 cells, must be 9", run);
        final String line = "default,quantised,%s,berth,throughput,1,1,%s,ops/s";
        for (final String wrong : List.of(String.format(line, "0", "5"), String.format(line, "5", "Infinity"))) {
            Files.writeString(run.resolve("results.csv"), Sample.HEADER + "\n" + wrong + "\n");
            assertRefused(run.getFileName() + ": line '" + wrong + "' must have 1 or more instances and a value that is"
                    + " a number, or NaN for none", run);
        }
        Files.writeString(run.resolve("results.csv"), "x\n");
        assertRefused(run.getFileName() + ": results.csv must begin with " + Sample.HEADER, run);
    }

    @Test
    void aRunWithoutAnyRateIsShown() throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), folder);
        Files.writeString(
                run.resolve("results.csv"),
                Sample.HEADER + "\ndefault,quantised,5,berth,throughput,1,1,NaN,ops/s\n"
                        + "default,quantised,5,plain,throughput,1,1,0,ops/s\n");
        assertEquals(0, report("--out", folder.resolve("page.html"), run), err.toString());
        assertEquals(0, report("--pictures", folder.resolve("pictures"), run), err.toString());
    }

    @Test
    void noRunAndNoPlaceForThePageAreWrongUsage() throws IOException {
        assertEquals(2, report());
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), folder);
        err.getBuffer().setLength(0);
        assertEquals(2, report("--out", folder.resolve("none/page.html"), run));
        assertEquals("berth report: --out is " + folder.resolve("none/page.html") + ", and there is no folder "
                + folder.resolve("none"), err.toString().lines().findFirst().orElse(""));
    }
}
