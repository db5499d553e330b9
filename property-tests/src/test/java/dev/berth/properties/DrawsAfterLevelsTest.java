package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import org.junit.jupiter.api.Test;

/** Questions leave the random draws to come as they were, also where they use up an index that was to spare. */
class DrawsAfterLevelsTest {
    private static final int INSTANCES = 5_000;
    private static final int WIDE = 4_000;
    private static final int APART = 50;
    private static final int DRAWS = 8;

    @Test
    void questionsOfWideGroupChangeNoDraw() {
        assertArrayEquals(draws(0), draws(50));
    }

    private static int[] draws(final int questions) {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(2 * INSTANCES)
                .maxIndexes(2)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i" + i)
                    .memoryMib(100)
                    .attribute("few", String.valueOf(i % APART == 0))
                    .build());
        }
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        final long wide = engine.group("wide");
        final long spread = engine.plan(demand, Chain.parse("spread(instanceId),binpack(memory)"));
        engine.prepare(spread, wide);
        for (int i = 0; i < WIDE; i++) {
            engine.adopt(demand, wide, i, false);
        }
        for (int i = 0; i < questions; i++) {
            assertEquals(PlacementEngine.DONE, engine.canPlace(spread, wide));
        }
        final long random = engine.plan(demand, Chain.parse("random"), Constraint.memberOf("attribute:few == true"));
        final long group = engine.group("g");
        final int[] ordinals = new int[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            ordinals[i] = engine.instanceOf(engine.place(random, group));
        }
        return ordinals;
    }
}
