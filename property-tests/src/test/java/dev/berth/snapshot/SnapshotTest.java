package dev.berth.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.SnapshotException;
import dev.berth.SnapshotException.Problem;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.oracle.Snapshots;
import dev.berth.service.ServiceListener;
import dev.berth.service.ServiceSpec;
import dev.berth.service.ServiceTask;
import dev.berth.service.Services;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import dev.berth.workload.Scenario;
import dev.berth.workload.Shapes;
import dev.berth.workload.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot promises beside that all answers stay: limits, chunks, files, refusals. */
class SnapshotTest {
    private static final EngineConfig CONFIG = EngineConfig.builder()
            .maxInstances(20)
            .maxTasks(50)
            .maxGroups(8)
            .maxDemands(8)
            .maxPlans(8)
            .maxAttributeNames(16)
            .maxAttributeValues(32)
            .maxPorts(40)
            .maxFilters(8)
            .seed(5)
            .build();

    private static PlacementEngine cluster() {
        final PlacementEngine engine = new PlacementEngine(CONFIG);
        for (int i = 0; i < 5; i++) {
            engine.register(Instance.builder("i-\u00e9-" + i)
                    .cpuUnits(1_024)
                    .memoryMib(2_048)
                    .attribute(Chain.ZONE_ATTRIBUTE, "\u6771\ud800" + i % 2)
                    .build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(100).memoryMib(10).build());
        final long plan = engine.plan(demand, Chain.serviceDefault());
        final long group = engine.group("g");
        for (int i = 0; i < 12; i++) {
            engine.place(plan, group);
        }
        engine.release(engine.firstTaskOn(1));
        engine.deregisterForced(3);
        return engine;
    }

    private static PlacementEngine restore(final EngineConfig config, final byte[] bytes) throws IOException {
        return PlacementEngine.restore(config, SnapshotSource.of(bytes));
    }

    // ---- limits ----------------------------------------------------------------------------------------------------

    /** As low as they may be; one lower is refused, and says which, what it is, and what is enough. */
    @Test
    void theLowestLimitsHoldWhatWasEverUsed() {
        for (int seed = 0; seed < 12; seed++) {
            final World world = new World(
                    Scenario.of("lowest limits", 700 + seed, 20, Chains.all()).withShares(60, 40).comparingEvery(0));
            final Dice dice = new Dice(seed);
            for (int i = 0; i < 400; i++) {
                world.step(new Dice(dice.next()));
            }
            final byte[] saved = Snapshots.of(world.lockstep().engine());
            final Map<String, Integer> needs = Snapshots.needs(saved, Shapes::predicate);
            final PlacementEngine least =
                    Snapshots.restore(Snapshots.config(needs), saved, Shapes::predicate);
            least.validate();
            assertEquals(world.lockstep().oracle().digest(), least.digest());
            assertArrayEquals(saved, Snapshots.of(least));
            assertTrue(needs.size() >= 8, () -> "too little is needed: " + needs);
            needs.forEach((name, need) -> {
                final Map<String, Integer> fewer = new HashMap<>(needs);
                fewer.put(name, need - 1);
                final LimitExceededException refused = assertThrows(
                        LimitExceededException.class,
                        () -> Snapshots.restore(Snapshots.config(fewer), saved, Shapes::predicate));
                assertEquals(
                        name + " is " + (need - 1) + ", must be at least " + need
                                + " for this snapshot; configure a higher limit",
                        refused.getMessage());
            });
        }
    }

    @Test
    void anEngineGrows() throws IOException {
        final PlacementEngine full = new PlacementEngine(
                EngineConfig.builder().maxInstances(1).maxTasks(2).maxPlans(1).build());
        full.register(Instance.builder("i").cpuUnits(10).memoryMib(10).build());
        final long plan = full.plan(full.define(Demand.builder().cpuUnits(1).build()), Chain.of());
        final long group = full.group("g");
        full.place(plan, group);
        full.place(plan, group);
        assertEquals(Reason.MAX_TASKS.code(), full.place(plan, group));
        final EngineConfig larger = EngineConfig.builder().maxInstances(3).maxTasks(5).build();
        final PlacementEngine grown = restore(larger, Snapshots.of(full));
        assertTrue(grown.place(plan, group) > 0);
        assertEquals(1, grown.register(Instance.builder("j").cpuUnits(10).memoryMib(10).build()));
        grown.validate();
    }

    /** Resources may be added behind those that were saved; others are refused, with both lists. */
    @Test
    void resourcesMayBeAdded() throws IOException {
        final PlacementEngine engine =
                new PlacementEngine(EngineConfig.builder().maxInstances(2).resources("disk").build());
        engine.register(Instance.builder("i").cpuUnits(9).resource("disk", 70_000).build());
        engine.reserve(0, "disk", 5);
        final byte[] saved = Snapshots.of(engine);
        final PlacementEngine more = restore(
                EngineConfig.builder().maxInstances(2).resources("disk", "licences").build(), saved);
        more.validate();
        assertEquals(69_995, more.remainingResource(0, "disk"));
        assertEquals(0, more.remainingResource(0, "licences"));
        assertEquals(
                "resources are [licences, disk], must begin with those of the snapshot, [disk]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> restore(EngineConfig.builder().resources("licences", "disk").build(), saved))
                        .getMessage());
    }

    // ---- chunks ----------------------------------------------------------------------------------------------------

    /** A sink takes, and a source gives, as few bytes at a time as it likes. */
    @Test
    void oneByteAtATime() throws IOException {
        final PlacementEngine engine = cluster();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.snapshot(chunk -> out.write(chunk.get()));
        assertArrayEquals(Snapshots.of(engine), out.toByteArray());
        final SnapshotSource whole = SnapshotSource.of(out.toByteArray());
        final PlacementEngine restored = PlacementEngine.restore(CONFIG, chunk -> {
            final ByteBuffer one = ByteBuffer.allocate(1);
            final int read = whole.read(one);
            if (read > 0) {
                chunk.put(one.flip());
            }
            return read;
        });
        assertEquals(engine.digest(), restored.digest());
    }

    /** What comes after the end is not read. */
    @Test
    void snapshotsFollowEachOther() throws IOException {
        final PlacementEngine engine = cluster();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            out.write(Snapshots.of(engine));
        }
        final SnapshotSource source = SnapshotSource.of(out.toByteArray());
        for (int i = 0; i < 3; i++) {
            assertEquals(engine.digest(), PlacementEngine.restore(CONFIG, source).digest());
        }
        assertEquals(-1, source.read(ByteBuffer.allocate(1)));
    }

