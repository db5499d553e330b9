package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An instance that a change lets in is found by the next placement, whatever the change is and however the plan looks
 * for it: among a few members, or past others in the index.
 */
class FilterTest {
    private static final int INSTANCES = 3_000;
    private static final String MEMORY = "binpack(memory)";

    private static PlacementEngine engine(final int maxFilters) {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(3 * INSTANCES)
                .maxCounts(3 * INSTANCES)
                .maxFilters(maxFilters)
                .maxPlans(64)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1_024)
                    .memoryMib(1_000 + i)
                    .gpus(2)
                    .eniSlots(2)
                    .attribute("cell", "c" + i / 10)
                    .attribute("half", i % 2 == 0 ? "even" : "odd")
                    .agentVersion("1." + i % 7)
                    .build());
        }
        return engine;
    }

    private static long plan(final PlacementEngine engine, final Demand.Builder demand, final String... queries) {
        final Constraint[] constraints = new Constraint[queries.length];
        for (int i = 0; i < queries.length; i++) {
            constraints[i] = Constraint.memberOf(queries[i]);
        }
        return engine.plan(engine.define(demand.build()), Chain.parse(MEMORY), constraints);
    }

    private static int placed(final PlacementEngine engine, final long plan) {
        return engine.instanceOf(engine.place(plan, engine.group("service:g")));
    }

    private static Demand.Builder small() {
        return Demand.builder().cpuUnits(1).memoryMib(1);
    }

    @Test
    void instanceThatAnAttributeLetsInIsFound() {
        for (final String query : List.of("attribute:half == odd", "attribute:cell == c7", "attribute:new exists")) {
            final PlacementEngine engine = engine(16);
            final long plan = plan(engine, small(), query);
            final long first = placed(engine, plan);
            final String[] attribute = query.split("[: ]");
            engine.setAttribute(0, attribute[1], query.endsWith("exists") ? null : attribute[3]);
            assertEquals(0, placed(engine, plan), query + " after " + first);
            engine.removeAttribute(0, attribute[1]);
            assertEquals(query.endsWith("exists") ? Reason.UNKNOWN_TASK.code() : first, placed(engine, plan), query);
            engine.validate();
        }
    }

    /** Hundreds of instances before it fail the check, so that what was learnt of them is remembered. */
    @Test
    void portThatIsFreedIsFound() {
        for (final int filters : new int[] {0, 4}) {
            final PlacementEngine engine = engine(filters);
            final long plan = plan(engine, small().hostPort(80));
            final long group = engine.group("service:g");
            final long[] tasks = new long[INSTANCES - 100];
            for (int i = 0; i < tasks.length; i++) {
                tasks[i] = engine.place(plan, group);
                assertEquals(i, engine.instanceOf(tasks[i]));
            }
            for (int i = 5; i < tasks.length; i += 97) {
                engine.release(tasks[i]);
                assertEquals(i, placed(engine, plan), "the one whose port was freed");
            }
            engine.validate();
        }
    }

    @Test
    void deviceThatIsFreedIsFound() {
        for (final boolean gpu : new boolean[] {true, false}) {
            final PlacementEngine engine = engine(4);
            final long plan = plan(engine, gpu ? small().gpus(2) : small().eniSlots(2));
            final long group = engine.group("service:g");
            final long[] tasks = new long[INSTANCES - 10];
            for (int i = 0; i < tasks.length; i++) {
                tasks[i] = engine.place(plan, group);
            }
            for (int i = 3; i < tasks.length; i += 331) {
                engine.release(tasks[i]);
                assertEquals(i, placed(engine, plan), "the one whose devices were freed");
            }
            engine.validate();
        }
    }

    @Test
    void instanceThatATaskLetsInIsFound() {
        final PlacementEngine engine = engine(16);
        final long anywhere = plan(engine, small());
        final long beside = plan(engine, small(), "task:group == service:x");
        final long busy = plan(engine, small(), "runningTasksCount >= 2");
        final long idle = plan(engine, small(), "task:group !exists or runningTasksCount == 3");
        final long other = engine.group("service:x");
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(beside, other));
        final long first = engine.placeOn(anywhere, other, 1_700);
        assertEquals(1_700, placed(engine, beside));
        assertEquals(1_700, placed(engine, busy));
        engine.placeOn(anywhere, engine.group("service:y"), 0);
        assertEquals(1, placed(engine, idle));
        engine.release(first);
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(beside, other));
        engine.validate();
    }

    @Test
    void agentThatComesBackIsFoundAgain() {
        final PlacementEngine engine = engine(16);
        final long plan = plan(engine, small(), "agentConnected == true and agentVersion == 1.3");
        assertEquals(3, placed(engine, plan));
        engine.setAgentConnected(3, false);
        assertEquals(List.of(Reason.AGENT, Reason.MEMBER_OF), engine.whyNot(plan, engine.group("service:g"), 3)
                .stream().map(failed -> failed.reason()).toList());
        assertEquals(10, placed(engine, plan));
        engine.setAgentConnected(3, true);
        assertEquals(3, placed(engine, plan));
    }

    @Test
    void plansThatAskTheSameShareAFilterAndGiveItBack() {
        final PlacementEngine engine = engine(2);
        final long one = plan(engine, small(), "attribute:half == even");
        final long same = plan(engine, small().cpuUnits(5), "attribute:half equals 'even'");
        plan(engine, small(), "attribute:half == odd");
        final LimitExceededException refusal =
                assertThrows(LimitExceededException.class, () -> plan(engine, small(), "attribute:cell == c1"));
        assertEquals("maxFilters", refusal.limit());
        engine.dropPlan(one);
        assertThrows(LimitExceededException.class, () -> plan(engine, small(), "attribute:cell == c1"));
        engine.dropPlan(same);
        assertEquals(10, placed(engine, plan(engine, small(), "attribute:cell == c1")));
        engine.validate();
    }

    @Test
    void planSaysHowItFilters() {
        final PlacementEngine engine = engine(8);
        assertTrue(engine.explainPlan(plan(engine, small(), "attribute:cell == c1"))
                .startsWith("10 of 3000 instances satisfy memberOf: gone through one by one"));
        assertTrue(engine.explainPlan(plan(engine, small(), "attribute:half == odd"))
                .contains("1500 of 3000 instances satisfy memberOf: index by (memory, ordinal)"));
        assertFalse(engine.explainPlan(plan(engine, small())).contains("memberOf"));
    }

    @Test
    void headroomKnowsWhatTasksDoToQueries() {
        final PlacementEngine engine = engine(8);
        final long few = plan(engine, small(), "runningTasksCount < 3 and attribute:cell in [c1, c2]");
        final long alone = plan(engine, small(), "not(task:group == service:g) and attribute:cell == c1");
        final long group = engine.group("service:g");
        final Headroom headroom = engine.headroom(few, group);
        assertEquals(60, headroom.count());
        assertEquals(INSTANCES, headroom.rest().count(Reason.MEMBER_OF));
        assertEquals(10, engine.headroom(alone, group).count());
        assertEquals(60, engine.placeMany(few, group, 100, new long[100]));
        assertEquals(0, engine.headroom(few, group).count());
        assertEquals(0, engine.headroom(alone, group).count());
    }
}
