package dev.berth.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on a set of two small instances, whose bins are worked out by hand. */
class VectorpackCommandTest {
    /** Items that First Fit packs into 5 + 4, 6 and 5 in the order 1, 3, 2, 0, and Best Fit into 5 + 5 and 6 + 4. */
    private static final String FOUR = "1\n10\n4\n5 1\n5 1\n4 1\n6 1\n";

    private static final String ONE = "2\n10 10\n1\n3 4 1\n";

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeSet() throws IOException {
        writeTar(data.resolve("New_instances.tar.gz"), '0');
        Files.writeString(data.resolve("item_order_by_n.txt"), "1 0\n4 1 3 2 0\n");
        Files.writeString(data.resolve("New_results_selected.csv"), results(3));
        Files.writeString(data.resolve("New_summary_known.csv"),
                "instance_name\tLB\tbest_overall\nfour\t2\t2\none\t1\t-1\n");
    }

    private static String results(final int firstFit) {
        return "instance_name,LB,FF,FFD-L1-Unit,BF-L1-Unit\nfour,2," + firstFit + ",2,2\none,1,1,1,1\n";
    }

    @Test
    void equalCellsAreCounted() throws IOException {
        assertEquals(0, run("--data", data.toString()), err.toString());
        final String text = out.toString();
        assertTrue(text.contains("6 cells of 2 instances are equal to the published ones, 0 differ"), text);
        assertTrue(line(text, "vectorpack.FF ").startsWith("| 2 | 0 | 0 | 4 | 1.2500 | 50.00 |"), text);
        assertTrue(line(text, "vectorpack.WF-L1 ").startsWith("| 0 | 0 | 2 |"), text);
    }

    @Test
    void aPlantedDifferenceIsNamed() throws IOException {
        Files.writeString(data.resolve("New_results_selected.csv"), results(2));
        assertEquals(1, run("--data", data.toString()));
        assertTrue(out.toString().contains("four, vectorpack.FF: 3 bins, published are 2"), out.toString());
        assertTrue(out.toString().contains("5 cells of 2 instances are equal to the published ones, 1 differ"));
    }

    @Test
    void theOrderOfTheItemsCounts() throws IOException {
        Files.writeString(data.resolve("item_order_by_n.txt"), "1 0\n4 0 1 2 3\n");
        Files.writeString(data.resolve("New_results_selected.csv"), results(2));
        assertEquals(0, run("--data", data.toString()), out.toString());
        assertTrue(line(out.toString(), "vectorpack.FF ").startsWith("| 2 | 0 | 0 | 3 | 1.0000 | 0.00 |"));
    }

    @Test
    void otherSetsRunWithoutResultsFromAFolder() throws IOException {
        final Path set = Files.createDirectories(data.resolve("set/class"));
        Files.writeString(set.resolve("four.vbp"), FOUR);
        Files.writeString(set.resolve("one.vbp"), ONE);
        Files.writeString(set.resolve("README.txt"), "no instance");
        final int status = run("--instances", data.resolve("set").toString(), "--policy", "fit.First",
                "--policy", "fit.FirstDecreasing-L2");
        assertEquals(0, status, err.toString());
        final String text = out.toString();
        assertTrue(text.startsWith("instance,fit.First,fit.FirstDecreasing-L2" + System.lineSeparator()), text);
        assertTrue(text.contains("four,2,2"), text);
        assertTrue(text.contains("one,1,1"), text);
    }

    @Test
    void publishedInstancesWithoutAFileAreNamed() throws IOException {
        Files.writeString(data.resolve("New_results_selected.csv"), results(3) + "two,1,1,1,1\n");
        assertEquals(0, run("--data", data.toString()));
        assertTrue(out.toString().contains("1 published instances have no file, such as two"), out.toString());
    }

    @Test
    void wrongInputIsNamed() throws IOException {
        assertRefused("give --data DIR, or --instances FILE|DIR");
        assertRefused("--order is", "--data", "/no/such/folder");
        assertRefused("must be a file, by default New_instances.tar.gz", "--instances", "/no/such/folder");
        assertRefused("families are", "--data", data.toString(), "--policy", "fitt.First");
        final Path table = data.resolve("New_results_selected.csv");
        Files.writeString(table, "name,FF\n");
        assertRefused("must begin with the header instance_name", "--data", data.toString());
        Files.writeString(table, "instance_name,FF\nfour\n");
        assertRefused("line 2 has 1 cells, must have 2", "--data", data.toString());
        Files.writeString(table, "instance_name,FF\nfour,2\nfour,2\n");
        assertRefused("line 3 has the instance four again", "--data", data.toString());
        Files.writeString(table, "instance_name,FF\nfour,two\none,1\n");
        assertRefused("FF is 'two', must be a number of bins", "--data", data.toString());
        Files.writeString(table, results(2));
        writeTar(data.resolve("New_instances.tar.gz"), 'L');
        assertRefused("is of type 'L'", "--data", data.toString());
        Files.writeString(data.resolve("set.txt"), "x");
        assertRefused("set.txt: is no gzipped archive", "--instances", data.resolve("set.txt").toString());
    }

    // ---- helpers ----------------------------------------------------------------------------------------------------

    private void assertRefused(final String message, final String... args) {
        err.getBuffer().setLength(0);
        assertEquals(2, run(args));
        assertTrue(err.toString().contains(message), err.toString());
    }

    private int run(final String... args) {
        return new CommandLine(new VectorpackCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    /** Returns a line of the table from its second cell on, with single blanks. */
    private static String line(final String text, final String policy) {
        return text.lines()
                .filter(l -> l.contains(policy))
                .findFirst()
                .map(l -> l.substring(l.indexOf('|', 1)).replaceAll(" +", " "))
                .orElse("");
    }

    private static void writeTar(final Path archive, final char type) throws IOException {
        try (OutputStream tar = new GZIPOutputStream(Files.newOutputStream(archive))) {
            entry(tar, "set/", '5', "");
            entry(tar, "set/four.vbp", type, FOUR);
            entry(tar, "set/one.vbp", type, ONE);
            tar.write(new byte[1024]);
        }
    }

    private static void entry(final OutputStream tar, final String name, final char type, final String content)
            throws IOException {
        final byte[] block = new byte[512];
        put(block, 0, name);
        put(block, 124, String.format(Locale.ROOT, "%011o", content.length()));
        block[156] = (byte) type;
        put(block, 257, "ustar");
        tar.write(block);
        final byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        tar.write(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
    }

    private static void put(final byte[] block, final int at, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