    /** The example of the document, which is compiled, and which replaces an older file. */
    @Test
    void filesAreWrittenWhole(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("cluster.snapshot");
        Files.writeString(file, "an older one, which is replaced");
        final PlacementEngine engine = cluster();
        final Services services = new Services(engine, 1, new Silent());
        services.create(ServiceSpec.replica("web", 3)
                .demand(Demand.builder().cpuUnits(10).build())
                .build());
        SavedFile.save(engine, services, file);
        assertArrayEquals(Snapshots.of(engine, services), Files.readAllBytes(file));
        final Services loaded = SavedFile.load(CONFIG, file, new Silent());
        assertEquals(services.service("web").tasks().toString(), loaded.service("web").tasks().toString());
    }

    @Test
    void theDocumentHasTheExample() throws IOException {
        final Path base = Path.of(System.getProperty("basedir", "."));
        final String document = Files.readString(base.resolve("../docs/snapshot.md"));
        final String source = Files.readString(base.resolve("src/test/java/dev/berth/snapshot/SavedFile.java"));
        for (final String method : source.substring(source.indexOf("    static void")).split("\n\n")) {
            final String text = method.substring(0, method.lastIndexOf("\n    }") + 6);
            assertTrue(document.contains(text), () -> "not in the document: " + text);
        }
    }

    /** Services beside another engine, and services where an engine is, are foreign. */
    @Test
    void servicesBelongToTheirEngine() throws IOException {
        final PlacementEngine engine = cluster();
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Services(engine, 1, new Silent()).snapshot(SnapshotSink.to(out));
        engine.release(engine.firstTaskOn(0));
        final SnapshotException other = assertThrows(
                SnapshotException.class,
                () -> Services.restore(engine, SnapshotSource.of(out.toByteArray()), new Silent()));
        assertEquals(Problem.FOREIGN, other.problem());
        assertTrue(other.getMessage().contains("number of tasks of the engine is"), other.getMessage());
        assertEquals(Problem.FOREIGN, refused(out.toByteArray()).problem());
    }

