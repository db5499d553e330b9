package dev.berth.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.measuring.Environment;
import dev.berth.bench.peers.Outcome;
import dev.berth.bench.results.Metrics;
import dev.berth.bench.results.PeerMetrics;
import dev.berth.bench.results.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a library does better is seen as well as what it does worse, and what did not finish says why. */
class PeersTableTest {
    private static final List<Sample> SAMPLES = List.of(
            sample("quantised", "berth", Metrics.THROUGHPUT, 2e6),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.OUTCOME, Outcome.FINISHED.ordinal()),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.SECONDS, 30),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.BATCH, 1_000),
            sample("quantised", "fenzo-exact-memory", Metrics.THROUGHPUT, 123.4),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.BEST, 100),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.LEFT, 812.5),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.EXACT_LEFT, 812.5),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.REFUSED, 0),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.REFUSED_FITTING, 0),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.IN_USE, 9_900),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.ENGINE_IN_USE, 9_999),
            sample("quantised", "fenzo-exact-memory", PeerMetrics.VERIFIED, 4_000),
            sample("quantised", "fenzo-packer", PeerMetrics.OUTCOME, Outcome.LOADING.ordinal()),
            sample("quantised", "fenzo-packer", PeerMetrics.SECONDS, 30),
            sample("quantised", "fenzo-packer", PeerMetrics.BATCH, 0),
            sample("quantised-cpu", "berth", Metrics.THROUGHPUT, 1e6),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.OUTCOME, Outcome.FINISHED.ordinal()),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.SECONDS, 30),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.BATCH, 1),
            sample("quantised-cpu", "cloudsim-random", Metrics.THROUGHPUT, 4e6),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.BEST, 1.5),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.LEFT, 40),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.EXACT_LEFT, 10),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.REFUSED, 1_496),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.REFUSED_FITTING, 3),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.IN_USE, 10_000),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.ENGINE_IN_USE, 10_000),
            sample("quantised-cpu", "cloudsim-random", PeerMetrics.VERIFIED, 1_000_000));

    private static Sample sample(final String row, final String contender, final String metric, final double value) {
        return new Sample("peers", row, 10_000, contender, metric, 1, 0, value, "unit");
    }

    private static List<String> line(final String name) {
        final String line = new PeersTable(SAMPLES)
                .markdown()
                .lines()
                .filter(text -> text.startsWith("| " + name + " "))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(line.split("\\|")).map(String::trim).toList();
    }

    @Test
    void ratesAndQualityStandSideBySide() {
        final List<String> exact = line("Fenzo 1.0.1: exact-memory");
        assertEquals(
                List.of("10,000", "123", "2,000,000", "16,200×", "1,000"), exact.subList(2, 7));
        assertEquals(List.of("100.0 %", "=", "0", "0", "9,900 (−1.0 %)", "4,000"), exact.subList(8, 14));
        assertTrue(exact.get(7).endsWith("(as Berth)"));
        assertTrue(exact.get(14).contains("port"));
    }

    @Test
    void whatIsFasterThanBerthSaysSo() {
        final List<String> random = line("CloudSim Plus 8.5.7: random");
        assertEquals(List.of("10,000", "4,000,000", "1,000,000", "0.3×", "1"), random.subList(2, 7));
        assertEquals(
                List.of("1.5 %", "+30.0 × 32 CPU units", "1,496", "3", "10,000 (=)", "1,000,000"),
                random.subList(8, 14));
    }

    @Test
    void whatDidNotFinishSaysWhy() {
        final List<String> packer = line("Fenzo 1.0.1: packer");
        assertEquals("did not finish in 30 s: loading was not over", packer.get(3));
        assertEquals(List.of("2,000,000", "–", "–"), packer.subList(4, 7));
    }

    @Test
    void wrongAnswersAreTold() {
        final Environment environment = new Environment(Map.of());
        assertTrue(PeersTable.document(SAMPLES, environment)
                .contains("1,004,000 placements were found right, none wrong."));
        final List<Sample> wrong = List.of(
                sample("quantised", "fenzo-packer", PeerMetrics.OUTCOME, Outcome.WRONG.ordinal()));
        assertTrue(PeersTable.document(wrong, environment).contains("and 1 cells ended at a wrong one."));
    }

    @Test
    void isMadeAnewFromTheNumbersBesideIt(@TempDir final Path folder) throws Exception {
        final Path run = Files.createDirectory(folder.resolve("a-run"));
        final Environment environment = new Environment(Map.of("cpu", "a CPU"));
        Sample.write(SAMPLES, run.resolve("results.csv"));
        environment.write(run.resolve("environment.json"));
        Files.writeString(run.resolve("peers.md"), PeersTable.document(SAMPLES, environment));
        final ReadmeTables tables = new ReadmeTables(folder);
        assertEquals(List.of(), tables.staleTables());
        Files.writeString(run.resolve("peers.md"), "| better |\n");
        assertEquals(List.of("a-run/peers.md differs from the numbers beside it"), tables.staleTables());
    }
}
