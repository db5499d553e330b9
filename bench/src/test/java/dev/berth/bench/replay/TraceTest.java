package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reading a trace, its order in time, and the command, on traces made here. */
class TraceTest {
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
        final StringBuilder text = new StringBuilder(AzureTrace.HEADER).append('\n');
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
    void readsShapesAndLifetimes() throws IOException {
        final String text = AzureTrace.HEADER + "\n100,7,1,1.75,0,0,0\n100,7,16,112,600,900,0\n"
                + "400,8,1,1.75,300,300,1\n";
        for (final String name : new String[] {"t.csv", "t.csv.gz"}) {
            final AzureTrace trace = AzureTrace.read(file(name, text));
            assertEquals(3, trace.size());
            assertEquals(new AzureTrace.Shape(1024, 1792), trace.shapes().get(trace.shape(0)));
            assertEquals(new AzureTrace.Shape(16_384, 114_688), trace.shapes().get(trace.shape(1)));
            assertEquals(1, trace.lifeSeconds(0));
            assertEquals(750, trace.lifeSeconds(1));
            assertEquals(AzureTrace.FOREVER, trace.lifeSeconds(2));
            assertEquals(300, trace.arriveSeconds(2));
        }
    }

    @Test
    void anotherFormatIsRefusedWithItsLine() throws IOException {
        assertThrows(TraceFormatException.class, () -> AzureTrace.read(file("a.csv", "a,b\n1,2\n")));
        assertThrows(TraceFormatException.class, () -> AzureTrace.read(file("b.csv", AzureTrace.HEADER + "\n")));
        for (final String row : new String[] {"1,2", "x,1,1,1,1,1,0", "1,1,0.3,1,1,1,0", "1,1,1,1,1,1,0,9"}) {
            final TraceFormatException e = assertThrows(
                    TraceFormatException.class, () -> AzureTrace.read(file("c.csv", AzureTrace.HEADER + "\n" + row)));
            assertTrue(e.getMessage().contains("line 2"), e.getMessage());
        }
    }

    @Test
    void eventsComeInOrder() throws IOException {
        final AzureTrace trace = AzureTrace.read(file("t.csv", madeUp(500)));
        final TraceEvents events = new TraceEvents(trace, 3, 301);
        final boolean[] arrived = new boolean[events.vms()];
        long before = 0;
        for (int i = 0; i < events.size(); i++) {
            final long event = events.event(i);
            final int vm = TraceEvents.vm(event);
            assertTrue(event >= before);
            assertEquals(!TraceEvents.isArrival(event), arrived[vm]);
            final int row = vm % trace.size();
            final long arrive = vm / trace.size() * 301L + trace.arriveSeconds(row);
            final long expected = arrive + (arrived[vm] ? trace.lifeSeconds(row) : 0);
            assertEquals(expected, TraceEvents.seconds(event));
            arrived[vm] = true;
            before = event;
        }
    }

    @Test
    void replaysWithTheOracleBeside() throws IOException {
        final Path file = file("t.csv.gz", madeUp(3_000));
        for (final String strategy : new String[] {
            "spread(attribute:ecs.availability-zone),binpack(memory)", "random", "spread(instanceId),binpack(cpu)", ""
        }) {
            final Path run = folder.resolve("run" + strategy.length());
            assertEquals(0, trace(
                    "--file", file.toString(), "--instances", "25", "--copies", "2", "--check", "--strategy", strategy,
                    "--out", run.toString()), err.toString());
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
            assertTrue(Files.readString(run.resolve("command.txt"))
                    .startsWith("java -jar bench/target/berth.jar trace --file t.csv.gz --instances 25"));
        }
    }

    @Test
    void replaysAlone() throws IOException {
        final Path run = folder.resolve("run");
        assertEquals(0, trace(
                "--file", file("t.csv", madeUp(2_000)).toString(), "--instances", "40", "--share", "0.5", "--out",
                run.toString()), err.toString());
        assertTrue(out.toString().contains("bytes allocated per placement"), out.toString());
    }

    /** 160 VMs of one core and 2 GiB fill 10 instances of 16 cores; then the cluster refuses what it is asked. */
    @Test
    void refusedHoursAreThoseUntilTheEndOfTheReplay() throws IOException {
        final StringBuilder text = new StringBuilder(AzureTrace.HEADER).append('\n');
        for (int vm = 0; vm < 640; vm++) {
            text.append("0,").append(vm).append(",1,0.5,0,0,1\n");
        }
        text.append("0,1000,2,4,3600,3600,0\n").append("0,1001,4,1,7200,14400,0\n").append("7200,1002,1,1,0,0,1\n");
        final Path run = folder.resolve("run");
        assertEquals(0, trace(
                "--file", file("t.csv", text.toString()).toString(), "--instances", "10", "--copies", "1", "--out",
                run.toString()), err.toString());
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
        assertEquals(2, trace("--file", file("t.csv", madeUp(10)).toString(), "--out", run.toString()));
        assertTrue(err.toString().contains("name another, or remove it first"), err.toString());
        assertEquals("kept", Files.readString(run.resolve("summary.md")));
    }

    @Test
    void wrongUsageIsTwo() throws IOException {
        final String file = file("t.csv", madeUp(10)).toString();
        assertEquals(2, trace("--file", folder.resolve("nowhere").toString()));
        assertTrue(err.toString().contains("where the file comes from"), err.toString());
        assertEquals(2, trace("--file", file, "--strategy", "binpack(disk)"));
        assertEquals(2, trace("--file", file, "--format", "azure"));
        assertEquals(2, trace("--file", file, "--copies", "0"));
        assertEquals(2, trace("--file", file, "--share", "1.5"));
        assertEquals(2, trace("--file", file("x.csv", "x").toString()));
    }
}
