package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.CandidateOrder;
import dev.berth.Candidates;
import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** The memory of an engine is what its configuration says beforehand, and grows by known bytes per unit. */
class FootprintTest {
    private static final double TOLERANCE = 0.02;
    private static final long SMALL_OBJECTS = 64 * 1024;

    /** The documented costs, in bytes: of an instance without indexes (its columns, its id's place in the map). */
    private static final double PER_INSTANCE = 63.125;

    /** Of an instance in one index. */
    private static final double PER_INSTANCE_AND_INDEX = 25.3;

    /** Of an instance in one filter: a bit, and a bit for each word of them. */
    private static final double PER_INSTANCE_AND_FILTER = (1.0 + 1.0 / 64) / 8;

    private static final double PER_TASK = 32;
    private static final double PER_COUNT = 139.62;

    private static EngineConfig.Builder base() {
        return EngineConfig.builder()
                .maxInstances(4096)
                .maxTasks(16_384)
                .maxGroups(1024)
                .maxDemands(1024)
                .maxPlans(1024)
                .maxCounts(8192)
                .maxAttributeNames(256)
                .maxAttributeValues(4096)
                .maxAttributes(16_384)
                .maxPorts(4096)
                .maxIndexes(2)
                .maxFilters(0);
    }

    private static void assertFootprint(final EngineConfig config) {
        final long promised = config.footprintBytes();
        final long measured = GraphLayout.parseInstance(new PlacementEngine(config)).totalSize();
        assertTrue(
                Math.abs(measured - promised) <= TOLERANCE * measured + SMALL_OBJECTS,
                () -> "footprintBytes is " + promised + ", measured are " + measured);
    }

    @Test
    void footprintIsKnownBeforehand() {
        assertFootprint(base().build());
        assertFootprint(base().maxInstances(50_000).build());
        assertFootprint(base().maxTasks(500_000).build());
        assertFootprint(base().maxCounts(300_000).build());
        assertFootprint(base().maxIndexes(0).build());
        assertFootprint(base().maxFilters(3_000).build());
        assertFootprint(base().maxIndexes(6).maxInstances(20_000).build());
        assertFootprint(base().maxAttributes(500_000).maxAttributeValues(50_000).maxPorts(100_000).build());
        assertFootprint(EngineConfig.builder().maxInstances(1).maxTasks(1).build());
        assertFootprint(EngineConfig.builder().build());
        final EngineConfig named = base().maxInstances(200_000).resources("disk-gib", "licences", "slots").build();
        assertFootprint(named);
        assertEquals(3 * 8 * 200_000.0, named.footprint().get("resources"), SMALL_OBJECTS);
    }

    /** Bytes per unit of a limit, from two measurements, at powers of two so that the tables grow in proportion. */
    private static double bytesPerUnit(
            final UnaryOperator<EngineConfig.Builder> small,
            final UnaryOperator<EngineConfig.Builder> large,
            final int units) {
        final long less = GraphLayout.parseInstance(new PlacementEngine(small.apply(base()).build())).totalSize();
        final long more = GraphLayout.parseInstance(new PlacementEngine(large.apply(base()).build())).totalSize();
        return (double) (more - less) / units;
    }

