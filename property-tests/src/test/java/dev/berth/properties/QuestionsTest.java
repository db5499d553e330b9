package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Questions, and calls with bad arguments, leave nothing behind: no task, and no count that another group lacks. */
class QuestionsTest {
    private static PlacementEngine engine() {
        final PlacementEngine engine =
                new PlacementEngine(EngineConfig.builder().maxInstances(4).maxTasks(10).maxCounts(2).build());
        engine.register(Instance.builder("i-0").cpuUnits(100).build());
        return engine;
    }

    @Test
    void questionsTakeNoRoomOfTheCounts() {
        final List<BiConsumer<PlacementEngine, long[]>> questions = List.of(
                (engine, handles) -> engine.canPlace(handles[0], handles[1]),
                (engine, handles) -> engine.explain(handles[0], handles[1]),
                (engine, handles) -> engine.whyNot(handles[0], handles[1], 0));
        for (final BiConsumer<PlacementEngine, long[]> question : questions) {
            final PlacementEngine engine = engine();
            final long demand = engine.define(Demand.builder().cpuUnits(10).build());
            final long distinct = engine.plan(demand, Chain.parse(""), Constraint.distinctInstance());
            final long spread = engine.plan(demand, Chain.parse("spread(instanceId)"));
            final long asked = engine.group("service:asked");
            assertTrue(engine.adopt(demand, asked, 0, false) >= 0);
            question.accept(engine, new long[] {distinct, asked});
            assertTrue(engine.place(spread, engine.group("service:other")) >= 0);
            engine.validate();
        }
    }

    @Test
    void placeManyRefusesABadCountBeforeItPlaces() {
        final PlacementEngine engine = engine();
        final long plan = engine.plan(engine.define(Demand.builder().cpuUnits(1).build()), Chain.parse("binpack(cpu)"));
        final long group = engine.group("service:g");
        for (final int count : new int[] {-1, 3}) {
            final Exception refusal = assertThrows(
                    IllegalArgumentException.class, () -> engine.placeMany(plan, group, count, new long[2]));
            assertEquals("count is " + count + ", must be 0..2", refusal.getMessage());
        }
        assertEquals(0, engine.taskCount());
    }
}
