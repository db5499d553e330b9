package dev.berth.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.Berth;
import dev.berth.bench.policy.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command {@code berth reproduce openb} on a small cluster made here. */
class OpenbCommandTest {
    private static final List<String> PUBLISHED =
            List.of("01-Random", "02-DotProd", "03-GpuClustering", "04-GpuPacking", "05-BestFit", "06-FGD");

    private StringWriter out;
    private StringWriter err;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        final StringBuilder nodes = new StringBuilder("sn,cpu_milli,memory_mib,gpu,model\n");
        for (int i = 0; i < 30; i++) {
            nodes.append("n-").append(i).append(i % 3 == 0 ? ",96000,393216,8,G2\n" : ",32000,131072,2,T4\n");
        }
        Files.writeString(folder.resolve("openb_node_list_gpu_node.csv"), nodes);
        final SplittableRandom random = new SplittableRandom(3);
        final StringBuilder pods = new StringBuilder("name,cpu_milli,memory_mib,num_gpu,gpu_milli\n");
        for (int i = 0; i < 150; i++) {
            final int gpus = List.of(0, 1, 1, 1, 2, 4).get(random.nextInt(6));
            final int milli = gpus == 0 ? 0 : gpus == 1 && random.nextBoolean() ? 10 + random.nextInt(900) : 1000;
            pods.append("p-").append(i).append(',').append(1000 * (1 + random.nextInt(12))).append(",1024,")
                    .append(gpus).append(',').append(milli).append('\n');
        }
        Files.writeString(folder.resolve("openb_pod_list_default.csv"), pods);
    }

    private void publish(final double[] means) throws IOException {
        final StringBuilder text =
                new StringBuilder("workload,policy,source,seeds,alloc_at_100_mean,alloc_at_100_sd\n");
        for (int i = 0; i < means.length; i++) {
            text.append(String.format(
                    Locale.ROOT, "openb_pod_list_default,%s,published,10,%.2f,0.20%n", PUBLISHED.get(i), means[i]));
        }
        Files.writeString(folder.resolve("alloc_ratio_summary.csv"), text);
    }

    private int run(final String... more) {
        out = new StringWriter();
        err = new StringWriter();
        final CommandLine line = Berth.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        final List<String> args =
                new ArrayList<>(List.of("reproduce", "openb", "--data", folder.toString(), "--seeds", "3"));
        args.addAll(List.of(more));
        return line.execute(args.toArray(new String[0]));
    }

    /** Returns the means that the command printed, in the order of the published policies. */
    private double[] printed() {
        return PUBLISHED.stream()
                .mapToDouble(policy -> out.toString().lines()
                        .filter(line -> line.startsWith("| gpu." + policy.substring(3) + " "))
                        .map(line -> line.split("\\|")[5].strip())
                        .mapToDouble(Double::parseDouble)
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    @Test
    void passesIfTheMeansAgreeAndFailsIfOneDoesNot() throws IOException {
        publish(new double[] {0, 0, 0, 0, 0, 0});
        assertEquals(1, run());
        assertEquals(4, out.toString().lines().filter(line -> line.contains("MISSED")).count());
        final double[] means = printed();
        for (final double mean : means) {
            assertTrue(mean > 60 && mean <= 100, out.toString());
        }
        means[4] -= 0.5;
        publish(means);
        assertEquals(0, run(), err.toString());
        assertFalse(out.toString().contains("MISSED"));
        assertTrue(out.toString().contains("noise"));
        final String same = out.toString();
        assertEquals(0, run());
        assertEquals(same, out.toString());
        means[5] += 0.7;
        publish(means);
        assertEquals(1, run());
        assertEquals(
                List.of("gpu.FGD"),
                out.toString().lines()
                        .filter(line -> line.contains("MISSED"))
                        .map(line -> line.split("\\|")[1].strip())
                        .toList());
    }

    @Test
    void writesTheRatioOfEachRun() throws IOException {
        publish(new double[] {0, 0, 0, 0, 0, 0});
        final Path csv = folder.resolve("all.csv");
        assertEquals(0, run("--policies", "gpu.PWR,fit.First", "--csv", csv.toString()), err.toString());
        final List<String> lines = Files.readAllLines(csv);
        assertEquals("pods,policy,seed,load_percent,allocation_percent", lines.get(0));
        assertEquals(1 + 2 * 3 * 6, lines.size());
        assertTrue(lines.get(1).startsWith("openb_pod_list_default,gpu.PWR,42,80,"), lines.get(1));
        assertEquals(2, run("--csv", csv.toString()));
        assertTrue(err.toString().contains("give a new file"));
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        assertEquals(2, run());
        assertTrue(err.toString().contains("alloc_ratio_summary.csv"), err.toString());
        publish(new double[] {0});
        assertEquals(2, run("--policies", "gpu.Nothing"));
        assertTrue(err.toString().contains("gpu.Nothing"), err.toString());
        assertEquals(2, run("--seeds", "1"));
        Files.writeString(folder.resolve("alloc_ratio_summary.csv"), "workload,policy,source,seeds,alloc_at_100_mean,"
                + "alloc_at_100_sd\nx,y,published,ten,1,1\n");
        assertEquals(2, run());
        assertTrue(err.toString().contains("line 2"), err.toString());
        Files.delete(folder.resolve("openb_pod_list_default.csv"));
        assertEquals(2, run());
        assertTrue(err.toString().contains("--data"), err.toString());
    }

    @Test
    void intervalsAreThoseOfStudentAndWelch() {
        final MeanOfSeeds ten = MeanOfSeeds.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertEquals(5.5, ten.mean());
        assertEquals(3.0277, ten.deviation(), 1e-4);
        assertEquals(2.262157 * 3.0277 / Math.sqrt(10), ten.halfWidth(), 1e-4);
        assertEquals(2.100922 * 3.0277 * Math.sqrt(0.2), ten.halfWidthOfDifference(ten), 1e-4);
        assertTrue(Double.isNaN(MeanOfSeeds.of(1).halfWidth()));
    }

    @Test
    void theRatioIsTheMeanOverTheArrivalsOfALoad() {
        final AllocationCurve curve = new AllocationCurve(1);
        // Demands of 40.0, 40.4 and 40.6 %: the first two count as 40 %, and the second is refused.
        curve.placed(sharing(400), 0);
        curve.refused(sharing(4));
        curve.placed(sharing(2), 0);
        assertEquals(40, curve.at(40));
        assertEquals(40.2, curve.at(41), 1e-12);
        assertEquals(40.2, curve.at(42), 1e-12);
        assertEquals(40.2, curve.at(90), 1e-12);
        assertEquals(0, curve.at(20));
    }

    private static Request sharing(final int milli) {
        return (Request) Proxy.newProxyInstance(
                Request.class.getClassLoader(),
                new Class<?>[] {Request.class},
                (proxy, method, args) -> method.getName().equals("gpus") ? 1 : milli);
    }
}
