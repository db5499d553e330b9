package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.workload.Chains;
import dev.berth.workload.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code random} is uniform over the eligible, draws nothing for a refusal or a question, and repeats itself. */
@Tag("slow")
class RandomChoiceTest {
    /** Of the placements of {@link #placements}, on any JDK. */
    private static final long GOLDEN = 8165496491688419205L;

    private static final int DRAWS_PER_CANDIDATE = 400;

    private static EngineConfig.Builder config(final long seed) {
        return EngineConfig.builder()
                .maxInstances(5_000)
                .maxTasks(50_000)
                .maxGroups(8)
                .maxDemands(64)
                .maxPlans(64)
                .seed(seed);
    }

    /** Instances, of which only some have room: those whose ordinal leaves no rest. */
    private static PlacementEngine cluster(final long seed, final int instances, final int roomEvery) {
        final PlacementEngine engine = new PlacementEngine(config(seed).build());
        for (int i = 0; i < instances; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1000)
                    .memoryMib(1000 + i % 7)
                    .remainingMemoryMib(i % roomEvery == 0 ? 1000 : i % 7 * 30)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .build());
        }
        return engine;
    }

    private static long plan(final PlacementEngine engine, final String chain, final int memoryMib) {
        return engine.plan(
                engine.define(Demand.builder().cpuUnits(10).memoryMib(memoryMib).build()), Chain.parse(chain));
    }

    /** Draws from the same state again and again, and compares how often each instance is picked with a fair share. */
    private static void assertUniform(
            final PlacementEngine engine,
            final long plan,
            final long group,
            final int candidates,
            final int instances) {
        final int[] picks = new int[instances];
        final int draws = DRAWS_PER_CANDIDATE * candidates;
        for (int i = 0; i < draws; i++) {
            final long task = engine.place(plan, group);
            assertTrue(task >= 0);
            picks[engine.instanceOf(task)]++;
            engine.release(task);
        }
        double chiSquare = 0;
        int picked = 0;
        for (final int count : picks) {
            if (count > 0) {
                picked++;
                chiSquare += Math.pow(count - DRAWS_PER_CANDIDATE, 2) / DRAWS_PER_CANDIDATE;
            }
        }
        assertEquals(candidates, picked, "how many were picked");
        final double freedom = candidates - 1;
        final double deviations = (chiSquare - freedom) / Math.sqrt(2 * freedom);
        assertTrue(Math.abs(deviations) < 4.5, "chi-square is " + chiSquare + " for " + freedom + " degrees");
    }

    @Test
    void uniformInAnEmptyCluster() {
        final PlacementEngine engine = cluster(1, 300, 1);
        assertUniform(engine, plan(engine, "random", 500), engine.group("g"), 300, 300);
    }

    @Test
    void uniformWhereOneOfTenHasRoom() {
        final PlacementEngine engine = cluster(2, 2_000, 10);
        assertUniform(engine, plan(engine, "random", 500), engine.group("g"), 200, 2_000);
    }

    @Test
    void uniformWhereVeryFewHaveRoom() {
        final PlacementEngine engine = cluster(3, 2_000, 500);
        assertUniform(engine, plan(engine, "random", 500), engine.group("g"), 4, 2_000);
    }

    @Test
    void uniformWhereMemoryIsPlentyAndCpuScarce() {
        final PlacementEngine engine = cluster(4, 1_000, 1);
        for (int i = 0; i < 1_000; i++) {
            if (i % 100 != 7) {
                engine.reserve(i, 995, 0, 0, 0);
            }
        }
        assertUniform(engine, plan(engine, "random", 500), engine.group("g"), 10, 1_000);
    }

    @Test
    void uniformUnderAConstraintThatFewSatisfy() {
        final PlacementEngine engine = cluster(5, 1_000, 1);
        final long demand = engine.define(Demand.builder().memoryMib(10).build());
        final long plan = engine.plan(
                demand, Chain.runTaskDefault(), Constraint.memberOf(instance -> instance.ordinal() % 90 == 3));
        assertUniform(engine, plan, engine.group("g"), 12, 1_000);
    }

    @Test
    void uniformAmongWhatOtherStrategiesLeave() {
        final PlacementEngine engine = cluster(6, 210, 1);
        final long group = engine.group("g");
        final long spread = plan(engine, "spread(attribute:" + Chain.ZONE_ATTRIBUTE + "),random", 500);
        assertUniform(engine, spread, group, 210, 210);
        final PlacementEngine packed = cluster(7, 400, 5);
        assertUniform(packed, plan(packed, "binpack(memory),random", 500), packed.group("g"), 80, 400);
    }

    @Test
    void uniformWithoutIndex() {
        final PlacementEngine engine = new PlacementEngine(config(8).maxIndexes(0).build());
        for (int i = 0; i < 100; i++) {
            engine.register(Instance.builder("i-" + i).cpuUnits(1000).memoryMib(1000).build());
        }
        assertUniform(engine, plan(engine, "random", 500), engine.group("g"), 100, 100);
    }

    /** Placements of a seeded history, with refusals and questions in it or without. */
    private static long placements(final long seed, final boolean asking, final boolean indexed) {
        final EngineConfig.Builder config = config(seed);
        final PlacementEngine engine =
                new PlacementEngine(indexed ? config.maxIndexes(8).build() : config.maxIndexes(0).build());
        final Dice dice = new Dice(seed);
        for (int i = 0; i < 200; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1024 * dice.between(1, 8))
                    .memoryMib(1000 * dice.between(1, 16))
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .attribute(Chains.RACK, "r" + i % 40)
                    .build());
        }
        final List<Long> plans = new ArrayList<>();
        for (final Chain chain : Chains.all()) {
            plans.add(plan(engine, chain.toString(), 100 * dice.between(1, 20)));
        }
        final long refused = plan(engine, "random", 1 << 30);
        final long nowhere = engine.plan(
                engine.define(Demand.builder().build()),
                Chain.runTaskDefault(),
                Constraint.memberOf(instance -> instance.runningTasksCount() < 0));
        final long group = engine.group("g");
        final List<Long> tasks = new ArrayList<>();
        long hash = 0;
        for (int i = 0; i < 20_000; i++) {
            final long plan = dice.pick(plans);
            if (asking) {
                engine.canPlace(plan, group);
                engine.place(refused, group);
                engine.place(nowhere, group);
                engine.explain(plan, group);
            }
            final long task = engine.place(plan, group);
            hash = 31 * hash + (task < 0 ? task : engine.instanceOf(task));
            if (task >= 0) {
                tasks.add(task);
            }
            if (tasks.size() > 900 || task < 0 && !tasks.isEmpty()) {
                engine.release(tasks.remove(dice.below(tasks.size())));
            }
        }
        return hash;
    }

    @Test
    void sameSeedAndHistoryGiveTheSamePlacementsOnAnyJdk() {
        assertEquals(placements(42, false, true), placements(42, false, true));
        assertEquals(GOLDEN, placements(42, false, true));
        final long distinct = LongStream.range(0, 5).map(seed -> placements(seed, false, true)).distinct().count();
        assertEquals(5, distinct);
    }

    @Test
    void refusalsAndQuestionsDrawNothing() {
        assertEquals(placements(42, false, true), placements(42, true, true));
        assertEquals(placements(42, false, false), placements(42, true, false));
    }
}