    private static final class Silent implements ServiceListener {
        @Override
        public void started(final ServiceTask task) {}

        @Override
        public void stopped(final ServiceTask task) {}

        @Override
        public void lost(final ServiceTask task) {}
    }

    /** A chunk is at most as large as is promised, also of a snapshot that has many. */
    @Test
    void chunksAreBounded() throws IOException {
        final PlacementEngine engine =
                new PlacementEngine(EngineConfig.builder().maxInstances(20_000).maxTasks(1).build());
        for (int i = 0; i < 20_000; i++) {
            engine.register(Instance.builder("instance-" + i).cpuUnits(i).build());
        }
        final int[] chunks = new int[1];
        engine.snapshot(chunk -> {
            assertTrue(chunk.remaining() <= SnapshotSink.MAX_CHUNK);
            chunk.position(chunk.limit());
            chunks[0]++;
        });
        assertTrue(chunks[0] > 10);
        assertEquals(engine.digest(), restore(engine.config(), Snapshots.of(engine)).digest());
    }

    @Test
    void aSinkOrSourceThatDoesNothingIsRefused() {
        final PlacementEngine engine = cluster();
        assertEquals(
                "sink took no byte of 16, must take one at least and move the position of the buffer past it",
                assertThrows(IOException.class, () -> engine.snapshot(chunk -> {})).getMessage());
        assertEquals(
                "source gave no byte of 16, must give one at least, or -1 at the end, and move the position of the"
                        + " buffer past it",
                assertThrows(IOException.class, () -> PlacementEngine.restore(CONFIG, chunk -> 0)).getMessage());
    }

    // ---- refusals --------------------------------------------------------------------------------------------------

    private static SnapshotException refused(final byte[] bytes) {
        return assertThrows(SnapshotException.class, () -> restore(CONFIG, bytes));
    }

    @Test
    void whatIsRefusedIsSaid() {
        final byte[] bytes = Snapshots.of(cluster());
        assertEquals(Problem.TORN, refused(new byte[0]).problem());
        final byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        final SnapshotException torn = refused(half);
        assertEquals(Problem.TORN, torn.problem());
        assertEquals(half.length, torn.offset());
        assertTrue(torn.getMessage().startsWith("snapshot is refused at byte " + half.length + ", section "),
                torn.getMessage());
        final byte[] newer = bytes.clone();
        newer[8] = 2;
        assertEquals(Problem.TOO_NEW, refused(newer).problem());
        assertEquals(
                "snapshot is refused at byte 16, section header: version is 2, must be 1..1;"
                        + " read it with a later build",
                refused(newer).getMessage());
        final byte[] flipped = bytes.clone();
        flipped[26] ^= 1;
        assertEquals(Problem.CORRUPT, refused(flipped).problem());
        assertEquals(Problem.FOREIGN, refused("{\"this\": \"is JSON\"}".getBytes()).problem());
    }

    @Test
    void predicatesAreSavedByName() throws IOException {
        final PlacementEngine engine = cluster();
        final long demand = engine.define(Demand.builder().cpuUnits(1).build());
        final long group = engine.group("h");
        final long named = engine.plan(demand, Chain.of(), Constraint.memberOf("odd", view -> view.ordinal() % 2 == 1));
        final byte[] saved = Snapshots.of(engine);
        final SnapshotException unresolved = refused(saved);
        assertEquals(Problem.UNRESOLVED, unresolved.problem());
        assertTrue(unresolved.getMessage().contains("predicate 'odd' is not known"), unresolved.getMessage());
        final PlacementEngine restored = PlacementEngine.restore(
                CONFIG, SnapshotSource.of(saved), name -> view -> name.equals("odd") && view.ordinal() % 2 == 1);
        assertEquals(engine.place(named, group), restored.place(named, group));
        final long unnamed = engine.plan(demand, Chain.of(), Constraint.memberOf(view -> true));
        final int[] written = new int[1];
        final String message = assertThrows(
                        IllegalStateException.class, () -> engine.snapshot(chunk -> written[0]++))
                .getMessage();
        assertTrue(message.startsWith("plan " + unnamed + " (chain [], Demand["), message);
        assertEquals(0, written[0]);
    }
}
