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
        assertRefused("empty has no results.csv, must be the folder of a run of berth bench, with results.csv or"
                + " work.csv", empty);
        Files.writeString(empty.resolve("trace.csv"), "");
        assertRefused("empty is of berth trace, must be the folder of a run of berth bench, with results.csv or"
                + " work.csv", empty);
    }

    /** As a shell names them: <code>results/*</code>. */
    @Test
    void whatIsNoRunIsLeftOutBesideRuns() throws IOException {
        final Path run = SmallRuns.write(SmallRuns.ofPeers(), folder);
        final Path trace = Files.createDirectory(folder.resolve("a-trace"));
        Files.writeString(trace.resolve("trace.csv"), "");
        final Path readme = Files.writeString(folder.resolve("README.md"), "");
        assertEquals(0, report("--out", folder.resolve("page.html"), readme, trace, run));
        assertEquals(Page.of(List.of(Run.read(run))), Files.readString(folder.resolve("page.html")));
        assertEquals(
                List.of("berth report: left out: " + readme + " is a file, must be the folder of a run",
                        "berth report: left out: a-trace is of berth trace, must be the folder of a run of berth bench,"
                                + " with results.csv or work.csv"),
                err.toString().lines().toList());
        assertEquals(2, report("--out", folder.resolve("page.html"), run, folder.resolve("nowhere")));
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
