package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading an openb trace, made here. */
class OpenbFormatTest {
    private static final String NODES = "openb_node_list_gpu_node.csv";
    private static final String PODS = "openb_pod_list_default.csv";
    private static final String COLUMNS = "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,creation_time,"
            + "deletion_time\n";

    @TempDir
    private Path folder;

    private Path write(final String name, final String text) throws IOException {
        final Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    @BeforeEach
    void files() throws IOException {
        write(NODES, "sn,cpu_milli,memory_mib,gpu,model\nn-0,96000,393216,8,G2\nn-1,8000,61440,2,P100\n");
        write(PODS, COLUMNS
                + "p-0,12000,16384,1,1000,,100,200\n"
                + "p-1,6000,12288,1,460,T4|P100,40,90\n"
                + "p-2,4000,0,0,0,,40,41\n"
                + "p-3,32000,1,4,1000,G2,300,400\n");
    }

    private static Trace read(final Path file, final String... options) throws IOException {
        final Map<String, String> map = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            map.put(options[i], options[i + 1]);
        }
        return TraceFormats.find(OpenbFormatTest.class.getClassLoader())
                .format("alibaba-openb-2023")
                .read(file, map);
    }

    @Test
    void podsComeInTheOrderOfTheListAndStay() throws IOException {
        final Trace trace = read(folder);
        assertEquals("openb_pod_list_default", trace.name());
        assertEquals(List.of("cpu_milli", "memory_mib", "gpus"), trace.dimensions());
        assertEquals(4, trace.size());
        assertEquals(
                List.of(
                        new Shape(List.of(12000.0, 16384.0, 1.0), 1, 1000, List.of()),
                        new Shape(List.of(6000.0, 12288.0, 0.46), 1, 460, List.of("T4", "P100")),
                        new Shape(List.of(4000.0, 0.0, 0.0), 0, 0, List.of()),
                        new Shape(List.of(32000.0, 1.0, 4.0), 4, 1000, List.of("G2"))),
                trace.shapes());
        assertEquals(2 / 86_400.0, trace.arrivalDays(2));
        assertEquals(Trace.NEVER, trace.departureDays(2));
        final Fleet fleet = trace.fleet().orElseThrow();
        assertEquals(2, fleet.size());
        assertEquals(96000, fleet.capacity(0, 0));
        assertEquals(61440, fleet.capacity(1, 1));
        assertEquals(2, fleet.capacity(1, 2));
        assertEquals("P100", fleet.model(1));
    }

    @Test
    void realTimesOrderThePods() throws IOException {
        final Trace trace = read(folder, "times", "real");
        assertEquals(List.of(1, 2, 0, 3), IntStream.range(0, 4).map(row -> cpuRow(trace, row)).boxed().toList());
        assertEquals(0, trace.arrivalDays(0));
        assertEquals(60 / 86_400.0, trace.arrivalDays(2));
        assertEquals(160 / 86_400.0, trace.departureDays(2));
    }

    private static int cpuRow(final Trace trace, final int row) {
        return List.of(12000.0, 6000.0, 4000.0, 32000.0)
                .indexOf(trace.shapes().get(trace.shape(row)).amounts().get(0));
    }

    @Test
    void aListInTheFolderBelowMayBeGzippedAndHaveFewerColumns() throws IOException {
        final Path few = write("variants/openb_pod_list_few.csv.gz",
                "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np-0,1000,1,1,250\n");
        final Trace trace = read(few);
        assertEquals("openb_pod_list_few", trace.name());
        assertEquals(List.of(new Shape(List.of(1000.0, 1.0, 0.25), 1, 250, List.of())), trace.shapes());
        assertEquals(2, trace.fleet().orElseThrow().size());
        assertTrue(assertThrows(TraceFormatException.class, () -> read(few, "times", "real"))
                .getMessage()
                .contains("times=real"));
    }

    @Test
    void aSeedShufflesAndInflates() throws IOException {
        final StringBuilder text = new StringBuilder(COLUMNS);
        for (int i = 0; i < 100; i++) {
            text.append("p,").append(i + 1).append(",1,1,100,,,\n");
        }
        write(PODS, text.toString());
        // 100 pods ask for 10 GPUs; the nodes have 10.
        final Trace more = read(folder, "seed", "42");
        assertEquals("openb_pod_list_default-seed42", more.name());
        assertEquals(130, more.size());
        final List<Integer> first = cpus(more).subList(0, 100);
        assertNotEquals(cpus(read(folder)), first);
        final List<Integer> sorted = new ArrayList<>(first);
        Collections.sort(sorted);
        assertEquals(cpus(read(folder)), sorted);
        assertEquals(cpus(more), cpus(read(folder, "seed", "42")));
        assertNotEquals(cpus(more), cpus(read(folder, "seed", "43")));
        assertEquals(200, read(folder, "seed", "42", "inflate", "2").size());
        final Trace fewer = read(folder, "seed", "42", "inflate", "0.5");
        assertEquals(50, fewer.size());
        assertEquals(50, cpus(fewer).stream().distinct().count());
    }

    private static List<Integer> cpus(final Trace trace) {
        final List<Integer> cpus = new ArrayList<>();
        for (int row = 0; row < trace.size(); row++) {
            cpus.add(trace.shapes().get(trace.shape(row)).amounts().get(0).intValue());
        }
        return cpus;
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        refuses("inflate needs option seed", "inflate", "2");
        refuses("give one of them", "seed", "1", "times", "real");
        refuses("times is 'fast'", "times", "fast");
        refuses("seed is '-1'", "seed", "-1");
        refuses("cannot read other.csv", "nodes", "other.csv");
        refuses("no-such.csv", "pods", "no-such.csv");
        write(PODS, COLUMNS + "p-0,1,1,2,500,,,\n");
        refuses("line 2 of " + folder.resolve(PODS) + ": gpu_milli is '500', must be 1000..1000");
        write(PODS, COLUMNS + "p-0,1,1,1,1000,,,\np-1,x,1,1,1000,,,\n");
        refuses("line 3 of " + folder.resolve(PODS) + ": cpu_milli is 'x'");
        write(PODS, "a,b,c,d,e\n");
        refuses("must begin with 'name,cpu_milli");
        write(PODS, COLUMNS);
        refuses("has no pods");
        write(PODS, COLUMNS + "p-0,1,1,0,0,,,\n");
        refuses("no pod asks for a GPU", "seed", "1");
        Files.delete(folder.resolve(NODES));
        refuses("there is no " + NODES);
    }

    private void refuses(final String message, final String... options) {
        final Exception e = assertThrows(Exception.class, () -> read(folder, options));
        assertTrue(e instanceof TraceFormatException || e instanceof IllegalArgumentException, e.toString());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
