package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.oracle.Lockstep;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A plan that is narrowed to a capacity provider considers the instances of that provider alone: in placements,
 * explanations and headrooms. The provider is no attribute, no constraint and no check.
 */
class ProviderTest {
    private static final int INSTANCES = 400;
    private static final int PROVIDERS = 8;
    private static final List<String> CHAINS = List.of(
            "spread(attribute:ecs.availability-zone),binpack(memory)",
            "binpack(memory)",
            "binpack(cpu),binpack(memory)",
            "spread(instanceId),binpack(memory)",
            "",
            "random");

    private final SplittableRandom random = new SplittableRandom(17);

    private static EngineConfig.Builder limits(final int maxIndexes) {
        return EngineConfig.builder()
                .maxInstances(INSTANCES)
                .maxTasks(6 * INSTANCES)
                .maxCounts(12 * INSTANCES)
                .maxPlans(256)
                .maxDemands(256)
                .maxIndexes(maxIndexes)
                .maxFilters(64)
                .maxSpreadValues(64)
                .seed(5);
    }

    private static Demand demand(final int cpuUnits, final int memoryMib) {
        return Demand.builder().cpuUnits(cpuUnits).memoryMib(memoryMib).build();
    }

    /** Three instances: of p, of q, of none; the first has the least room. */
    private static PlacementEngine three() {
        final PlacementEngine engine = new PlacementEngine(limits(2).build());
        final List<String> providers = new ArrayList<>(List.of("p", "q"));
        providers.add(null);
        for (int i = 0; i < 3; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1_000 * (i + 1))
                    .memoryMib(1_000 * (i + 1))
                    .capacityProvider(providers.get(i))
                    .build());
        }
        return engine;
    }

    // ---- one engine ------------------------------------------------------------------------------------------------

    @Test
    void placesOnInstancesOfTheProviderAlone() {
        final PlacementEngine engine = three();
        final long demand = engine.define(demand(400, 400));
        final long group = engine.group("g");
        final long plan = engine.plan(demand, Chain.parse("binpack(memory)"), "q");
        for (int i = 0; i < 5; i++) {
            assertEquals(1, engine.instanceOf(engine.place(plan, group)));
        }
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group), "i-0 and i-2 have room");
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.canPlace(plan, group));
        assertEquals(2, engine.instanceOf(engine.placeOn(engine.plan(demand, Chain.of()), group, 2)));
    }

    @Test
    void considersInstancesOfTheProviderAlone() {
        final PlacementEngine engine = three();
        final long demand = engine.define(demand(400, 400));
        final long group = engine.group("g");
        final long plan = engine.plan(demand, Chain.parse("binpack(memory)"), "q");
        final Headroom headroom = engine.headroom(plan, group);
        assertEquals(5, headroom.count());
        assertEquals(1, headroom.rest().considered());
        assertEquals(1, headroom.rest().count(Reason.CPU));
        assertEquals(1, headroom.rest().closestOrdinal());
        final Explanation explanation = engine.explain(plan, group);
        assertEquals(1, explanation.considered());
        assertEquals(1, explanation.eligible());
        assertEquals(3, engine.explain(engine.plan(demand, Chain.of()), group).considered());
        assertEquals(3, engine.explain(engine.plan(demand, Chain.of(), (String) null), group).considered());
    }

    @Test
    void providerThatNoInstanceHasConsidersNone() {
        final PlacementEngine engine = three();
        final long plan = engine.plan(engine.define(demand(1, 1)), Chain.of(), "r");
        final long group = engine.group("g");
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
        assertEquals(0, engine.explain(plan, group).considered());
        assertEquals(-1, engine.explain(plan, group).closestOrdinal());
        assertEquals(0, engine.headroom(plan, group).count());
        engine.register(Instance.builder("late").cpuUnits(1).memoryMib(1).capacityProvider("r").build());
        assertEquals(3, engine.instanceOf(engine.place(plan, group)));
        assertEquals(1, engine.explain(plan, group).count(Reason.CPU));
        engine.deregisterForced(3);
        assertEquals(0, engine.explain(plan, group).considered());
        engine.register(Instance.builder("other").cpuUnits(9).memoryMib(9).capacityProvider("p").build());
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group), "the ordinal is another's now");
        engine.validate();
    }

    @Test
    void whyNotSaysSoBeforeTheChecks() {
        final PlacementEngine engine = three();
        final long plan = engine.plan(
                engine.define(demand(1_001, 1)), Chain.of(), "q", Constraint.memberOf("runningTasksCount == 0"));
        final long group = engine.group("g");
        final List<FailedCheck> first = engine.whyNot(plan, group, 0);
        assertEquals(
                "[OTHER_PROVIDER (is of capacity provider 'p', must be of 'q'),"
                        + " RESOURCE:CPU (1001 CPU units asked, 1000 remain)]",
                first.toString());
        assertEquals(
                "[OTHER_PROVIDER (is of no capacity provider, must be of 'q')]",
                engine.whyNot(plan, group, 2).toString());
        assertEquals(List.of(), engine.whyNot(plan, group, 1));
        assertEquals(Reason.OTHER_PROVIDER.code(), engine.placeOn(plan, group, 2));
        engine.drain(2);
        assertEquals(Reason.NOT_ACTIVE.code(), engine.placeOn(plan, group, 2));
        assertEquals(Reason.NOT_ACTIVE, engine.whyNot(plan, group, 2).get(0).reason());
        assertEquals(1 << Reason.CPU.ordinal(), engine.failedChecks(plan, group, 0));
        assertEquals(0, engine.failedChecks(plan, group, 2), "considered or not");
        assertEquals(Reason.UNKNOWN_INSTANCE.code(), engine.failedChecks(plan, group, 9));
        assertEquals(Reason.UNKNOWN_PLAN.code(), engine.failedChecks(group, group, 1));
        assertEquals(Reason.UNKNOWN_GROUP.code(), engine.failedChecks(plan, plan, 1));
    }

    @Test
    void isNoAttribute() {
        final PlacementEngine engine = three();
        assertEquals("q", engine.capacityProvider(1));
        assertNull(engine.capacityProvider(2));
        assertEquals("q", engine.describe(1).capacityProvider());
        assertEquals(0, engine.attributes(1).size());
        assertEquals(0, engine.describe(1).attributes().size());
        for (final String name : List.of("", "capacityProvider", "capacityProviderName")) {
            assertFalse(engine.view(1).hasAttribute(name));
            assertNull(engine.view(1).attribute(name));
            assertFalse(engine.removeAttribute(1, name));
        }
        assertEquals("q", engine.capacityProvider(1));
        final PlacementEngine without = new PlacementEngine(limits(2).build());
        for (int i = 0; i < 3; i++) {
            without.register(Instance.builder("i-" + i).cpuUnits(1_000 * (i + 1)).memoryMib(1_000 * (i + 1)).build());
        }
        assertEquals(without.digest(), engine.digest(), "as the other things that never change of an instance");
    }

    /** Ten constraints are allowed beside it, and it counts in none of them. */
    @Test
    void takesNoConstraint() {
        final PlacementEngine engine = three();
        final Constraint[] ten = new Constraint[10];
        for (int i = 0; i < ten.length; i++) {
            ten[i] = Constraint.memberOf("runningTasksCount < " + (i + 1));
        }
        final long plan = engine.plan(engine.define(demand(1, 1)), Chain.of(), "q", ten);
        final long group = engine.group("g");
        assertEquals(1, engine.instanceOf(engine.place(plan, group)));
        assertEquals(1, engine.explain(plan, group).count(Reason.MEMBER_OF), "i-1 alone, which runs one task");
        assertEquals(1, engine.explain(plan, group).considered());
    }

    @Test
    void providersAndPlansComeAndGo() {
        final PlacementEngine engine = new PlacementEngine(limits(2).maxAttributeNames(1).maxAttributeValues(2)
                .maxAttributes(1).build());
        final Instance first = Instance.builder("a").cpuUnits(9).memoryMib(9).capacityProvider("p").build();
        for (int round = 0; round < 5; round++) {
            final int ordinal = engine.register(first);
            assertThrows(
                    LimitExceededException.class,
                    () -> engine.register(Instance.builder("b").capacityProvider("q").build()));
            final long demand = engine.define(demand(1, 1));
            final long plan = engine.plan(demand, Chain.of(), "p");
            final long other = engine.plan(demand, Chain.of(), "q");
            assertThrows(LimitExceededException.class, () -> engine.plan(demand, Chain.of(), "r"));
            final long group = engine.group("g");
            assertTrue(engine.place(plan, group) >= 0);
            assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(other, group));
            engine.dropPlan(plan);
            engine.dropPlan(other);
            engine.dropDemand(demand);
            engine.deregisterForced(ordinal);
            engine.validate();
        }
    }

    @Test
    void refusesAnEmptyName() {
        final PlacementEngine engine = three();
        final long demand = engine.define(demand(1, 1));
        assertThrows(IllegalArgumentException.class, () -> engine.plan(demand, Chain.of(), ""));
        assertThrows(IllegalArgumentException.class, () -> Instance.builder("x").capacityProvider(""));
        assertThrows(IllegalArgumentException.class, () -> engine.capacityProvider(7));
        final PlacementEngine noFilters = new PlacementEngine(limits(2).maxFilters(0).build());
        final long plain = noFilters.define(demand(1, 1));
        assertThrows(LimitExceededException.class, () -> noFilters.plan(plain, Chain.of(), "p"));
        noFilters.validate();
    }

    @Test
    void explanationPassesOverWhatIsExcluded() {
        final PlacementEngine engine = three();
        final long plan = engine.plan(engine.define(demand(1, 9_000)), Chain.of());
        final long group = engine.group("g");
        final Exclusion exclusion = new Exclusion(3);
        exclusion.add(2);
        assertEquals(2, engine.explain(plan, group).closestOrdinal());
        final Explanation explanation = engine.explain(plan, group, exclusion);
        assertEquals(2, explanation.considered());
        assertEquals(2, explanation.count(Reason.MEMORY));
        assertEquals(1, explanation.closestOrdinal());
    }

    // ---- speed -----------------------------------------------------------------------------------------------------

    /** One provider has an index of its own; more share one with a bucket for each. */
    @Test
    void manyProvidersShareAnIndex() {
        final PlacementEngine engine = new PlacementEngine(limits(2).build());
        for (int i = 0; i < INSTANCES; i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(1_024)
                    .memoryMib(INSTANCES - i)
                    .attribute("cell", "c" + i % 2)
                    .capacityProvider("p" + i % PROVIDERS)
                    .build());
        }
        final long demand = engine.define(demand(1, 1));
        final Chain memory = Chain.parse("binpack(memory)");
        final long first = engine.plan(demand, memory, "p1");
        assertEquals(
                "50 of 400 instances are of capacity provider 'p1': index by (memory, ordinal), of an index of such"
                        + " instances alone",
                route(engine, first));
        final long group = engine.group("g");
        final List<Long> plans = new ArrayList<>(List.of(first));
        for (int i = 2; i < PROVIDERS; i++) {
            plans.add(engine.plan(demand, memory, "p" + i));
        }
        for (int i = 0; i < plans.size(); i++) {
            assertEquals(
                    "50 of 400 instances are of capacity provider 'p" + (i + 1) + "': index by (memory, ordinal), of"
                            + " the instances of that capacity provider alone, in one pass",
                    route(engine, plans.get(i)));
            assertEquals(INSTANCES - PROVIDERS + i + 1, engine.instanceOf(engine.place(plans.get(i), group)));
        }
        final long queried = engine.plan(demand, memory, "p3", Constraint.memberOf("attribute:cell exists"));
        assertTrue(
                engine.explainPlan(queried).startsWith(
                        "50 of 400 instances are of capacity provider 'p3' and satisfy memberOf: "),
                engine.explainPlan(queried));
        assertEquals(INSTANCES - PROVIDERS + 3, engine.instanceOf(engine.place(queried, group)));
        engine.validate();
    }

    private static String route(final PlacementEngine engine, final long plan) {
        final String text = engine.explainPlan(plan);
        return text.substring(0, text.indexOf(';'));
    }

    // ---- in lock-step ----------------------------------------------------------------------------------------------

    private Instance instance(final int number) {
        final Instance.Builder builder = Instance.builder("i-" + number)
                .cpuUnits(1_000 + random.nextInt(900))
                .memoryMib(1_024 * (1 + random.nextInt(2)))
                .attribute("disk", random.nextBoolean() ? "ssd" : null)
                .attribute("ecs.availability-zone", "z" + random.nextInt(3));
        if (random.nextInt(20) > 0) {
            builder.capacityProvider("p" + random.nextInt(PROVIDERS));
        }
        return builder.build();
    }

    private void run(final String name, final int indexes, final List<String> chains) {
        final List<Long> plans = new ArrayList<>();
        final List<Long> groups = new ArrayList<>();
        final List<Long> tasks = new ArrayList<>();
        final Lockstep both = new Lockstep(name, limits(indexes).build(), 50);
        for (int i = 0; i < INSTANCES; i++) {
            both.register(instance(i));
        }
        for (int provider = 0; provider <= PROVIDERS; provider++) {
            for (final String chain : chains) {
                final long demand = both.define(
                        demand(1 + random.nextInt(300), 128 * (1 + random.nextInt(3)))).orElseThrow();
                final List<Constraint> constraints = new ArrayList<>();
                if (provider % 3 == 1) {
                    constraints.add(Constraint.memberOf("attribute:disk == ssd or runningTasksCount < 2"));
                }
                if (provider % 4 == 2) {
                    constraints.add(Constraint.distinctInstance());
                }
                both.plan(demand, Chain.parse(chain), "p" + provider, constraints).ifPresent(plans::add);
            }
        }
        for (int group = 0; group < 3; group++) {
            groups.add(both.group("service:" + group).orElseThrow());
        }
        churn(both, plans, groups, tasks, 900);
        for (int i = 0; i < plans.size() / 2; i++) {
            both.dropPlan(plans.remove(random.nextInt(plans.size())));
        }
        churn(both, plans, groups, tasks, 400);
        assertTrue(both.coverage().placed() > 300, () -> both.coverage().toString());
    }

    private void churn(
            final Lockstep both,
            final List<Long> plans,
            final List<Long> groups,
            final List<Long> tasks,
            final int steps) {
        for (int step = 0; step < steps; step++) {
            final int ordinal = random.nextInt(INSTANCES);
            final long plan = plans.get(random.nextInt(plans.size()));
            final long group = groups.get(random.nextInt(groups.size()));
            switch (random.nextInt(18)) {
                case 0 -> both.setActive(ordinal, random.nextInt(3) > 0);
                case 1 -> {
                    both.deregister(ordinal, true);
                    both.register(instance(INSTANCES + step));
                }
                case 2 -> both.explain(plan, group, null);
                case 3 -> both.headroom(plan, group);
                case 4 -> both.whyNot(plan, group, ordinal);
                case 5 -> tasks.add(both.placeOn(plan, group, ordinal));
                case 6, 7, 8, 9 -> {
                    if (!tasks.isEmpty()) {
                        both.release(tasks.remove(random.nextInt(tasks.size())));
                    }
                }
                default -> tasks.add(both.place(plan, group, null));
            }
            tasks.removeIf(task -> !both.isRunning(task));
        }
    }

    @Test
    void answersAsTheOracleDoes() {
        for (final String chain : CHAINS) {
            run("providers, " + chain, 3, List.of(chain));
        }
    }

    @Test
    void answersAsTheOracleDoesWhereIndexesAreScarce() {
        for (int indexes = 1; indexes <= 4; indexes++) {
            run("providers, " + indexes + " indexes", indexes, CHAINS);
        }
    }
}
