package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Cell;
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

/** Numbers survive the file, tables follow from numbers, and what must not be is caught. */
class ReportTest {
    private static final List<Sample> GOOD = List.of(
            sample("quantised", "berth", Metrics.THROUGHPUT, 1, 1.25e7),
            sample("quantised", "berth", Metrics.THROUGHPUT, 2, 1.35e7),
            sample("quantised", "plain", Metrics.THROUGHPUT, 1, 26_000),
            sample("quantised", "berth", Metrics.ALLOCATED, 1, 0.001),
            sample("quantised", "berth", Metrics.REFUSAL_RATE, 0, 0.25));

    private static Sample sample(
            final String row, final String contender, final String metric, final int iteration, final double value) {
        return new Sample("default", row, 100_000, contender, metric, 1, iteration, value, "unit");
    }

    @Test
    void samplesAreReadAsTheyWereWritten(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("results.csv");
        Sample.write(GOOD, file);
        assertEquals(GOOD, Sample.read(file));
        assertEquals(
                "suite,row,instances,contender,metric,fork,iteration,value,unit",
                Files.readAllLines(file).get(0));
    }

    @Test
    void anotherSchemaIsRefused(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("results.csv");
        Files.writeString(file, "row,value\n");
        assertThrows(IllegalArgumentException.class, () -> Sample.read(file));
        Files.writeString(file, Sample.HEADER + "\na,b\n");
        assertThrows(IllegalArgumentException.class, () -> Sample.read(file));
    }

    @Test
    void ratioIsOfMeans() {
        final String table = new ResultTable(GOOD).markdown();
        assertTrue(table.contains("13,000,000"), table);
        assertTrue(table.contains("500×"), table);
        assertTrue(new ResultTable(GOOD).failures().isEmpty());
    }

    @Test
    void errorIsHalfTheConfidenceInterval() {
        final double error = Cell.of(GOOD).get(0).error("berth", Metrics.THROUGHPUT);
        assertEquals(12.706 * 0.5e6, error, 1);
    }

    @Test
    void allocationIsCaught() {
        assertFails(sample("quantised", "berth", Metrics.ALLOCATED, 2, 16));
    }

    @Test
    void unknownAllocationIsCaught() {
        assertFails(sample("quantised", "berth", Metrics.ALLOCATED, 2, Double.NaN));
    }

    @Test
    void refusalsAreCaught() {
        assertFails(sample("quantised", "berth", Metrics.REFUSAL_RATE, 0, 5.1));
    }

    private static void assertFails(final Sample planted) {
        final List<Sample> samples = new ArrayList<>(GOOD);
        samples.add(planted);
        assertEquals(1, new ResultTable(samples).failures().size());
    }

    @Test
    void refusalsOfARowThatMeasuresThemAreNot() {
        final List<Sample> samples = List.of(
                sample("infeasible-gpu", "berth", Metrics.ALLOCATED, 1, 0),
                sample("infeasible-gpu", "berth", Metrics.REFUSAL_RATE, 0, 98));
        assertTrue(new ResultTable(samples).failures().isEmpty());
    }

    @Test
    void environmentIsReadAsItWasWritten(@TempDir final Path folder) {
        assertEquals("1 core", new Environment(Map.of("cores", "1")).cores());
        assertEquals("2 cores", new Environment(Map.of("cores", "2")).cores());
        final Environment written = new Environment(Map.of("cpu", "Some \"CPU\"", "cores", "2"));
        written.write(folder.resolve("environment.json"));
        assertEquals(written, Environment.read(folder.resolve("environment.json")));
    }
}
