package dev.berth.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.Reason;
import dev.berth.cluster.Batch;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.Members;
import dev.berth.cluster.Placement;
import dev.berth.cluster.PlacementClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/** A cluster of one node, in this process. The limits of waiting are far above what is needed. */
class NodeTest {
    private static final long LIMIT_MILLIS = 60_000;
    private static final int INSTANCES = 5;

    @TempDir
    private Path directory;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private String members = "";
    private @Nullable Node node;

    @BeforeEach
    void start() throws IOException {
        members = "localhost:" + freePorts();
        launch();
    }

    private void launch() {
        node = Node.launch(new NodeOptions(Members.parse(members), 0, directory), lines::add);
    }

    private Node node() {
        assertNotNull(node);
        return node;
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
            node = null;
        }
    }

    /** Returns the first of ten ports in a row that nobody uses. */
    private static int freePorts() throws IOException {
        for (int port = 21_000; port < 32_000; port += Members.PORTS_OF_MEMBER) {
            if (Members.parse("localhost:" + port).usedPorts(0).stream().allMatch(NodeTest::isFree)) {
                return port;
            }
        }
        throw new IOException("no ports are free");
    }

    private static boolean isFree(final int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (final SocketException e) {
            return false;
        }
    }

    private PlacementClient connect() {
        return PlacementClient.builder(members).callTimeoutMillis(LIMIT_MILLIS).connect();
    }

    private static ClusterSettings settings(final long tickMillis) {
        return ClusterSettings.builder(EngineConfig.builder()
                        .maxInstances(100)
                        .maxTasks(1_000)
                        .maxGroups(10)
                        .build())
                .tickMillis(tickMillis)
                .build();
    }

    /** Fills a cluster, and returns a task that runs. */
    private static Placement fill(final PlacementClient client) {
        client.configure(settings(0));
        for (int i = 0; i < INSTANCES; i++) {
            client.register(Instance.builder("test-instance-" + i)
                    .cpuUnits(4_096)
                    .memoryMib(8_192)
                    .build());
        }
        return place(client, 20);
    }

    private static Placement place(final PlacementClient client, final int count) {
        final long demand = client.define(
                Demand.builder().cpuUnits(64).memoryMib(128).build());
        final long plan = client.plan(demand, Chain.parse("random"));
        final long group = client.group("service:test");
        Placement last = client.place(plan, group);
        for (int i = 1; i < count; i++) {
            last = client.place(plan, group);
        }
        assertTrue(last.isPlaced());
        return last;
    }

    private static void await(final String what, final BooleanSupplier condition) throws InterruptedException {
        final long deadline = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited too long for " + what);
            Thread.sleep(5);
        }
    }

    private List<String> digests() {
        return lines.stream().filter(line -> line.startsWith("digest ")).collect(Collectors.toList());
    }

    private void snapshot() {
        final StringWriter out = new StringWriter();
        final int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .execute("snapshot", "--directory", directory.toString());
        assertEquals(0, status, out.toString());
    }

    @Test
    void replayOfTheLogGivesTheSameState() throws InterruptedException {
        final Placement task;
        try (PlacementClient client = connect()) {
            task = fill(client);
            client.digest();
            client.release(place(client, 7).task());
            client.digest();
        }
        restart(2);
        try (PlacementClient client = connect()) {
            assertEquals(0, client.release(task.task()));
            assertEquals(Reason.UNKNOWN_TASK.code(), client.release(task.task()));
        }
    }

    @Test
    void aSnapshotAndTheLogAfterItGiveTheSameState() throws InterruptedException {
        final Placement task;
        try (PlacementClient client = connect()) {
            task = fill(client);
            client.digest();
            snapshot();
            lines.clear();
            client.release(place(client, 7).task());
            client.digest();
        }
        restart(1);
        try (PlacementClient client = connect()) {
            assertEquals(0, client.release(task.task()));
            assertEquals(Reason.UNKNOWN_TASK.code(), client.release(task.task()));
        }
    }

    /** Starts the node again, which must compute the digests of the log again, and equal ones. */
    private void restart(final int count) throws InterruptedException {
        final List<String> before = digests();
        assertEquals(count, before.size(), before.toString());
        stop();
        lines.clear();
        launch();
        await("the digests of the log", () -> digests().size() >= count);
        assertEquals(before, digests());
    }

    @Test
    void ticksReachTheServicesAndGoOnAfterASnapshot() throws InterruptedException {
        try (PlacementClient client = connect()) {
            client.configure(settings(10));
            awaitTicks(client);
            snapshot();
        }
        stop();
        launch();
        try (PlacementClient client = connect()) {
            awaitTicks(client);
        }
    }

    /** Waits until the state has seen entries that no client has sent. */
    private static void awaitTicks(final PlacementClient client) throws InterruptedException {
        final long first = client.digest().applied();
        final long[] asked = {0};
        await("ticks", () -> client.digest().applied() > first + ++asked[0] + 3);
    }

    @Test
    void aNodeWithAnotherStateThanTheLeaderStops() throws InterruptedException {
        try (PlacementClient client = PlacementClient.builder(members).callTimeoutMillis(5_000).connect()) {
            fill(client);
            final PlacementClient.Digest digest = client.digest();
            client.check(digest);
            assertFalse(node().hasFailed());
            client.send(checkOf(digest.applied(), digest.value() + 1));
            assertTrue(node().awaitStop(LIMIT_MILLIS));
        }
        assertTrue(node().hasFailed());
        assertTrue(lines.stream().anyMatch(line -> line.contains("the node stops: digest")), lines.toString());
    }

    private static Batch checkOf(final long applied, final long digest) {
        final Batch batch = new Batch();
        batch.control().check(applied, digest);
        return batch;
    }

    @Test
    void aNodeWithADamagedSnapshotStopsAndSaysSo() throws InterruptedException, IOException {
        try (PlacementClient client = connect()) {
            fill(client);
            snapshot();
        }
        stop();
        lines.clear();
        assertEquals(1, damageSnapshots());
        launch();
        assertTrue(node().awaitStop(LIMIT_MILLIS));
        assertTrue(node().hasFailed());
        assertTrue(lines.stream().anyMatch(line -> line.contains("the snapshot at log position")), lines.toString());
    }

    /** Changes a byte in each recording, other than that of the log, that holds the name of an instance. */
    private int damageSnapshots() throws IOException {
        final List<Path> files;
        try (Stream<Path> all = Files.list(directory.resolve("archive"))) {
            files = all.filter(file -> file.getFileName().toString().matches("[1-9][0-9]*-0\\.rec"))
                    .collect(Collectors.toList());
        }
        int damaged = 0;
        for (final Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                final ByteBuffer start = ByteBuffer.allocate(1 << 20);
                channel.read(start, 0);
                final int at = new String(start.array(), StandardCharsets.ISO_8859_1).indexOf("test-instance-3");
                if (at >= 0) {
                    channel.write(ByteBuffer.wrap(new byte[] {'T'}), at);
                    damaged++;
                }
            }
        }
        return damaged;
    }

    @Test
    void aDirectoryHasOneNode() {
        final String refusal = refusal(members, 0);
        assertTrue(refusal.contains("is in use by a node that runs"), refusal);
        stop();
        final String others = "localhost:29000,localhost:29100,localhost:29200";
        final String other = refusal(others, 0);
        assertTrue(other.contains("is that of a cluster with the members " + members), other);
    }

    private String refusal(final String list, final int member) {
        try (Node second = Node.launch(new NodeOptions(Members.parse(list), member, directory), lines::add)) {
            return "launched " + second.directory();
        } catch (final IllegalArgumentException e) {
            return e.getMessage();
        }
    }
}
