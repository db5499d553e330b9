package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.oracle.Lockstep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Plans that ask each another value of the same attribute share one index with a bucket for each value, and answer as
 * the oracle does, whatever the chain, and whatever becomes of the index.
 */
class KeyedIndexTest {
    private static final int INSTANCES = 400;
    private static final int CELLS = 8;
    private static final int GROUPS = 3;
    private static final List<String> CHAINS = List.of(
            "spread(attribute:ecs.availability-zone),binpack(memory)",
            "binpack(memory)",
            "binpack(memory),binpack(cpu)",
            "spread(instanceId),binpack(memory)",
            "spread(attribute:ecs.availability-zone),spread(instanceId),binpack(memory),binpack(cpu)",
            "spread(attribute:rack),binpack(memory)",
            "random");

    private final SplittableRandom random = new SplittableRandom(41);
    private final List<Long> plans = new ArrayList<>();
    private final List<Long> groups = new ArrayList<>();
    private final List<Long> tasks = new ArrayList<>();

    private static EngineConfig config(final int maxIndexes) {
        return EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(6 * INSTANCES)
                .maxCounts(12 * INSTANCES)
                .maxPlans(256)
                .maxDemands(256)
                .maxIndexes(maxIndexes)
                .maxFilters(64)
                .maxSpreadValues(64)
                .seed(3)
                .build();
    }

    private Instance instance(final int number) {
        final Instance.Builder builder = Instance.builder("i-" + number)
                .cpuUnits(1_000 + random.nextInt(900))
                .memoryMib(1_024 * (1 + random.nextInt(2)))
                .attribute("rack", "r" + random.nextInt(50))
                .attribute("disk", random.nextBoolean() ? "ssd" : null);
        if (random.nextInt(10) > 0) {
            builder.attribute("ecs.availability-zone", "z" + random.nextInt(3));
        }
        if (random.nextInt(20) > 0) {
            builder.attribute("cell", "c" + random.nextInt(CELLS));
        }
        return builder.build();
    }

    private void definePlans(final Lockstep both, final List<String> chains) {
        for (int cell = 0; cell < CELLS; cell++) {
            for (final String chain : chains) {
                define(both, cell, chain);
            }
        }
        for (int group = 0; group < GROUPS; group++) {
            groups.add(both.group("service:" + group).orElseThrow());
        }
    }

    private void define(final Lockstep both, final int cell, final String chain) {
        final Demand demand = Demand.builder()
                .cpuUnits(1 + random.nextInt(300))
                .memoryMib(128 * (1 + random.nextInt(3)))
                .build();
        final String query = cell % 3 == 1
                ? "attribute:disk exists and attribute:cell == c" + cell
                : "attribute:cell == c" + cell;
        final List<Constraint> constraints = new ArrayList<>(List.of(Constraint.memberOf(query)));
        if (cell % 4 == 2) {
            constraints.add(Constraint.distinctInstance());
        }
        final long handle = both.define(demand).orElseThrow();
        both.plan(handle, Chain.parse(chain), constraints).ifPresent(plans::add);
    }

    private void churn(final Lockstep both, final int steps) {
        for (int step = 0; step < steps; step++) {
            final int ordinal = random.nextInt(INSTANCES);
            switch (random.nextInt(16)) {
                case 0 -> both.setAttribute(ordinal, "cell", "c" + random.nextInt(CELLS + 1));
                case 1 -> both.removeAttribute(ordinal, random.nextBoolean() ? "cell" : "ecs.availability-zone");
                case 2 -> both.setActive(ordinal, random.nextInt(3) > 0);
                case 3 -> {
                    both.deregister(ordinal, true);
                    both.register(instance(INSTANCES + step));
                }
                case 4, 5, 6, 7, 8 -> {
                    if (!tasks.isEmpty()) {
                        both.release(tasks.remove(random.nextInt(tasks.size())));
                    }
                }
                default -> {
                    final long plan = plans.get(random.nextInt(plans.size()));
                    final long task = both.place(plan, groups.get(random.nextInt(GROUPS)), null);
                    if (task >= 0) {
                        tasks.add(task);
                    }
                }
            }
            tasks.removeIf(task -> !both.isRunning(task));
        }
    }

    private void run(final String name, final int indexes, final List<String> chains) {
        plans.clear();
        groups.clear();
        tasks.clear();
        final Lockstep both = new Lockstep(name, config(indexes), 50);
        for (int i = 0; i < INSTANCES; i++) {
            both.register(instance(i));
        }
        definePlans(both, chains);
        churn(both, 1_200);
        for (int i = 0; i < plans.size() / 2; i++) {
            both.dropPlan(plans.remove(random.nextInt(plans.size())));
        }
        churn(both, 400);
        assertTrue(both.coverage().placed() > 300, () -> both.coverage().toString());
    }

    @Test
    void answersAsTheOracleDoes() {
        for (final String chain : CHAINS) {
            run("keyed, " + chain, 3, List.of(chain));
        }
    }

    @Test
    void answersAsTheOracleDoesWhereIndexesAreScarce() {
        for (int indexes = 1; indexes <= 6; indexes++) {
            run("keyed, " + indexes + " indexes", indexes, CHAINS);
        }
    }

    @Test
    void isOfOneAttributeAndGivesWay() {
        final PlacementEngine engine = new PlacementEngine(config(2));
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1_024)
                    .memoryMib(INSTANCES - i)
                    .attribute("cell", "c" + i % CELLS)
                    .build());
        }
        final long demand = engine.define(Demand.builder().cpuUnits(1).memoryMib(1).build());
        final Chain memory = Chain.parse("binpack(memory)");
        final long first = engine.plan(demand, memory, Constraint.memberOf("attribute:cell == c1"));
        assertTrue(engine.explainPlan(first).contains("of an index of such instances alone"));
        final long second = engine.plan(demand, memory, Constraint.memberOf("attribute:cell == c2"));
        for (final long plan : new long[] {first, second}) {
            assertTrue(
                    engine.explainPlan(plan).contains("of the instances with that value of cell alone, in one pass"),
                    engine.explainPlan(plan));
        }
        final long group = engine.group("service:a");
        assertEquals(INSTANCES - CELLS + 1, engine.instanceOf(engine.place(first, group)));
        assertEquals(INSTANCES - CELLS + 2, engine.instanceOf(engine.place(second, group)));
        engine.plan(demand, Chain.parse("binpack(cpu)"));
        assertTrue(engine.explainPlan(second).contains("value of cell"), "another slot was to spare");
        engine.plan(demand, Chain.parse("binpack(cpu),binpack(memory)"));
        assertFalse(engine.explainPlan(second).contains("value of cell"));
        assertEquals(INSTANCES - CELLS + 1, engine.instanceOf(engine.place(first, group)));
        engine.validate();
    }
}