    @Test
    void bytesPerUnitAreAsDocumented() {
        final double task =
                bytesPerUnit(config -> config.maxTasks(65_536), config -> config.maxTasks(131_072), 65_536);
        final double count =
                bytesPerUnit(config -> config.maxCounts(65_536), config -> config.maxCounts(131_072), 65_536);
        final double columns = bytesPerUnit(
                config -> config.maxInstances(65_536).maxIndexes(0),
                config -> config.maxInstances(131_072).maxIndexes(0),
                65_536);
        final double indexed = bytesPerUnit(
                config -> config.maxInstances(65_536).maxIndexes(1),
                config -> config.maxInstances(131_072).maxIndexes(1),
                65_536);
        final double filtered = bytesPerUnit(
                config -> config.maxInstances(65_536).maxIndexes(0).maxFilters(100),
                config -> config.maxInstances(131_072).maxIndexes(0).maxFilters(100),
                65_536);
        final double index = indexed - columns;
        final double filter = (filtered - columns) / 100;
        System.out.printf(
                "bytes per task %.2f, per count %.2f, per instance %.2f, %.2f per index and %.4f per filter%n",
                task, count, columns, index, filter);
        assertEquals(PER_TASK, task, TOLERANCE * PER_TASK, "per task");
        assertEquals(PER_COUNT, count, TOLERANCE * PER_COUNT, "per count");
        assertEquals(PER_INSTANCE, columns, TOLERANCE * PER_INSTANCE, "per instance");
        assertEquals(PER_INSTANCE_AND_INDEX, index, TOLERANCE * PER_INSTANCE_AND_INDEX, "per instance and index");
        assertEquals(PER_INSTANCE_AND_FILTER, filter, TOLERANCE, "per instance and filter");
    }

    @Test
    void otherOrdersTakeWhatIsPromised() throws ReflectiveOperationException {
        final EngineConfig config = base().maxInstances(50_000).build();
        final PlacementEngine engine = new PlacementEngine(config);
        final long before = sizeInUse(engine);
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        engine.plan(demand, Chain.parse("spread(instanceId),binpack(memory),binpack(cpu)"));
        engine.plan(demand, Chain.parse("spread(instanceId)"));
        assertEquals(2 * config.otherOrderBytes(), sizeInUse(engine) - before, SMALL_OBJECTS);
        final double perInstance = (base().maxInstances(131_072).build().otherOrderBytes()
                        - base().maxInstances(65_536).build().otherOrderBytes())
                / 65_536.0;
        assertTrue(PER_INSTANCE_AND_INDEX + perInstance <= 40, "bytes per instance " + perInstance);
    }

    @Test
    void candidatesTakeWhatIsPromised() throws ReflectiveOperationException {
        final EngineConfig config = base().maxInstances(50_000).build();
        final PlacementEngine engine = new PlacementEngine(config);
        final long before = sizeInUse(engine);
        for (final CandidateOrder order : CandidateOrder.values()) {
            try (Candidates candidates = engine.candidates(order)) {
                final long taken = sizeInUse(engine) - before;
                final boolean mayAdd = order == CandidateOrder.ORDINAL;
                assertTrue(taken <= (mayAdd ? config.otherOrderBytes() : 0) + SMALL_OBJECTS, order + " takes " + taken);
                assertEquals(Candidates.NONE, candidates.first(0, 0));
            }
        }
    }

    /** An engine refers to the thread that owns it, and so to everything; its parts do not. */
    private static long sizeInUse(final PlacementEngine engine) throws ReflectiveOperationException {
        final List<Object> parts = new ArrayList<>();
        for (final Field field : PlacementEngine.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.getType() != Thread.class) {
                field.setAccessible(true);
                parts.add(field.get(engine));
            }
        }
        return GraphLayout.parseInstance(parts.toArray()).totalSize();
    }

    @Test
    void engineDoesNotGrowByUse() throws ReflectiveOperationException {
        final PlacementEngine engine = new PlacementEngine(base().build());
        final long before = sizeInUse(engine);
        final long demand = engine.define(Demand.builder().memoryMib(1).hostPort(80).build());
        final long plan = engine.plan(demand, Chain.parse("spread(attribute:rack),binpack(memory)"));
        final long group = engine.group("service:g");
        for (int i = 0; i < 4096; i++) {
            final String id = Integer.toString(i);
            engine.register(Instance.builder(id).memoryMib(4).attribute("rack", id.substring(id.length() / 2)).build());
            engine.place(plan, group);
        }
        final long names = 4096L * 56;
        assertEquals(before, sizeInUse(engine), SMALL_OBJECTS + names);
    }
}
