package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.FailedCheck;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.oracle.Lockstep;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At most so many tasks of a group on an instance: by scan, by index, and by the index of a wide group's levels. */
class AtMostTest {
    private static final int INSTANCES = 300;

    private static Lockstep lockstep(final int maxIndexes, final int seed, final List<Long> plans) {
        final Dice dice = new Dice(seed);
        final Lockstep lockstep = new Lockstep(
                "at most, " + maxIndexes + " indexes",
                EngineConfig.builder()
                        .maxInstances(INSTANCES)
                        .maxTasks(5_000)
                        .maxCounts(20_000)
                        .maxIndexes(maxIndexes)
                        .maxFilters(4)
                        .seed(seed)
                        .build(),
                200);
        for (int i = 0; i < INSTANCES; i++) {
            lockstep.register(Instance.builder("i-" + i)
                    .cpuUnits(1_000 + dice.below(500))
                    .memoryMib(1_000 + dice.below(4) * 100)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .attribute("quarter", Integer.toString(i % 4))
                    .build());
        }
        final long demand = lockstep.define(Demand.builder().memoryMib(10).build()).orElseThrow();
        for (final String chain : List.of(
                "binpack(memory)",
                "spread(attribute:ecs.availability-zone),binpack(memory)",
                "spread(instanceId),binpack(memory)",
                "spread(attribute:ecs.availability-zone),spread(instanceId)",
                "random",
                "binpack(cpu),spread(instanceId)")) {
            for (final int most : new int[] {1, 2, 3, 5}) {
                final List<Constraint> constraints = new ArrayList<>(List.of(Constraint.atMost(most)));
                if (most == 3) {
                    constraints.add(Constraint.atMost(4));
                    constraints.add(Constraint.memberOf("attribute:quarter == 1"));
                }
                plans.add(lockstep.plan(demand, Chain.parse(chain), constraints).orElseThrow());
            }
        }
        return lockstep;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8})
    void engineAgreesWithTheOracle(final int maxIndexes) {
        for (int at = 0; at < 6; at++) {
            final List<Long> plans = new ArrayList<>();
            final Lockstep lockstep = lockstep(maxIndexes, maxIndexes + at, plans);
            final List<Long> ofChain = plans.subList(4 * at, 4 * at + 4);
            final long group = lockstep.group("service:wide").orElseThrow();
            final Dice dice = new Dice(100 * maxIndexes + at);
            lockstep.run(() -> live(lockstep, ofChain, group, dice));
            lockstep.compareStates();
        }
    }

    private static void live(final Lockstep lockstep, final List<Long> plans, final long group, final Dice dice) {
        final List<Long> tasks = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 2_500; i++) {
            // In long runs of one plan, so that the index of the levels is built and used.
            final long plan = plans.get(i / 150 % plans.size());
            if (!tasks.isEmpty() && dice.chance(i > 1_500 ? 55 : 10)) {
                lockstep.release(tasks.remove(dice.below(tasks.size())));
            } else {
                final long task = lockstep.place(plan, group, null);
                refused += task < 0 ? 1 : 0;
                if (task >= 0) {
                    tasks.add(task);
                }
            }
            if (i % 100 == 0) {
                lockstep.headroom(plan, group);
                lockstep.explain(plan, group, null);
                lockstep.whyNot(plan, group, dice.below(INSTANCES));
            }
        }
        assertTrue(refused > 0, "the limit is met");
    }

    @Test
    void headroomIsWhatIsPlaced() {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(10).maxTasks(100).maxCounts(100).build());
        for (int i = 0; i < 10; i++) {
            engine.register(Instance.builder("i-" + i).memoryMib(i < 2 ? 20 : 1_000).build());
        }
        final long demand = engine.define(Demand.builder().memoryMib(10).build());
        final long plan = engine.plan(
                demand, Chain.parse("binpack(memory)"), Constraint.atMost(3), Constraint.atMost(5));
        final long group = engine.group("service:a");
        engine.placeOn(plan, group, 9);
        engine.placeOn(plan, engine.group("service:other"), 9);
        assertEquals(2 * 2 + 7 * 3 + 2, engine.headroom(plan, group).count());
        int placed = 0;
        while (engine.place(plan, group) >= 0) {
            placed++;
        }
        assertEquals(27, placed);
        assertEquals(Reason.DISTINCT_INSTANCE.code(), engine.placeOn(plan, group, 9));
        final FailedCheck check = engine.whyNot(plan, group, 9).get(0);
        assertEquals(
                "DistinctInstance placement constraint unsatisfied. (runs 3 of the group's tasks)", check.toString());
        assertEquals(8, engine.explain(plan, group).count(Reason.DISTINCT_INSTANCE));
        assertEquals(2, engine.explain(plan, group).count(Reason.MEMORY));
    }

    @Test
    void gangIsPlacedUpToTheLimit() {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(10).maxTasks(100).maxCounts(100).build());
        for (int i = 0; i < 4; i++) {
            engine.register(Instance.builder("i-" + i).build());
        }
        final long plan = engine.plan(
                engine.define(Demand.builder().build()), Chain.parse("spread(instanceId)"), Constraint.atMost(2));
        final long group = engine.group("service:gang");
        final long[] plans = new long[9];
        final long[] groups = new long[9];
        Arrays.fill(plans, plan);
        Arrays.fill(groups, group);
        final long[] tasks = new long[9];
        assertEquals(8, engine.canPlaceAll(plans, groups, 9, tasks));
        assertEquals(8, engine.placeAll(plans, groups, 9, tasks));
        assertEquals(0, engine.taskCount());
        assertEquals(8, engine.placeAll(plans, groups, 8, tasks));
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
    }

    @Test
    void oneIsDistinctInstance() {
        assertTrue(Constraint.atMost(1).isDistinctInstance());
        assertEquals(1, Constraint.distinctInstance().mostTasks());
        assertEquals(7, Constraint.atMost(7).mostTasks());
        assertEquals(0, Constraint.memberOf("agentConnected == true").mostTasks());
        final Exception refusal = assertThrows(IllegalArgumentException.class, () -> Constraint.atMost(0));
        assertEquals("tasks is 0, must be 1..2147483646", refusal.getMessage());
    }
}
