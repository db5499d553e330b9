package dev.berth.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.service.ServiceSpec;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against one node in this process. The limits on time only end what is stuck. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class PlacementClientTest {
    private static final int CPU_OF_INSTANCE = 100_000;
    private static final int CPU_OF_TASK = 100;

    @TempDir
    private Path directory;

    private long plan;
    private long group;

    @Test
    void placesAndReleases() {
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient client = cluster.client().connect()) {
            assertFalse(client.wasConfigured());
            assertTrue(assertThrows(RefusedException.class, () -> client.group("early")).refusal()
                    == Refusal.NOT_CONFIGURED);
            configure(client, settings().build(), 1);
            assertTrue(client.isConnected());
            assertEquals(0, client.leaderMember());
            assertTrue(client.leadershipTerm() >= 0);
            final Placement placed = client.place(plan, group);
            assertTrue(placed.isPlaced());
            assertEquals(0, placed.ordinal());
            assertEquals(0, client.release(placed.task()));
            assertNotEquals(0, client.release(placed.task()), "released twice");
            final PlacementClient.Digest digest = client.digest();
            client.check(digest);
            assertTrue(digest.applied() > 0);
            final RefusedException refused = assertThrows(
                    RefusedException.class, () -> client.configure(settings().maxReplies(1).build()));
            assertTrue(refused.getMessage().contains("maxReplies"), refused.getMessage());
        }
    }

    @Test
    void aClientWithoutThreadIsDrivenByItsCaller() {
        try (TestCluster cluster = new TestCluster(directory);
                MediaDriver driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                        .threadingMode(ThreadingMode.SHARED)
                        .termBufferSparseFile(true)
                        .dirDeleteOnShutdown(true));
                PlacementClient client = cluster.client()
                        .aeronDirectory(Path.of(driver.aeronDirectoryName()))
                        .connectInvoked()) {
            configure(client, settings().build(), 1);
            final Batch batch = new Batch();
            batch.place(plan, group);
            batch.place(plan, group);
            final CompletableFuture<Results> first = client.send(batch);
            final CompletableFuture<Results> second = client.send(batch.clear());
            while (!second.isDone()) {
                client.poll();
            }
            assertTrue(first.isDone(), "replies come in order");
            assertEquals(2, first.join().size());
            assertEquals(0, second.join().size());
        }
    }

    @Test
    void theLongestMessagesPassInBothDirections() {
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient client = cluster.client().connect()) {
            configure(client, settings().build(), 1);
            final Batch batch = new Batch();
            final String name = "g".repeat(1_000);
            while (batch.bytes() + 1_100 < Limits.MAX_MESSAGE) {
                batch.group(name);
            }
            batch.group("g".repeat(Limits.MAX_MESSAGE - batch.bytes() - 14));
            assertEquals(Limits.MAX_MESSAGE, batch.bytes());
            final List<CompletableFuture<Results>> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                all.add(client.send(batch));
            }
            all.forEach(each -> assertEquals(batch.size(), each.join().size()));

            batch.clear();
            while (batch.size() < Limits.MAX_COMMANDS) {
                batch.instances().resize(0, "no-such-resource", 1);
            }
            all.clear();
            for (int i = 0; i < 30; i++) {
                all.add(client.send(batch));
            }
            for (final CompletableFuture<Results> each : all) {
                final Results results = each.join();
                assertEquals(Limits.MAX_COMMANDS, results.size());
                assertEquals(Refusal.ARGUMENT, results.refusal(0));
                assertTrue(
                        IntStream.range(0, results.size())
                                .anyMatch(index -> results.refusal(index) == Refusal.REPLY_TOO_LARGE),
                        "the reply must be full");
            }
        }
    }

    /** Asks for exactly as many tasks as there is room for, so that one placed twice would leave another out. */
    @Test
    void aRestartOfTheNodeUnderLoadLosesAndDoublesNothing() {
        final int tasks = 6_000;
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient client = cluster.client().maxInFlight(64).onEvent(event -> {}).connect()) {
            configure(client, settings().build(), tasks / (CPU_OF_INSTANCE / CPU_OF_TASK));
            final Batch batch = new Batch();
            batch.place(plan, group);
            batch.place(plan, group);
            final List<CompletableFuture<Results>> all = new ArrayList<>();
            for (int i = 0; i < tasks / 2; i++) {
                if (i == tasks / 6 || i == tasks / 3) {
                    cluster.stop();
                    sendUntilFull(client, batch, all);
                    cluster.start();
                }
                if (all.size() < tasks / 2) {
                    send(client, batch, all);
                }
            }
            final Set<Long> placed = new HashSet<>();
            for (final CompletableFuture<Results> each : all) {
                final Results results = each.join();
                assertTrue(placed.add(results.task(0)) && placed.add(results.task(1)));
                assertTrue(results.task(0) > 0 && results.task(1) > 0, "a task was placed that nobody knows of");
            }
            assertEquals(tasks, placed.size());
            assertFalse(client.place(plan, group).isPlaced());
            final long[] tasksPlaced = placed.stream().mapToLong(Long::longValue).toArray();
            batch.clear().releaseAll(tasksPlaced, 0, tasksPlaced.length);
            assertEquals(tasks, client.call(batch).value(0));
            assertTrue(client.stats().retries() > 0, () -> "nothing was in flight: " + client.stats());
        }
    }

    @Test
    void backPressureIsToldToTheCaller() {
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient client = cluster.client().maxInFlight(4).connect()) {
            configure(client, settings().build(), 1);
            cluster.stop();
            final Batch batch = new Batch();
            batch.place(plan, group);
            final List<CompletableFuture<Results>> all = new ArrayList<>();
            sendUntilFull(client, batch, all);
            assertEquals(4, all.size());
            assertThrows(BackPressureException.class, () -> client.send(batch));
            cluster.start();
            all.forEach(each -> assertTrue(each.join().task(0) > 0));
            assertTrue(client.call(batch).task(0) > 0);
            assertEquals(1, client.lastSequence() + 1);
        }
    }

    @Test
    void aCallThatTimesOutSaysWhetherItsOutcomeIsKnownAndLeavesNoGap() {
        try (TestCluster cluster = new TestCluster(directory)) {
            try (PlacementClient patient = cluster.client().connect()) {
                configure(patient, settings().maxReplies(2).build(), 1);
            }
            try (PlacementClient client = cluster.client().maxInFlight(4).callTimeoutMillis(2_000).connect()) {
                cluster.stop();
                final Batch batch = new Batch();
                batch.place(plan, group);
                final List<CompletableFuture<Results>> all = new ArrayList<>();
                sendUntilFull(client, batch, all);
                assertEquals(
                        List.of(true, true, false, false),
                        all.stream().map(PlacementClientTest::outcomeUnknown).toList());
                assertEquals(4, client.stats().timeouts());
                cluster.start();
                Placement after = null;
                while (after == null) {
                    try {
                        after = client.place(plan, group);
                    } catch (final RequestFailedException | BackPressureException e) {
                        assertTrue(e.getMessage().contains("callTimeoutMillis"), e.getMessage());
                    }
                }
                assertTrue(after.isPlaced(), "the requests that timed out were sent again before it");
            }
        }
    }

    @Test
    void closingFailsWhatIsInFlightAndAnotherClientGoesOnWithTheId() {
        try (TestCluster cluster = new TestCluster(directory)) {
            final PlacementClient first = cluster.client().clientId(42).connect();
            configure(first, settings().build(), 1);
            final long carriedOut = 5;
            cluster.stop();
            final Batch batch = new Batch();
            batch.place(plan, group);
            final CompletableFuture<Results> inFlight = first.send(batch);
            first.close();
            final boolean unknown = outcomeUnknown(inFlight);
            assertFalse(assertThrows(RequestFailedException.class, () -> first.send(batch)).isOutcomeUnknown());
            first.close();
            cluster.start();
            try (PlacementClient second = cluster.client().clientId(42).connect()) {
                assertEquals(42, second.clientId());
                assertTrue(second.wasConfigured());
                assertTrue(second.lastSequence() == carriedOut
                        || (unknown && second.lastSequence() == carriedOut + 1));
                assertTrue(second.place(plan, group).isPlaced());
            }
            try (PlacementClient third = cluster.client().clientId(42).connect()) {
                assertEquals(0, third.lastSequence(), "the second said goodbye");
            }
        }
    }

    @Test
    void aClientThatWasForgottenIsToldSo() {
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient first = cluster.client().clientId(1).connect()) {
            configure(first, settings().maxClients(1).build(), 1);
            try (PlacementClient second = cluster.client().clientId(2).connect()) {
                final Batch batch = new Batch();
                batch.place(plan, group);
                final UnknownClientException unknown =
                        assertThrows(UnknownClientException.class, () -> first.call(batch));
                assertTrue(unknown.isOutcomeUnknown());
                assertTrue(unknown.getMessage().contains("client 1"), unknown.getMessage());
                assertFalse(assertThrows(UnknownClientException.class, () -> first.send(batch)).isOutcomeUnknown());
                assertTrue(second.place(plan, group).isPlaced());
            }
        }
    }

    @Test
    void eventsComeOnceAndInOrderThroughARestart() {
        final List<Long> numbers = new CopyOnWriteArrayList<>();
        final int tasks = 20;
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient client = cluster.client()
                        .onEvent(event -> numbers.add(event.number()), 1)
                        .connect()) {
            configure(client, settings().build(), 1);
            final Batch batch = new Batch();
            batch.services().create(service(tasks));
            assertFalse(client.call(batch).isRefused(0));
            tickUntil(client, numbers, tasks);
            cluster.stop();
            cluster.start();
            batch.clear().services().update(service(2 * tasks));
            assertFalse(client.call(batch).isRefused(0));
            tickUntil(client, numbers, 2 * tasks);
            for (int i = 0; i < numbers.size(); i++) {
                assertEquals(i + 1, numbers.get(i));
            }
            assertTrue(client.stats().reconnects() > 0);
            assertEquals(0, client.stats().eventsLost());
        }
    }

    private static ServiceSpec service(final int tasks) {
        return ServiceSpec.replica("web", tasks)
                .demand(Demand.builder().cpuUnits(CPU_OF_TASK).memoryMib(1).build())
                .build();
    }

    private static void tickUntil(final PlacementClient client, final List<Long> numbers, final int events) {
        final Batch tick = new Batch();
        tick.control().tick();
        while (numbers.size() < events) {
            assertFalse(client.call(tick).isRefused(0));
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aCallFromACallbackIsRefused() {
        try (TestCluster cluster = new TestCluster(directory);
                PlacementClient client = cluster.client().connect()) {
            configure(client, settings().build(), 1);
            final Batch batch = new Batch();
            batch.place(plan, group);
            final CompletableFuture<Results> chained =
                    client.send(batch).thenApply(results -> client.call(new Batch()));
            if (chained.handle((results, failure) -> failure != null).join()) {
                assertInstanceOf(
                        IllegalStateException.class,
                        assertThrows(CompletionException.class, chained::join).getCause());
            }
            assertEquals(1, client.send(batch).thenCompose(results -> client.send(batch)).join().size());
        }
    }

    @Test
    void noClusterIsSaidWithWhatToDo() {
        final NoClusterException none = assertThrows(
                NoClusterException.class,
                () -> PlacementClient.builder("localhost:9").callTimeoutMillis(300).connect());
        assertTrue(none.getMessage().contains("localhost:9") && none.getMessage().contains("majority"));
        assertThrows(IllegalArgumentException.class, () -> PlacementClient.builder("localhost"));
        assertThrows(IllegalArgumentException.class, () -> PlacementClient.builder("localhost:9").maxInFlight(0));
    }

    private static ClusterSettings.Builder settings() {
        return ClusterSettings.builder(EngineConfig.builder()
                        .seed(1)
                        .maxInstances(16)
                        .maxTasks(10_000)
                        .build())
                .tickMillis(0);
    }

    /** Makes what a placement needs, in five requests. */
    private void configure(final PlacementClient client, final ClusterSettings settings, final int instances) {
        client.configure(settings);
        final Batch batch = new Batch();
        for (int i = 0; i < instances; i++) {
            batch.instances().register(Instance.builder("i-" + i)
                    .cpuUnits(CPU_OF_INSTANCE)
                    .memoryMib(CPU_OF_INSTANCE)
                    .build());
        }
        assertEquals(instances - 1, client.call(batch).value(instances - 1));
        final long demand = client.define(
                Demand.builder().cpuUnits(CPU_OF_TASK).memoryMib(1).build());
        plan = client.plan(demand, Chain.parse("binpack(cpu)"));
        group = client.group("service:a");
    }

    private static void send(
            final PlacementClient client, final Batch batch, final List<CompletableFuture<Results>> all) {
        while (true) {
            try {
                all.add(client.send(batch));
                return;
            } catch (final BackPressureException e) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    private static void sendUntilFull(
            final PlacementClient client, final Batch batch, final List<CompletableFuture<Results>> all) {
        try {
            while (true) {
                all.add(client.send(batch));
            }
        } catch (final BackPressureException e) {
            assertTrue(e.getMessage().contains("maxInFlight"), e.getMessage());
        }
    }

    private static boolean outcomeUnknown(final CompletableFuture<Results> results) {
        final CompletionException failed = assertThrows(CompletionException.class, results::join);
        return assertInstanceOf(RequestFailedException.class, failed.getCause()).isOutcomeUnknown();
    }
}
