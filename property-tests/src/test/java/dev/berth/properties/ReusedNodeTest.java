package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import org.junit.jupiter.api.Test;

/**
 * An inner node above leaves may be freed and come back above inner nodes of the same bucket. A hint that names it from
 * before is then not taken for a hint at a leaf.
 */
class ReusedNodeTest {
    private static final String ZONE = "ecs.availability-zone";

    /** So many that a bucket has two levels of inner nodes. */
    private static final int MANY = 3_000;

    /** So few that it has one. */
    private static final int FEW = 300;

    private static final int MULTIPLIER = 7_919;
    private static final int MEMORY = 60_000;

    private final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
            .maxInstances(4_000)
            .maxTasks(10)
            .maxIndexes(1)
            .build());

    private final int[] ordinals = new int[MANY];

    @Test
    void answersAfterBucketHasLostLevelAndGrownAgain() {
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        final Chain chain = Chain.of(Strategy.spread("attribute:" + ZONE), Strategy.binpackMemory());
        final long plan = engine.plan(demand, chain);
        final long group = engine.group("g");
        fill(0);
        for (int i = FEW; i < MANY; i++) {
            engine.deregister(ordinals[i]);
        }
        final int least = register("b", "b", 1);
        for (int i = 1; i < FEW; i++) {
            register("b" + i, "b", 1 + i);
        }

        fill(FEW);
        engine.validate();

        for (int i = 0; i < MANY; i++) {
            engine.deregister(ordinals[i]);
        }
        engine.validate();
        assertEquals(least, engine.instanceOf(engine.place(plan, group)), "the instance with the least memory");
    }

    private void fill(final int from) {
        for (int i = from; i < MANY; i++) {
            ordinals[i] = register("a" + i, "a", 1 + i * MULTIPLIER % MEMORY);
        }
    }

    private int register(final String id, final String zone, final int memory) {
        return engine.register(
                Instance.builder(id).cpuUnits(1).memoryMib(memory).attribute(ZONE, zone).build());
    }
}
