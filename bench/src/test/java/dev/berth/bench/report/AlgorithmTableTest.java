package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences have their sign, and where a rival is better it is seen. */
class AlgorithmTableTest {
    private static final List<Sample> SAMPLES = List.of(
            sample("berth", Metrics.THROUGHPUT, 5e6),
            sample("berth", Metrics.INSTANCES_USED, 900),
            sample("berth", Metrics.IDLE_MEMORY, 8.25),
            sample("berth", Metrics.PACKED_CPU, 60),
            sample("berth", Metrics.PACKED_MEMORY, 88),
            sample("berth", Metrics.STRANDED_CPU, 12.5),
            sample("berth", Metrics.ROOM_LARGEST, 70),
            sample("berth", Metrics.REFUSED_NOWHERE, 0.25),
            sample("berth", Metrics.REFUSED_FITTING, 0),
            sample("nomad", Metrics.THROUGHPUT, 1e6),
            sample("nomad", Metrics.INSTANCES_USED, 990),
            sample("nomad", Metrics.IDLE_MEMORY, 5),
            sample("nomad", Metrics.PACKED_CPU, 61),
            sample("nomad", Metrics.PACKED_MEMORY, 86.5),
            sample("nomad", Metrics.STRANDED_CPU, 11),
            sample("nomad", Metrics.ROOM_LARGEST, 70),
            sample("nomad", Metrics.REFUSED_NOWHERE, 1),
            sample("nomad", Metrics.REFUSED_FITTING, 0.5),
            sample("power-of-2", Metrics.THROUGHPUT, 1e7));

    private static Sample sample(final String contender, final String metric, final double value) {
        return new Sample("peers", "quantised", 1_000, contender, metric, 1, 0, value, "unit");
    }

    private static List<String> line(final String contender) {
        final String line = AlgorithmTable.markdown(SAMPLES)
                .lines()
                .filter(text -> text.contains(" " + contender + " "))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.split("\\|")).map(String::trim).toList();
    }

    @Test
    void differencesFromBerthHaveTheirSign() {
        assertEquals(
                List.of("", "quantised", "1,000", "berth", "exact", "5,000,000", "–", "–", "88.0", "0.25", "900",
                        "8.25", "–", "12.50", "–", "–", "70", "–"),
                line("berth"));
        assertEquals(
                List.of("", "quantised", "1,000", "nomad", "own", "1,000,000", "–", "5.0×", "−1.5",
                        "+1.25 (0.50)", "+90", "−3.25", "–", "**−1.50**", "–", "–", "=", "–"),
                line("nomad"));
    }

    @Test
    void fasterRivalIsSeen() {
        assertTrue(line("power-of-2").contains("**0.5×**"), line("power-of-2").toString());
    }

    @Test
    void caseWithoutAlgorithmsIsLeftOut() {
        final List<Sample> yardsticks =
                SAMPLES.stream().filter(sample -> sample.contender().equals("berth")).toList();
        assertEquals(2, AlgorithmTable.markdown(yardsticks).lines().count());
    }

    @Test
    void fileIsMadeAnew(@TempDir final Path results) throws Exception {
        final Path run = Files.createDirectories(results.resolve("run"));
        Sample.write(SAMPLES, run.resolve("results.csv"));
        final Environment environment = new Environment(Map.of("cpu", "a CPU"));
        environment.write(run.resolve("environment.json"));
        Files.writeString(run.resolve("algorithms.md"), AlgorithmTable.document(SAMPLES, environment));
        final ReadmeTables tables = new ReadmeTables(results);
        assertEquals(List.of(), tables.staleTables());
        Files.writeString(run.resolve("algorithms.md"), AlgorithmTable.markdown(SAMPLES));
        assertEquals(1, tables.staleTables().size());
    }
}
