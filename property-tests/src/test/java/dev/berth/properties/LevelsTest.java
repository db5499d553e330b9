package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Instances with the fewest tasks of a group are found after changes that are in no entry of an index: with one index,
 * and with another for the levels of the group.
 */
class LevelsTest {
    private static final int INSTANCES = 400;
    private static final int MEMBERS = 300;

    private static PlacementEngine engine(final int maxIndexes) {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(INSTANCES)
                .maxIndexes(maxIndexes)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i).cpuUnits(1_024).memoryMib(1_024).build());
        }
        return engine;
    }

    /** What is not enough for one demand may be for another of the same size class. */
    @Test
    void whatIsJustTooLittleForOneDemandIsFoundForAnother() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(2 * INSTANCES)
                .maxTasks(2 * INSTANCES)
                .maxIndexes(1)
                .build());
        for (int i = 0; i < 2 * INSTANCES; i++) {
            final boolean member = i > MEMBERS && i % 2 == 1;
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(member ? 1_000 : 2_000)
                    .memoryMib(1_024)
                    .attribute("half", member ? "odd" : "even")
                    .build());
        }
        final Chain chain = Chain.parse("spread(instanceId)");
        final Constraint odd = Constraint.memberOf("attribute:half == odd");
        final long more = engine.plan(
                engine.define(Demand.builder().cpuUnits(1_001).memoryMib(1).build()), chain, odd);
        final long enough = engine.plan(
                engine.define(Demand.builder().cpuUnits(1_000).memoryMib(1).build()), chain, odd);
        final long group = engine.group("service:a");
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(more, group));
        assertEquals(MEMBERS + 1, engine.instanceOf(engine.place(enough, group)));
        engine.validate();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void instanceThatATaskOfNothingLeavesIsSeenAgain(final int maxIndexes) {
        final PlacementEngine engine = engine(maxIndexes);
        final long nothing = engine.define(Demand.builder().build());
        final long plan = engine.plan(nothing, Chain.parse("spread(instanceId),binpack(memory)"));
        final long group = engine.group("service:log");
        final long[] tasks = new long[MEMBERS];
        for (int i = 0; i < MEMBERS; i++) {
            tasks[i] = engine.place(plan, group);
            assertEquals(i, engine.instanceOf(tasks[i]));
        }
        for (int i = 0; i < MEMBERS; i += 7) {
            engine.release(tasks[i]);
            assertEquals(i, engine.instanceOf(engine.place(plan, group)), "the one that was left");
        }
        engine.validate();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void instanceThatComesBackAmongMembersIsSeen(final int maxIndexes) {
        final PlacementEngine engine = engine(maxIndexes);
        final long nothing = engine.define(Demand.builder().build());
        final long plan = engine.plan(nothing, Chain.parse("spread(instanceId),binpack(memory)"));
        final long group = engine.group("service:log");
        for (int i = 0; i < MEMBERS; i += 7) {
            engine.drain(i);
        }
        for (int i = 0; i < MEMBERS; i++) {
            engine.place(plan, group);
        }
        for (int i = 0; i < MEMBERS; i += 7) {
            engine.reactivate(i);
            assertEquals(i, engine.instanceOf(engine.place(plan, group)), "the one that came back");
        }
        engine.validate();
    }

    @Test
    void levelsEndWithTheAttributeTheyAreOf() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(60)
                .maxTasks(600)
                .maxCounts(500)
                .maxIndexes(3)
                .build());
        for (int i = 0; i < 60; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1_024)
                    .attribute("rack", "r" + i % 5)
                    .attribute("zone", "z" + i / 20)
                    .build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(1).build());
        final long byRack = engine.plan(demand, Chain.parse("spread(attribute:rack),spread(instanceId)"));
        engine.plan(demand, Chain.parse("spread(instanceId)"));
        final long group = engine.group("service:wide");
        for (int i = 0; i < 120; i++) {
            engine.place(byRack, group);
        }
        engine.dropPlan(byRack);
        final long byZone = engine.plan(demand, Chain.parse("spread(attribute:zone),spread(instanceId)"));
        for (int i = 0; i < 60; i++) {
            assertEquals(i % 3 * 20 + i / 3, engine.instanceOf(engine.place(byZone, group)));
            engine.validate();
        }
    }

    /** A group on many members of a filter: by the index of these, and by that of the group's levels among them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void distinctInstancesAreFoundAmongMembers(final int maxIndexes) {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(INSTANCES)
                .maxIndexes(maxIndexes)
                .maxFilters(1)
                .build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .memoryMib(1_024)
                    .attribute("quarter", Integer.toString(i % 4))
                    .build());
        }
        // Keeps the counts of the group while no other plan needs them, and so the index of its levels.
        engine.plan(
                engine.define(Demand.builder().build()),
                Chain.parse("binpack(memory)"),
                Constraint.distinctInstance());
        final long group = engine.group("service:distinct");
        final long first = distinct(engine, "attribute:quarter == 0");
        for (int i = 0; i < 60; i++) {
            assertEquals(4 * i, engine.instanceOf(engine.place(first, group)));
            engine.validate();
        }
        engine.setAttribute(1, "quarter", "0");
        assertEquals(1, engine.instanceOf(engine.place(first, group)), "the one that became a member");
        engine.release(engine.firstTaskOn(12));
        assertEquals(12, engine.instanceOf(engine.place(first, group)), "the one that was left");
        engine.setAttribute(240, "quarter", "3");
        assertEquals(244, engine.instanceOf(engine.place(first, group)), "240 is a member no more");
        engine.dropPlan(first);
        final long second = distinct(engine, "attribute:quarter == 2");
        for (int i = 0; i < 60; i++) {
            assertEquals(4 * i + 2, engine.instanceOf(engine.place(second, group)), "by the next filter");
            engine.validate();
        }
    }

    private static long distinct(final PlacementEngine engine, final String query) {
        return engine.plan(
                engine.define(Demand.builder().build()),
                Chain.parse("binpack(memory)"),
                Constraint.memberOf(query),
                Constraint.distinctInstance());
    }
}
