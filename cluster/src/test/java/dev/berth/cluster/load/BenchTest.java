package dev.berth.cluster.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.cluster.Members;
import dev.berth.cluster.node.Main;
import dev.berth.cluster.node.Node;
import dev.berth.cluster.node.NodeOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Short runs of {@code bench}, and what it refuses. */
class BenchTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(final String... arguments) {
        final CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    /** Returns the folder of the only run. */
    private Path runFolder() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
            return runs.reduce((one, other) -> {
                        throw new AssertionError("two runs: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClusterThatRunsIsMeasured(final boolean isEmpty) throws IOException {
        final Members members = LaunchedCluster.freeMembers(1);
        final NodeOptions options = new NodeOptions(members, 0, folder.resolve("node")).empty(isEmpty);
        try (Node node = Node.launch(options, line -> {})) {
            final int status = run(
                    "bench", "--members", members.toString(), "--instances", "200", "--batch", "4", "--window", "16",
                    "--warm-up", "0.1", "--seconds", "0.4", "--out", folder.resolve("results").toString());
            assertEquals(0, status, err.toString());
            assertFalse(node.hasFailed());
        }
        final Path run = runFolder();
        final List<String> throughput = Files.readAllLines(run.resolve("throughput.csv"));
        assertEquals(2, throughput.size());
        assertEquals(
                "round,service,chain,nodes,batch,window,requests/s,placements/s,refused", throughput.get(0));
        assertTrue(throughput.get(1).matches("1,placement,binpack\\(memory\\),1,4,16,[1-9][0-9.]*,[1-9][0-9.]*,0"),
                throughput.get(1));
        final List<String> latency = Files.readAllLines(run.resolve("latency.csv"));
        assertEquals(2, latency.size());
        assertEquals(14, latency.get(1).split(",").length, latency.get(1));
        assertTrue(out.toString().contains(Files.readString(run.resolve("table.md"))), out.toString());
        checkPublishable(run);
    }

    /** Checks that the files name neither a place nor the machine. */
    private void checkPublishable(final Path run) throws IOException {
        final String environment = Files.readString(run.resolve("environment.json"));
        for (final String name : List.of("date", "commit", "cpu", "cores", "memory", "os", "jdk", "flags", "seed")) {
            assertTrue(environment.contains("\"" + name + "\": \""), environment);
        }
        try (Stream<Path> files = Files.list(run)) {
            for (final Path file : files.toList()) {
                assertFalse(Files.readString(file).contains(folder.toString()), file.toString());
            }
        }
    }

    /** Measures nodes that are processes of their own, which takes seconds. */
    @Test
    void aSnapshotOfLaunchedNodesIsMeasuredBesideTheEmptyService() throws IOException {
        final int status = run(
                "bench", "--launch", "1", "--snapshot", "--snapshots", "1", "--instances", "500", "--rate", "500",
                "--seconds", "0.6", "--node-flags", "-Xmx256m -XX:TieredStopAtLevel=1", "--directory",
                folder.resolve("nodes").toString(), "--out", folder.resolve("results").toString());
        assertEquals(0, status, err.toString());
        final Path run = runFolder();
        final List<String> snapshots = Files.readAllLines(run.resolve("snapshot.csv"));
        assertEquals(5, snapshots.size(), snapshots.toString());
        final long engine = bytes(snapshots.get(2));
        final long empty = bytes(snapshots.get(4));
        assertTrue(snapshots.get(2).contains(",placement,") && snapshots.get(4).contains(",empty,"));
        assertTrue(engine > empty + 4_000, "bytes are " + engine + " and " + empty);
        assertEquals(3, Files.readAllLines(run.resolve("load.csv")).size());
        try (Stream<Path> left = Files.list(folder.resolve("nodes"))) {
            assertEquals(0, left.count(), "what nodes wrote is deleted");
        }
        checkPublishable(run);
    }

    private static long bytes(final String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(',') + 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--members localhost:9000 --launch 1 | mutually exclusive",
        "--instances 5 | --members",
        "--launch 2 | --launch is 2, must be 1, 3, 5, 7 or 9",
        "--launch 0 | --launch is 0, must be 1..9",
        "--members localhost:9000 --snapshot | --snapshot needs nodes that bench has launched itself",
        "--launch 1 --instances 0 | --instances is 0, must be 1..1048576",
        "--launch 1 --instances 10 --tasks 81 | --tasks is 81, must be 1..80, at most 8 on each instance",
        "--launch 1 --instances 10 | --tasks is 80, must be at least --batch × --window, 128",
        "--launch 1 --batch 0 | --batch is 0, must be 1..1000",
        "--launch 1 --window 1025 | --window is 1025, must be 1..1024",
        "--launch 1 --rate -1 | --rate is -1, must be 0..10000000",
        "--launch 1 --seconds 0.01 | --seconds is 0.01, must be 0.1..600",
        "--launch 1 --chain binpak(memory) | --chain: strategy at position 0 of 'binpak(memory)'",
        "--launch 1 --snapshot --chain random --chain binpack(cpu) | --chain is 2 chains, must be one"
    })
    void whatCannotBeMeasuredIsRefused(final String arguments, final String message) {
        assertEquals(2, run(("bench " + arguments).split(" ")));
        assertTrue(err.toString().contains(message), err.toString());
    }
}
