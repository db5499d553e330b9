package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** The memory of an engine is what its configuration says beforehand, and grows by known bytes per unit. */
class FootprintTest {
    private static final double TOLERANCE = 0.02;
    private static final long SMALL_OBJECTS = 64 * 1024;

    /** The documented costs, in bytes. */
    private static final class Documented {
        /** Columns and attributes of an instance, without indexes; powers of two make the id map exact. */
        static final double MOST_PER_INSTANCE_AND_INDEX = 64;

        static final double MOST_PER_TASK = 40;
        static final double MOST_PER_COUNT = 80;
    }

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
                .maxOverlays(4);
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
        assertFootprint(base().maxIndexes(0).maxOverlays(0).build());
        assertFootprint(base().maxIndexes(6).maxOverlays(32).maxInstances(20_000).build());
        assertFootprint(base().maxAttributes(500_000).maxAttributeValues(50_000).maxPorts(100_000).build());
        assertFootprint(EngineConfig.builder().maxInstances(1).maxTasks(1).build());
        assertFootprint(EngineConfig.builder().build());
    }

    /** Bytes per unit of a limit, from two measurements, at powers of two so that the tables grow in proportion. */
    private static double bytesPerUnit(
            final UnaryOperator<EngineConfig.Builder> small, final UnaryOperator<EngineConfig.Builder> large, final int units) {
        final long less = GraphLayout.parseInstance(new PlacementEngine(small.apply(base()).build())).totalSize();
        final long more = GraphLayout.parseInstance(new PlacementEngine(large.apply(base()).build())).totalSize();
        return (double) (more - less) / units;
    }

    @Test
    void bytesPerUnitAreAtMostWhatIsDocumented() {
        final double task = bytesPerUnit(config -> config.maxTasks(65_536), config -> config.maxTasks(131_072), 65_536);
        final double count =
                bytesPerUnit(config -> config.maxCounts(65_536), config -> config.maxCounts(131_072), 65_536);
        final double columns = bytesPerUnit(
                config -> config.maxInstances(65_536).maxIndexes(0).maxOverlays(0),
                config -> config.maxInstances(131_072).maxIndexes(0).maxOverlays(0),
                65_536);
        final double index = bytesPerUnit(
                        config -> config.maxInstances(131_072).maxIndexes(1).maxOverlays(0),
                        config -> config.maxInstances(131_072).maxIndexes(2).maxOverlays(0),
                        131_072);
        System.out.printf(
                "bytes per task %.2f, per count %.2f, per instance %.2f and %.2f per index%n",
                task, count, columns, index);
        assertTrue(task <= Documented.MOST_PER_TASK, () -> "bytes per task are " + task);
        assertTrue(count <= Documented.MOST_PER_COUNT, () -> "bytes per count are " + count);
        assertTrue(
                columns + index <= Documented.MOST_PER_INSTANCE_AND_INDEX,
                () -> "bytes per instance are " + columns + " and " + index + " per index");
    }

    @Test
    void emptyEngineDoesNotGrowByUse() {
        final PlacementEngine engine = new PlacementEngine(base().build());
        final long before = GraphLayout.parseInstance(engine).totalSize();
        engine.group("service:g");
        engine.closeGroup(engine.group("service:g"));
        assertEquals(before, GraphLayout.parseInstance(engine).totalSize(), SMALL_OBJECTS);
    }
}
