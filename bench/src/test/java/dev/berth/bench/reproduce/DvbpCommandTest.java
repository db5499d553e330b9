package dev.berth.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.Berth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The comparison with the program, on two small traces; README.md beside them says how they were made. */
class DvbpCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheData() throws IOException, URISyntaxException {
        final Path data = Path.of(DvbpCommandTest.class.getResource("dvbp/summary.csv").toURI()).getParent();
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(file -> !file.equals(data)).forEach(file -> {
                try {
                    Files.copy(file, folder.resolve(data.relativize(file).toString()));
                } catch (final IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private int reproduce(final String... args) {
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        final String[] all = new String[args.length + 4];
        all[0] = "reproduce";
        all[1] = "dvbp";
        all[2] = "--data";
        all[3] = folder.toString();
        System.arraycopy(args, 0, all, 4, args.length);
        return line.execute(all);
    }

    private void change(final String file, final String from, final String to) throws IOException {
        final String text = Files.readString(folder.resolve(file));
        assertTrue(text.contains(from), file + " has no " + from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    private void assertSays(final String text) {
        assertTrue(out.toString().contains(text), out.toString());
    }

    @Test
    void allRunsAreEqual() {
        assertEquals(0, reproduce("--jobs", "2"), () -> out + "\n" + err);
        final String all = out.toString().lines().filter(line -> line.startsWith("| all")).findFirst().orElseThrow();
        assertTrue(all.matches("\\| all +\\| +102 \\| +102 \\| +0 \\| +0 \\| 12 of 12 \\|.*"), all);
        assertSays("Orders of events: 3 of 3 are equal.");
        assertSays("Factors of predictions: 60 of 60 are equal");
    }

    @Test
    void runsAreChosenByTraceMachineAndPolicy() {
        assertEquals(0, reproduce(
                "--trace", "mixed", "--machine", "9", "--policy", "dvbp.BestFit-L1-program(without hdd)"));
        assertSays("| mixed |    1 |     1 |");
        assertSays("Orders of events: 1 of 1");
        assertEquals(2, reproduce("--policy", "FIRSTFIT"));
        assertTrue(err.toString().contains("leave one of them out"), err.toString());
    }

    @Test
    void anotherPolicyIsNoticed() {
        assertEquals(1, reproduce("--trace", "tied", "--policy", "FF", "--instead", "FF=dvbp.MostRecentlyUsed"));
        assertSays("tied machine 2 FF: different; arrival ");
        assertSays(", must be in bin ");
    }

    @Test
    void theUsualDefinitionIsNoticedWhereItDeparts() throws IOException {
        assertEquals(1, reproduce("--trace", "tied", "--policy", "WF_L1", "--instead", "WF_L1=dvbp.WorstFit-L1"));
        assertSays("tied machine 2 WF_L1: different; arrival 6, ");
        out.getBuffer().setLength(0);
        change("summary.csv", ",from 6\n", ",from 7\n");
        assertEquals(1, reproduce("--trace", "tied", "--policy", "WF_L1"));
        assertSays("the usual definition departs from the program elsewhere, or nowhere");
    }

    @Test
    void aChangedTraceIsNoticed() throws IOException {
        change("traces/tied/vms.csv", "\n0,6,4,0,0.375,0.625\n", "\n0,6,4,0,0.375,0.6250\n");
        assertEquals(1, reproduce("--trace", "tied", "--policy", "LB"));
        assertSays("tied-m2: the event is");
        assertSays("Orders of events: 0 of 1 are equal.");
    }

    @Test
    void aChangedLowerBoundIsNoticed() throws IOException {
        final String line = Files.readString(folder.resolve("summary.csv")).lines()
                .filter(l -> l.startsWith("tied,2,LB")).findFirst().orElseThrow();
        change("summary.csv", line, line.replace(",ok,80,", ",ok,80,1"));
        assertEquals(1, reproduce("--trace", "tied", "--policy", "LB"));
        assertSays("tied machine 2 LB: different; usage_days is ");
    }

    @Test
    void aRunThatShouldHaveStoppedIsNoticed() throws IOException {
        change("summary.csv", "tied,2,FF,,0,0,ok", "tied,2,FF,,0,0,aborted");
        assertEquals(1, reproduce("--policy", "FF"));
        assertSays("the program stops because a bin is overfull; ours goes on to the end");
    }

    @Test
    void aWrongFactorIsNoticed() throws IOException {
        final String first = Files.readAllLines(folder.resolve("factors/m2-e1-r0.csv")).get(1);
        change("factors/m2-e1-r0.csv", first + "\n", "0,1.5\n");
        assertEquals(1, reproduce("--policy", "GREEDY"));
        assertSays("Factors of predictions: 59 of 60 are equal");
    }

    /**
     * Plants a run that hangs on the last bit of a factor: the program drew a little more than we, so that its first VM
     * was predicted to leave in the second interval, and the two VMs had bins of their own.
     */
    @Test
    void whatHangsOnTheLastBitOfAFactorIsReported() throws IOException {
        final PredictionNoise noise = new PredictionNoise(2, 1, 0);
        final double ours = noise.getAsDouble();
        final double second = noise.getAsDouble();
        final double theirs = Math.nextUp(ours);
        final double end = Math.floor(1.5 * theirs / second * 1024) / 1024;
        Files.createDirectories(folder.resolve("traces/bit"));
        Files.writeString(folder.resolve("traces/bit/vmtypes.csv"),
                "id,vmTypeId,machineId,core,memory,hdd,ssd,nic\n0,0,2,0.25,0.25,,,\n");
        Files.writeString(folder.resolve("traces/bit/vms.csv"),
                "vmId,tenantId,vmTypeId,priority,starttime,endtime\n0,0,0,0,0,1\n1,0,0,0,0," + end + "\n");
        Files.writeString(folder.resolve("factors/m2-e1-r0.csv"), "row,factor\n0," + theirs + "\n1," + second + "\n");
        final String arrivals = "0,0,0\n0,1,0\n";
        final String departures = end < 1 ? end + ",1,0\n1,0,0\n" : "1,0,0\n" + end + ",1,0\n";
        Files.writeString(folder.resolve("summary.csv"),
                "trace,machine,algorithm,parameter,error,seed,status,vms,usage_days,bins,openings,max_open,"
                        + "sha256_arrivals,sha256_events,wall_s,textbook\n"
                        + "bit,2,CBDT," + theirs + ",1,0,ok,2," + Math.max(1, end) + ",1,1,1," + sha256(arrivals) + ","
                        + sha256(arrivals + departures) + ",,\n");
        Files.writeString(folder.resolve("event-orders.csv"), "trace,machine,sha256\n");
        assertEquals(0, reproduce(), () -> out + "\n" + err);
        assertSays("reported; the data have no placements to say where; equal with the program's factors, of which "
                + "that of row 0 is " + theirs + ", and ours is " + ours);
    }

    private static String sha256(final String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void wrongUsageSaysWhatToDo() throws IOException {
        assertEquals(2, reproduce("--jobs", "0"));
        assertEquals(2, reproduce("--instead", "FF=dvbp.Fastest"));
        assertTrue(err.toString().contains("--jobs is 0, must be 1 or more"), err.toString());
        assertTrue(err.toString().contains("those of dvbp are"), err.toString());
        Files.delete(folder.resolve("traces/tied/vms.csv"));
        assertEquals(2, reproduce());
        assertTrue(err.toString().contains("vms.csv"), err.toString());
        Files.delete(folder.resolve("summary.csv"));
        assertEquals(2, reproduce());
        assertTrue(err.toString().contains("must be a folder with summary.csv"), err.toString());
        final CommandLine line = Berth.commandLine();
        line.setErr(new PrintWriter(err));
        assertEquals(2, line.execute("reproduce"));
    }
}
