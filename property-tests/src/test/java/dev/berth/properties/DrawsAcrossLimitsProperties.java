package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.workload.Dice;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Engines with the same seed and history draw the same, whatever their limits are, whatever is parked, and whichever
 * route serves the plan.
 */
class DrawsAcrossLimitsProperties {
    private static final int INSTANCES = 600;
    private static final int STEPS = 600;

    /** What one of the two engines has or does that the other has not. */
    private enum Difference {
        NONE,
        SMALL_PLAN,
        DRAW
    }

    @Property(tries = 20)
    void limitsChangeNoDraw(@ForAll final long seed) {
        final int[] drawn = draws(seed, limits -> limits.maxIndexes(8).maxFilters(64), Difference.NONE);
        assertTrue(Arrays.stream(drawn).anyMatch(ordinal -> ordinal < 0), "no refusal was met");
        assertTrue(Arrays.stream(drawn).filter(ordinal -> ordinal >= 0).distinct().count() > INSTANCES / 4);
        assertArrayEquals(drawn, draws(seed, limits -> limits.maxIndexes(0), Difference.NONE));
        assertArrayEquals(drawn, draws(seed, limits -> limits.maxFilters(2), Difference.NONE));
        assertArrayEquals(
                drawn, draws(seed, limits -> limits.maxIndexes(0).maxFilters(2), Difference.NONE));
        assertArrayEquals(
                drawn,
                draws(seed, limits -> limits.maxInstances(10_000).maxTasks(90_000).maxCounts(70_000), Difference.NONE));
    }

    @Property(tries = 20)
    void instancesThatAnotherPlanBringsBackChangeNoDraw(@ForAll final long seed) {
        final UnaryOperator<EngineConfig.Builder> limits = UnaryOperator.identity();
        assertArrayEquals(draws(seed, limits, Difference.NONE), draws(seed, limits, Difference.SMALL_PLAN));
    }

    /** The planted violation: an engine that draws once more before each placement is found out. */
    @Property(tries = 5)
    void drawsInBetweenAreFound(@ForAll final long seed) {
        final UnaryOperator<EngineConfig.Builder> limits = UnaryOperator.identity();
        assertFalse(Arrays.equals(draws(seed, limits, Difference.NONE), draws(seed, limits, Difference.DRAW)));
    }

    private static PlacementEngine engine(final long seed, final UnaryOperator<EngineConfig.Builder> limits) {
        final EngineConfig.Builder roomy = EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(20_000)
                .maxGroups(8)
                .maxCounts(20_000)
                .seed(seed);
        final PlacementEngine engine = new PlacementEngine(limits.apply(roomy).build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1_000)
                    .memoryMib(1_000)
                    .remainingMemoryMib(i % 3 == 0 ? 1_000 : 5)
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % 3)
                    .attribute("pool", i % 97 == 0 ? "few" : i % 2 == 0 ? "many" : "none")
                    .build());
        }
        return engine;
    }

    /** The plans that draw: of many, of some, of few and of none of the instances, and among ties. */
    private static long[] plans(final PlacementEngine engine) {
        final long small = engine.define(Demand.builder().cpuUnits(10).memoryMib(100).build());
        final long large = engine.define(Demand.builder().cpuUnits(10).memoryMib(950).build());
        final Chain random = Chain.parse("random");
        return new long[] {
            engine.plan(small, random),
            engine.plan(large, random),
            engine.plan(small, random, Constraint.memberOf("attribute:pool == few")),
            engine.plan(large, random, Constraint.memberOf("attribute:pool == many")),
            engine.plan(small, random, Constraint.distinctInstance()),
            engine.plan(small, random, Constraint.memberOf(instance -> instance.ordinal() % 150 == 7)),
            engine.plan(small, Chain.parse("spread(attribute:" + Chain.ZONE_ATTRIBUTE + "),random")),
            engine.plan(large, Chain.parse("binpack(memory),random"))
        };
    }

    private static int[] draws(
            final long seed, final UnaryOperator<EngineConfig.Builder> limits, final Difference difference) {
        final PlacementEngine engine = engine(seed, limits);
        final long[] plans = plans(engine);
        final long group = engine.group("g");
        if (difference == Difference.SMALL_PLAN) {
            engine.plan(engine.define(Demand.builder().build()), Chain.parse("binpack(memory)"));
        }
        final Dice dice = new Dice(seed);
        final Exclusion exclusion = new Exclusion(INSTANCES);
        final long[] tasks = new long[STEPS];
        final int[] ordinals = new int[STEPS];
        for (int i = 0; i < STEPS; i++) {
            if (difference == Difference.DRAW) {
                engine.release(engine.place(plans[0], group));
            }
            final long plan = plans[dice.below(plans.length)];
            if (dice.chance(20)) {
                exclusion.add(dice.below(INSTANCES));
                tasks[i] = engine.place(plan, group, exclusion);
            } else {
                engine.canPlace(plan, group);
                tasks[i] = engine.place(plan, group);
            }
            ordinals[i] = tasks[i] < 0 ? -1 : engine.instanceOf(tasks[i]);
            final int gone = dice.below(i + 1);
            if (dice.chance(30) && tasks[gone] >= 0) {
                engine.release(tasks[gone]);
                tasks[gone] = -1;
            }
        }
        return ordinals;
    }
}
