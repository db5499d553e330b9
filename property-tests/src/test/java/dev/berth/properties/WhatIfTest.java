package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Consolidation;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Preemption;
import dev.berth.Reason;
import dev.berth.ScaleUp;
import dev.berth.oracle.Coverage;
import dev.berth.workload.Chains;
import dev.berth.workload.Command;
import dev.berth.workload.Dice;
import dev.berth.workload.Mix;
import dev.berth.workload.Scenario;
import dev.berth.workload.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What if: equal to the definitions on random clusters, and one rule at a time. */
class WhatIfTest {
    private static final int HISTORIES = Integer.getInteger("berth.what-ifs", 40);
    private static final int STEPS = 300;

    @Test
    void whatIfsAreAsTheOracleDefinesThem() {
        long moved = 0;
        long bought = 0;
        long stopped = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            final Scenario scenario = Scenario.of("what-if", seed, (int) (seed % 30), Chains.all())
                    .with(Mix.values()[(int) (seed % 4)])
                    .withShares((int) (seed % 5 * 15), 10)
                    .withLimits(limits -> limits.maxPorts(Scenario.ROOMY_PORTS));
            final World world = new World(scenario);
            final Dice dice = new Dice(seed);
            final Command[] asked = {Command.CONSOLIDATE, Command.SCALE_UP, Command.PREEMPT, Command.DETOUR};
            for (int step = 0; step < STEPS; step++) {
                if (dice.chance(15)) {
                    world.step(asked[dice.below(asked.length)], dice);
                } else {
                    world.step(dice);
                }
            }
            final Coverage met = world.lockstep().coverage();
            moved += met.moved();
            bought += met.bought();
            stopped += met.stopped();
        }
        final String all = "moved " + moved + ", bought " + bought + ", stopped " + stopped;
        assertTrue(moved > 10L * HISTORIES && bought > 5L * HISTORIES && stopped > 2L * HISTORIES, all);
    }

    // ---- brute force -----------------------------------------------------------------------------------------------

    @Test
    void noOtherTasksOfLessPriorityMakeRoom() {
        final Random random = new Random(4);
        int stopped = 0;
        for (int round = 0; round < 300; round++) {
            final PlacementEngine engine = new PlacementEngine(
                    EngineConfig.builder().maxInstances(8).maxTasks(100).build());
            final int[] priorities = random.ints(6, 0, 5).toArray();
            final List<Long> groups = new ArrayList<>();
            for (int i = 0; i < priorities.length; i++) {
                groups.add(engine.group("g" + i));
            }
            fill(engine, groups, random);
            final int cpu = random.nextInt(900);
            final int memory = random.nextInt(5) == 0 ? 0 : 300 + random.nextInt(600);
            final long plan = engine.plan(
                    engine.define(Demand.builder().cpuUnits(cpu).memoryMib(memory).build()),
                    Chain.parse("binpack(memory)"));
            final int own = 1 + random.nextInt(5);
            final long group = engine.group("own");
            final Preemption question = new Preemption(
                    engine, of -> of == group ? own : priorities[groups.indexOf(of)]);
            final int answer = question.ask(plan, group);
            final long least = leastHighest(engine, groups, priorities, own, cpu, memory);
            if (answer < 0) {
                assertEquals(Reason.NOTHING_ELIGIBLE.code(), answer);
                assertEquals(Long.MAX_VALUE, least, "no set of tasks makes room");
                continue;
            }
            long highest = Long.MIN_VALUE;
            for (int i = 0; i < question.victims(); i++) {
                final int at = groups.indexOf(engine.groupOf(question.victim(i)));
                highest = Math.max(highest, priorities[at]);
            }
            assertEquals(least, highest, "the highest priority of a victim in round " + round);
            stopped += question.victims();
            for (int i = 0; i < question.victims(); i++) {
                engine.release(question.victim(i));
            }
            assertTrue(engine.placeOn(plan, group, answer) > 0);
        }
        assertTrue(stopped > 300, "stopped " + stopped);
    }

    private static void fill(final PlacementEngine engine, final List<Long> groups, final Random random) {
        for (int i = 0; i < 6; i++) {
            engine.register(Instance.builder("i-" + i).cpuUnits(1_000).memoryMib(1_000).build());
            for (int task = 3 + random.nextInt(5); task > 0; task--) {
                final long demand = engine.define(Demand.builder()
                        .cpuUnits(50 + random.nextInt(250))
                        .memoryMib(50 + random.nextInt(250))
                        .build());
                engine.adopt(demand, groups.get(random.nextInt(groups.size())), i, false);
            }
        }
    }

    /** Of all sets of tasks of lower priority on one instance that make room, the least highest priority of one. */
    private static long leastHighest(
            final PlacementEngine engine,
            final List<Long> groups,
            final int[] priorities,
            final int own,
            final int cpu,
            final int memory) {
        long least = Long.MAX_VALUE;
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            final List<Long> tasks = new ArrayList<>();
            for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
                tasks.add(task);
            }
            for (int set = 0; set < 1 << tasks.size(); set++) {
                long highest = Long.MIN_VALUE;
                long freeCpu = engine.remainingCpuUnits(ordinal);
                long freeMemory = engine.remainingMemoryMib(ordinal);
                for (int i = 0; i < tasks.size(); i++) {
                    if ((set >> i & 1) != 0) {
                        final Demand demand = engine.demand(engine.demandOf(tasks.get(i)));
                        highest = Math.max(highest, priorities[groups.indexOf(engine.groupOf(tasks.get(i)))]);
                        freeCpu += demand.cpuUnits();
                        freeMemory += demand.memoryMib();
                    }
                }
                if (highest < own && (cpu == 0 || cpu <= freeCpu) && (memory == 0 || memory <= freeMemory)) {
                    least = Math.min(least, highest);
                }
            }
        }
        return least;
    }

    // ---- one rule at a time ----------------------------------------------------------------------------------------

    private static PlacementEngine engine(final int maxUndo) {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(4).maxTasks(40).maxUndo(maxUndo).build());
        for (int i = 0; i < 3; i++) {
            engine.register(Instance.builder("i-" + i).memoryMib(100).build());
        }
        return engine;
    }

    private static long plan(final PlacementEngine engine, final int memoryMib) {
        return engine.plan(
                engine.define(Demand.builder().memoryMib(memoryMib).build()), Chain.parse("binpack(memory)"));
    }

    @Test
    void aTaskThatMovesTwiceKeepsItsName() {
        final PlacementEngine engine = engine(100);
        final long plan = plan(engine, 40);
        final long group = engine.group("g");
        final long task = engine.placeOn(plan, group, 0);
        final long digest = engine.digest();
        final Consolidation question = new Consolidation(engine, asked -> {
            assertEquals(task, asked);
            return plan;
        });
        assertEquals(2, question.greedily(new int[] {0, 1}, 2));
        assertEquals(2, question.moves());
        assertEquals(task, question.task(1));
        assertEquals(1, question.from(1));
        assertEquals(2, question.to(1));
        assertEquals(3, question.each(new int[] {0, 1, 2}, 3));
        assertEquals(1, question.moves());
        assertEquals(digest, engine.digest());
        assertThrows(IllegalArgumentException.class, () -> question.each(new int[] {3}, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> question.emptied(3));
    }

    @Test
    void aLogThatIsFullEndsAQuestionAndLeavesNoTrace() {
        final PlacementEngine engine = engine(6);
        final long plan = plan(engine, 10);
        final long group = engine.group("g");
        for (int i = 0; i < 5; i++) {
            engine.placeOn(plan, group, 0);
        }
        final long digest = engine.digest();
        final Consolidation emptied = new Consolidation(engine, task -> plan);
        assertThrows(LimitExceededException.class, () -> emptied.each(new int[] {0}, 1));
        final long[] plans = {plan, plan, plan, plan, plan, plan, plan};
        final long[] groups = {group, group, group, group, group, group, group};
        final ScaleUp bought = new ScaleUp(engine, List.of());
        assertThrows(LimitExceededException.class, () -> bought.ask(plans, groups, 7));
        assertEquals(digest, engine.digest());
        assertEquals(false, engine.hasSavepoint());
    }

    @Test
    void theFirstTypeOnWhichATaskIsEligibleIsBought() {
        final PlacementEngine engine = engine(1_000);
        final long large = plan(engine, 300);
        final long huge = plan(engine, 5_000);
        final long group = engine.group("g");
        final ScaleUp question = new ScaleUp(engine, List.of(
                Instance.builder("small").memoryMib(200).build(),
                Instance.builder("medium").memoryMib(650).build(),
                Instance.builder("big").memoryMib(1_000).build()));
        final long[] plans = {large, huge, large, large};
        final long[] groups = {group, group, group, group};
        final long digest = engine.digest();
        assertEquals(1, question.ask(plans, groups, 4));
        assertEquals(1, question.needed(1));
        assertEquals(2, question.unplaced());
        assertEquals(1, question.unplaced(0));
        assertEquals(3, question.unplaced(1));
        assertEquals(true, question.isFull());
        assertEquals(digest, engine.digest());
        assertEquals(3, engine.ordinalLimit());
    }
}
