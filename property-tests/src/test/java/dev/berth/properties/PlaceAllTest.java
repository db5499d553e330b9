package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** All or none: what is taken back leaves no trace, in the state or in the draws to come. And headroom, by placing. */
class PlaceAllTest {
    private static final int INSTANCES = 300;
    private static final int TASKS = 1_000;

    private static PlacementEngine engine() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(10_000)
                .maxCounts(10_000)
                .seed(5)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(4_096)
                    .memoryMib(8_000 + i)
                    .gpus(i % 50 == 0 ? 1 : 0)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .build());
        }
        return engine;
    }

    private static long[] plans(final PlacementEngine engine, final long last) {
        final long small = engine.define(Demand.builder().cpuUnits(256).memoryMib(700).build());
        final long ported = engine.define(Demand.builder().cpuUnits(256).memoryMib(64).hostPort(80).build());
        final long[] kinds = {
            engine.plan(small, Chain.parse("random")),
            engine.plan(small, Chain.parse("spread(attribute:ecs.availability-zone),binpack(memory)")),
            engine.plan(small, Chain.parse("random"), Constraint.distinctInstance()),
            engine.plan(ported, Chain.parse("spread(attribute:ecs.availability-zone),spread(instanceId)")),
        };
        final long[] plans = new long[TASKS];
        for (int i = 0; i < TASKS; i++) {
            plans[i] = kinds[i < 80 ? i % kinds.length : i % 2];
        }
        plans[TASKS - 1] = last;
        return plans;
    }

    @Test
    void thousandThatFailAtTheLastLeaveDigestAndDrawsAsTheyWere() {
        final PlacementEngine engine = engine();
        final PlacementEngine untouched = engine();
        final Demand huge = Demand.builder().cpuUnits(4_097).build();
        final long[] plans = plans(engine, engine.plan(engine.define(huge), Chain.parse("random")));
        plans(untouched, untouched.plan(untouched.define(huge), Chain.parse("random")));
        final long[] groups = new long[TASKS];
        Arrays.fill(groups, engine.group("service:all"));
        untouched.group("service:all");
        final long[] tasks = new long[TASKS];
        for (int i = 0; i < 50; i++) {
            engine.place(plans[0], groups[0]);
            untouched.place(plans[0], groups[0]);
        }
        final long digest = engine.digest();
        assertEquals(untouched.digest(), digest);

        assertEquals(TASKS - 1, engine.canPlaceAll(plans, groups, TASKS, tasks));
        assertEquals(digest, engine.digest());
        assertEquals(TASKS - 1, engine.placeAll(plans, groups, TASKS, tasks));
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), tasks[TASKS - 1]);
        assertEquals(digest, engine.digest());
        engine.validate();
        assertEquals(TASKS - 1, engine.canPlaceAll(plans, groups, TASKS - 1, tasks));
        assertEquals(digest, engine.digest());

        for (int i = 0; i < 200; i++) {
            assertEquals(
                    untouched.instanceOf(untouched.place(plans[i], groups[0])),
                    engine.instanceOf(engine.place(plans[i], groups[0])),
                    "what is drawn afterwards");
        }
        assertEquals(untouched.digest(), engine.digest());
    }

    @Test
    void allThatFitArePlacedInTheOrderGiven() {
        final PlacementEngine one = engine();
        final PlacementEngine other = engine();
        final long[] plans = plans(one, one.plan(one.define(Demand.builder().build()), Chain.parse("binpack(cpu)")));
        plans(other, other.plan(other.define(Demand.builder().build()), Chain.parse("binpack(cpu)")));
        final long[] groups = new long[TASKS];
        Arrays.fill(groups, one.group("service:all"));
        other.group("service:all");
        final long[] tasks = new long[TASKS];
        assertEquals(TASKS, one.placeAll(plans, groups, TASKS, tasks));
        for (int i = 0; i < TASKS; i++) {
            assertEquals(other.instanceOf(other.place(plans[i], groups[i])), one.instanceOf(tasks[i]));
        }
        assertEquals(other.digest(), one.digest());
    }

    @Test
    void badCountIsRefusedBeforeAnythingIsPlaced() {
        final PlacementEngine engine = engine();
        final Exception refusal = assertThrows(
                IllegalArgumentException.class,
                () -> engine.placeAll(new long[3], new long[2], 3, new long[4]));
        assertEquals("count is 3, must be 0..2", refusal.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> engine.canPlaceAll(new long[3], new long[3], -1, new long[4]));
        assertEquals(0, engine.taskCount());
    }

    @Test
    void headroomIsWhatIsPlacedUntilOneIsRefused() {
        final PlacementEngine engine = engine();
        final long[] plans = plans(engine, engine.plan(
                engine.define(Demand.builder().gpus(1).cpuUnits(1).build()), Chain.parse("random")));
        final long group = engine.group("service:all");
        for (int i = 0; i < plans.length; i += 100) {
            engine.place(plans[i], group);
        }
        for (final long plan : new long[] {plans[0], plans[1], plans[2], plans[3], plans[TASKS - 1]}) {
            final long digest = engine.digest();
            final Headroom headroom = engine.headroom(plan, group);
            assertEquals(digest, engine.digest());
            final long[] tasks = new long[10_000];
            final int placed = engine.placeMany(plan, group, tasks.length, tasks);
            assertEquals(placed, headroom.count());
            assertTrue(placed > 0);
            assertEquals(headroom.reason().code(), tasks[placed]);
            for (int i = 0; i < Reason.CHECKS; i++) {
                final Reason check = Reason.values()[i];
                assertEquals(engine.explain(plan, group).count(check), headroom.rest().count(check));
            }
            assertEquals(engine.explain(plan, group).closestOrdinal(), headroom.rest().closestOrdinal());
            assertEquals(0, engine.headroom(plan, group).count());
            for (int i = 0; i < placed; i++) {
                engine.release(tasks[i]);
            }
        }
    }

    @Test
    void headroomEndsAtTheLimitOfTasks() {
        final PlacementEngine engine = engine();
        final long plan = engine.plan(engine.define(Demand.builder().build()), Chain.parse("binpack(memory)"));
        final Headroom headroom = engine.headroom(plan, engine.group("service:all"));
        assertEquals(10_000, headroom.count());
        assertEquals(Reason.MAX_TASKS, headroom.reason());
    }
}
