package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** README and {@code results/} say the same. */
class ReadmeTablesTest {
    private static final String EMPTY = "before\n<!-- results:begin run -->\n<!-- results:end run -->\nafter\n";

    /** The root of the project, from the folder of this module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void documentsAndResultsOfThisProjectAgree() throws IOException {
        final ReadmeTables tables = new ReadmeTables(ROOT.resolve("results"));
        final List<String> differences = new ArrayList<>(tables.staleTables());
        for (final String document : List.of("README.md", "docs/measuring.md", "results/README.md")) {
            final Path file = ROOT.resolve(document);
            if (Files.exists(file)) {
                differences.addAll(tables.differences(Files.readString(file)));
            }
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void writtenTableAgrees(@TempDir final Path results) throws IOException {
        final ReadmeTables tables = tables(results);
        final String written = tables.renew(EMPTY);
        assertTrue(written.contains("| quantised"), written);
        assertTrue(written.startsWith("before\n") && written.endsWith("after\n"));
        assertEquals(List.of(), tables.differences(written));
        assertEquals(written, tables.renew(written));
    }

    @Test
    void rowsAreChosen(@TempDir final Path results) throws IOException {
        final ReadmeTables tables = tables(results);
        final String written = tables.renew(EMPTY.replace("begin run", "begin run rows=racks"));
        assertTrue(written.contains("| racks") && written.contains("| case") && written.contains("a CPU"), written);
        assertFalse(written.contains("| quantised"), written);
        assertEquals(List.of(), tables.differences(written));
        assertEquals(1, tables.differences(written.replace("rows=racks", "rows=quantised")).size());
        final String unknown = EMPTY.replace("begin run", "begin run rows=racks,rack");
        final var refusal = assertThrows(IllegalArgumentException.class, () -> tables.renew(unknown));
        assertTrue(refusal.getMessage().contains("the rows [rack]"), refusal.getMessage());
    }

    @Test
    void plantedDifferenceIsCaught(@TempDir final Path results) throws IOException {
        final ReadmeTables tables = tables(results);
        final String written = tables.renew(EMPTY);
        assertEquals(1, tables.differences(written.replace("1,000,000", "9,000,000")).size());
        assertEquals(1, tables.differences(EMPTY).size());
    }

    @Test
    void strayMarkerIsCaught(@TempDir final Path results) throws IOException {
        final ReadmeTables tables = tables(results);
        assertFalse(tables.differences(tables.renew(EMPTY) + "<!-- results:begin run -->\n").isEmpty());
    }

    @Test
    void editedTableIsCaught(@TempDir final Path results) throws IOException {
        final ReadmeTables tables = tables(results);
        final Path table = results.resolve("run/table.md");
        Files.writeString(table, tables.renew(EMPTY));
        assertEquals(1, tables.staleTables().size());
    }

    @Test
    void commandWritesAndChecks(@TempDir final Path results) throws IOException {
        tables(results);
        final Path document = results.resolve("README.md");
        Files.writeString(document, EMPTY);
        assertEquals(1, execute("--check", document, results));
        assertEquals(0, execute("--write", document, results));
        assertEquals(0, execute("--check", document, results));
    }

    private static int execute(final String mode, final Path document, final Path results) {
        return new CommandLine(new ReadmeCommand())
                .execute(mode, "--file", document.toString(), "--results", results.toString());
    }

    private static ReadmeTables tables(final Path results) throws IOException {
        final Path run = Files.createDirectories(results.resolve("run"));
        Sample.write(
                List.of(
                        new Sample("default", "quantised", 1_000, "berth", Metrics.THROUGHPUT, 1, 1, 1e6, "ops/s"),
                        new Sample("default", "racks", 1_000, "berth", Metrics.THROUGHPUT, 1, 1, 2e6, "ops/s")),
                run.resolve("results.csv"));
        new Environment(Map.of("cpu", "a CPU")).write(run.resolve("environment.json"));
        return new ReadmeTables(results);
    }
}
