package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import org.junit.jupiter.api.Test;

/**
 * Entries that one insertion moves to a sparse leaf, by splitting the full leaf after it and merging the lower half,
 * are found there.
 */
class MergedLeafTest {
    /** Entries of a leaf that was filled in order: half of what it holds. */
    private static final int LEAF = 32;

    private static final int STEP = 10;
    private static final int MEMBER = 70;
    private static final int FIRST_OF_MANY_MEMBERS = 160;
    private static final int INSTANCES = 200;

    private final PlacementEngine engine = new PlacementEngine(
            EngineConfig.builder().maxInstances(300).maxTasks(10).maxIndexes(1).build());

    @Test
    void findsEntriesThatAnInsertionMovedToLeafThatHadNone() {
        for (int i = 0; i < INSTANCES; i++) {
            register(STEP * (1 + i), i == MEMBER || i >= FIRST_OF_MANY_MEMBERS);
        }
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        final long plan =
                engine.plan(demand, Chain.of(Strategy.binpackMemory()), Constraint.memberOf("attribute:member exists"));
        final long group = engine.group("g");
        fillLeaf(0, 8);
        fillLeaf(2, LEAF);
        for (int i = LEAF; i < LEAF + 4; i++) {
            engine.deregister(i);
        }
        assertEquals(PlacementEngine.DONE, engine.canPlace(plan, group));

        register(STEP * (1 + 2 * LEAF) + 1, false);

        assertEquals(MEMBER, engine.instanceOf(engine.place(plan, group)), "the member with the least memory left");
    }

    private void fillLeaf(final int leaf, final int entries) {
        for (int i = 0; i < entries; i++) {
            register(STEP * (1 + LEAF * leaf + i) + STEP / 2, false);
        }
    }

    private void register(final int memoryMib, final boolean member) {
        final Instance.Builder instance = Instance.builder("i" + memoryMib).memoryMib(memoryMib);
        engine.register((member ? instance.attribute("member", null) : instance).build());
    }
}
