package dev.berth.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.Berth;
import dev.berth.bench.results.TraceFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code berth trace}, on traces made here. */
class TraceTest {
    private static final String HEADER = "arrive_s,batch_id,vcpu,memory_gb,life_lo_s,life_hi_s,censored";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path file(final String name, final String text) throws IOException {
        final Path file = folder.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private int trace(final String... args) {
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        final String[] all = new String[args.length + 1];
        all[0] = "trace";
        System.arraycopy(args, 0, all, 1, args.length);
        return line.execute(all);
    }

    private static String madeUp(final int rows) {
        final SplittableRandom random = new SplittableRandom(5);
        final StringBuilder text = new StringBuilder(HEADER).append('\n');
        final String[] shapes = {"1,1.75", "2,3.5", "4,7", "8,56", "16,112"};
        int batch = 0;
        for (int row = 0; row < rows; row++) {
            batch += random.nextInt(3) == 0 ? 1 : 0;
            final int life = 300 * random.nextInt(200);
            text.append(2_100_000 + batch / 4 * 300).append(',').append(batch).append(',')
                    .append(shapes[random.nextInt(shapes.length)]).append(',')
                    .append(life).append(',').append(life + 300).append(',')
                    .append(random.nextInt(10) == 0 ? 1 : 0).append('\n');
        }
        return text.toString();
    }

    @Test
    void replaysWithTheOracleBeside() throws IOException {
        final Path file = file("t.csv.gz", madeUp(3_000));
        for (final String strategy : new String[] {
            "spread(attribute:ecs.availability-zone),binpack(memory)", "random", "spread(instanceId),binpack(cpu)", ""
        }) {
            final Path run = folder.resolve("run" + strategy.length());
            assertEquals(0, trace(
                    "--trace", "azure-vm-2017:" + file, "--instances", "25", "--copies", "2", "--check", "--strategy",
                    strategy, "--out", run.toString()), err.toString());
            assertTrue(Files.readString(run.resolve("summary.md")).contains("agreed on each of 6000"));
            assertTrue(Files.readString(run.resolve("summary.json")).contains("RESOURCE:"));
            assertTrue(Files.readAllLines(run.resolve("trace.csv")).size() > 10);
            assertTrue(Files.exists(run.resolve("environment.json")));
            try (Stream<Path> files = Files.list(run)) {
                for (final Path written : files.toList()) {
                    final String text = Files.readString(written);
                    assertTrue(text.contains("commit") && text.contains("seed"), written.toString());
                }
            }
            assertTrue(Files.readString(run.resolve("command.txt")).startsWith(
                    "java -jar bench/target/berth.jar trace --trace azure-vm-2017:t.csv.gz --instances 25"));
        }
    }

    @Test
    void replaysAlone() throws IOException {
        final Path run = folder.resolve("run");
        assertEquals(0, trace(
                "--trace", "azure-vm-2017:" + file("t.csv", madeUp(2_000)), "--instances", "40", "--share", "0.5",
                "--out", run.toString()), err.toString());
        assertTrue(out.toString().contains("bytes allocated per placement"), out.toString());
    }

    /** 160 VMs of one core and 2 GiB fill 10 instances of 16 cores; then the cluster refuses what it is asked. */
    @Test
    void refusedHoursAreThoseUntilTheEndOfTheReplay() throws IOException {
        final StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (int vm = 0; vm < 640; vm++) {
            text.append("0,").append(vm).append(",1,0.5,0,0,1\n");
        }
        text.append("0,1000,2,4,3600,3600,0\n").append("0,1001,4,1,7200,14400,0\n").append("7200,1002,1,1,0,0,1\n");
        final Path run = folder.resolve("run");
        assertEquals(0, trace(
                "--trace", "azure-vm-2017:" + file("t.csv", text.toString()), "--instances", "10", "--copies", "1",
                "--out", run.toString()), err.toString());
        final TraceFolder told = TraceFolder.read(run);
        final double registered = told.number("registered vCPUs");
        final double small = 640 - registered;
        assertTrue(small > 0 && told.number("refused") == small + 3, told.summary().toString());
        assertEquals(2 * small + 2 + 4 * 2, told.number("core-hours refused"), 1e-9);
        assertEquals(2 * 0.5 * small + 4 + 2, told.number("GiB-hours refused"), 1e-9);
        assertEquals(2 * 640 + 2 + 8, told.number("core-hours asked"), 1e-9);
        assertEquals(100 * told.number("core-hours refused") / told.number("core-hours asked"),
                told.number("core-hours refused %"), 1e-9);
        assertEquals(told.number("core-hours refused"),
                DoubleStream.of(told.column("refused_core_hours")).sum(), 1e-2);
        assertEquals(told.number("GiB-hours refused"),
                DoubleStream.of(told.column("refused_gib_hours")).sum(), 1e-2);
    }

    @Test
    void aFolderThatHoldsFilesIsRefused() throws IOException {
        final Path run = Files.createDirectory(folder.resolve("run"));
        Files.writeString(run.resolve("summary.md"), "kept");
        assertEquals(2, trace("--trace", "azure-vm-2017:" + file("t.csv", madeUp(10)), "--out", run.toString()));
        assertTrue(err.toString().contains("name another, or remove it first"), err.toString());
        assertEquals("kept", Files.readString(run.resolve("summary.md")));
    }

    @Test
    void wrongUsageIsTwo() throws IOException {
        final String file = "azure-vm-2017:" + file("t.csv", madeUp(10));
        assertEquals(2, trace("--trace", "azure-vm-2017:" + folder.resolve("nowhere")));
        assertTrue(err.toString().contains("where the files come from"), err.toString());
        assertEquals(2, trace("--trace", file, "--strategy", "binpack(disk)"));
        assertEquals(2, trace("--trace", file.replace("azure-vm-2017", "azure")));
        assertTrue(err.toString().contains("must be one of"), err.toString());
        assertEquals(2, trace("--trace", file, "--copies", "0"));
        assertEquals(2, trace("--trace", file, "--share", "1.5"));
        assertEquals(2, trace("--trace", file, "--fleet", "own"));
        assertEquals(2, trace("--trace", "azure-vm-2017:" + file("x.csv", "x")));
    }

    /** Two services whose tasks come in turns; a table of one's own on a fleet of one's own. */
    @Test
    void groupsWhoseTasksTakeTurnsStayOpen() throws IOException {
        final StringBuilder text = new StringBuilder("start,life,cpu,memory,service\n");
        for (int row = 0; row < 400; row++) {
            text.append(row).append(',').append(20 + row % 7).append(",1,1,").append(row % 3 == 0 ? "a" : "b")
                    .append('\n');
        }
        final String fleet = "file:" + file("fleet.csv", "cpu,memory,count,zone\n8,16,2,x\n8,16,1,y\n");
        final Path run = folder.resolve("run");
        assertEquals(0, trace(
                "--trace", "csv:" + file("t.csv", text.toString()), "--fleet", fleet, "--check", "--strategy",
                "spread(instanceId)", "--out", run.toString()), err.toString());
        final TraceFolder told = TraceFolder.read(run);
        assertEquals(2, told.number("groups opened"));
        assertEquals(3, told.number("instances"));
        assertEquals(400, told.number("placed") + told.number("refused"));
        assertEquals(1, told.number("copies"));
    }

    /** More shapes than the engine has room for plans. */
    @Test
    void manyShapesHaveAPlanForEachArrival() throws IOException {
        final StringBuilder text = new StringBuilder("start,life,cpu,memory_mib,job\n");
        for (int row = 0; row < 5_000; row++) {
            text.append(row).append(",50,0.5,").append(100 + row).append(',').append(row / 10).append('\n');
        }
        final Path run = folder.resolve("run");
        assertEquals(0, trace(
                "--trace", "csv:" + file("t.csv", text.toString()), "--instances", "4", "--copies", "1", "--check",
                "--out", run.toString()), err.toString());
        final TraceFolder told = TraceFolder.read(run);
        assertEquals(5_000, told.number("placed") + told.number("refused"));
        assertTrue(told.number("refused") > 0, told.summary().toString());
    }

    @Test
    void whatTheEngineCannotPlaceIsSaid() throws IOException {
        assertEquals(2, trace("--trace", "csv:" + file("g.csv", "start,cpu,memory,gpus\n1,1,1,0.5\n")));
        assertTrue(err.toString().contains("500 thousandths of a GPU"), err.toString());
        assertEquals(0, trace(
                "--trace", "csv:" + file("w.csv", "start,cpu,memory,gpus\n1,1,1,1\n2,900,1,1\n"), "--fleet",
                "alike,gpus=2", "--check", "--out", folder.resolve("run").toString()), err.toString());
        assertTrue(err.toString().contains("warning: 1 of 2 shapes (1 of 2 arrivals) fit no instance"), err.toString());
    }

    /** The table and the option of the example in the help. */
    @Test
    void theExampleOfTheHelpRuns() throws IOException {
        final String help = Berth.commandLine().getSubcommands().get("trace").getUsageMessage();
        final List<String> table = help.lines()
                .dropWhile(line -> !line.contains("begun,seconds"))
                .takeWhile(line -> !line.contains("java"))
                .map(String::strip)
                .toList();
        final Path jobs = file("jobs.csv", String.join("\n", table));
        final Matcher option = Pattern.compile("csv:jobs.csv(,arrive\\S+)").matcher(help);
        assertTrue(option.find(), help);
        final Path run = folder.resolve("run");
        assertEquals(0, trace("--trace", "csv:" + jobs + option.group(1), "--out", run.toString()), err.toString());
        assertEquals(2, TraceFolder.read(run).number("placed"));
        assertTrue(Files.exists(run.resolve("trace.svg")));
        final String found = "arrive=begun (iso8601), life=seconds (s), cpu=cores (vcpu), memory=ram (mib)";
        assertTrue(err.toString().contains(found), err.toString());
    }

    @Test
    void theFormatsAreListed() {
        assertEquals(0, trace("--formats"));
        assertTrue(out.toString().contains("azure-vm-2017:PATH"), out.toString());
        assertTrue(out.toString().contains("arrive=: column of the arrival"), out.toString());
    }

    @Test
    void describesATraceWithoutAReplay() {
        assertEquals(0, trace("--trace", "synthetic,arrivals=2000", "--describe"), err.toString());
        assertTrue(out.toString().contains("alive after 30 min, 3 h, 1 day"), out.toString());
        assertTrue(out.toString().contains("1,024 cpu_units, 1,792 memory_mib"), out.toString());
    }

    @Test
    void aDescriptionBeginsWithTheNotesOfTheReader() throws IOException {
        final Path fleet = file("fleet.csv", "cpu,memory\n1,2\n");
        final Path table = file("t.csv", "start,cpu,memory\n2,1,1\n1,4,1\n");
        assertEquals(0, trace("--trace", "csv:" + table + ",fleet=" + fleet, "--describe"), err.toString());
        for (final String note : new String[] {
            "note: columns: arrive=start (s), cpu=cpu (vcpu), memory=memory (gib)",
            "note: no column says when a row departs, so none does",
            "note: the rows are not in order of arrival; they were sorted",
            "note: fleet: columns cpu (vcpu), memory (gib), 1 instance, largest 1024 cpu_units, 2048 memory_mib",
            "warning: 1 of 2 shapes (1 of 2 arrivals) fit no instance"
        }) {
            assertTrue(out.toString().contains(note), out + " lacks " + note);
        }
    }

    @Test
    void aFleetThatIsAFileIsNoted() throws IOException {
        final Path fleet = file("fleet.csv", "cpu_milli,memory_mb,count\n4000,8192,3\n");
        assertEquals(0, trace(
                "--trace", "csv:" + file("t.csv", "start,cpu,memory\n1,1,1\n"), "--fleet", "file:" + fleet, "--out",
                folder.resolve("run").toString()), err.toString());
        assertTrue(err.toString().contains("fleet: columns cpu=cpu_milli (milli), memory=memory_mb (mib), count,"
                + " 3 instances, largest 4096 cpu_units, 8192 memory_mib"), err.toString());
    }
}
