package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.Strategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refusals and questions leave the random draws to come as they were. */
class DrawsAfterQuestionsTest {
    private static final int INSTANCES = 5_000;
    private static final int LATE = 4_500;
    private static final int APART = 145;
    private static final int PLANS = 20;
    private static final int ROUNDS = 40;
    private static final int DRAWS = 10;
    private static final long NO_PLAN = -1;

    private PlacementEngine engine;
    private final long[] searching = new long[PLANS];
    private long drawing;
    private long group;

    @BeforeEach
    void setUp() {
        engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(100)
                .maxIndexes(1)
                .maxFilters(PLANS + 1)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i" + i)
                    .memoryMib(100)
                    .attribute("few", String.valueOf(i % APART == 0))
                    .attribute("late", String.valueOf(i > LATE))
                    .build());
        }
        final long demand = engine.define(Demand.builder().memoryMib(1).build());
        drawing = engine.plan(demand, Chain.of(Strategy.random()), Constraint.memberOf("attribute:few == true"));
        for (int i = 0; i < PLANS; i++) {
            searching[i] = engine.plan(
                    demand,
                    Chain.of(Strategy.binpackMemory()),
                    Constraint.memberOf("attribute:late in [true, " + i + "]"));
        }
        group = engine.group("g");
    }

    @Test
    void questionsChangeNoDraw() {
        final int[] quiet = draws();
        setUp();
        for (int i = 0; i < ROUNDS * PLANS; i++) {
            assertEquals(PlacementEngine.DONE, engine.canPlace(searching[i % PLANS], group));
        }
        assertArrayEquals(quiet, draws());
    }

    @Test
    void refusedPlaceAllChangesNoDraw() {
        final int[] quiet = draws();
        setUp();
        final long[] tasks = new long[2];
        for (int i = 0; i < ROUNDS * PLANS; i++) {
            final long[] plans = {searching[i % PLANS], NO_PLAN};
            assertEquals(1, engine.placeAll(plans, new long[] {group, group}, 2, tasks));
            assertEquals(Reason.UNKNOWN_PLAN.code(), tasks[1]);
        }
        assertArrayEquals(quiet, draws());
    }

    private int[] draws() {
        final int[] ordinals = new int[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            ordinals[i] = engine.instanceOf(engine.place(drawing, group));
        }
        return ordinals;
    }
}
