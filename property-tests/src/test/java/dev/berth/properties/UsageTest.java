package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.PlanInfo;
import dev.berth.Reason;
import dev.berth.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Limits that can be seen before they are met, and defaults that services do not meet. */
class UsageTest {
    private static final Demand SMALL = Demand.builder().cpuUnits(1).build();
    private static final int MIB = 1 << 20;

    /** What the defaults took before they had room for the counts of services. */
    private static final double FOOTPRINT_BEFORE = 115.46 * MIB;

    private static void assertUsed(final int used, final int highest, final Usage usage, final String name) {
        assertEquals(used, usage.limit(name).used(), () -> name + " in " + usage);
        assertEquals(highest, usage.limit(name).highest(), () -> name + " in " + usage);
    }

    private static Instance.Builder instance(final int number) {
        return Instance.builder("i-" + number).cpuUnits(1_000_000).attribute(Chain.ZONE_ATTRIBUTE, "z" + number % 3);
    }

    @Test
    void everyLimitOfTheConfigurationIsTold() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder().maxInstances(5).build());
        final Set<String> told = new TreeSet<>();
        for (final Usage.Limit limit : engine.usage().limits()) {
            told.add(limit.name());
            assertTrue(limit.used() <= limit.highest() && limit.highest() <= limit.most(), limit.toString());
        }
        final Set<String> limits = new TreeSet<>(Set.of("spreadAttributes"));
        Arrays.stream(EngineConfig.class.getMethods())
                .filter(method -> method.getName().startsWith("max"))
                .forEach(method -> limits.add(method.getName()));
        assertEquals(limits, told);
        assertEquals(5, engine.usage().limit("maxInstances").most());
        assertThrows(IllegalArgumentException.class, () -> engine.usage().limit("maxNothing"));
    }

    @Test
    void whatIsUsedIsCountedAndTheHighestStays() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(20)
                .maxTasks(10)
                .maxPorts(8)
                .maxFilters(4)
                .maxIndexes(2)
                .build());
        for (int i = 0; i < 6; i++) {
            engine.register(instance(i).tcpPortInUse(22).build());
        }
        engine.deregister(1);
        final long demand = engine.define(Demand.builder().cpuUnits(1).hostPort(80).build());
        final long plan = engine.plan(demand, Chain.serviceDefault(), Constraint.memberOf("attribute:rack exists"));
        final long plain = engine.plan(engine.define(SMALL), Chain.serviceDefault());
        final long group = engine.group("g");
        engine.closeGroup(engine.group("gone"));
        final long[] tasks = new long[4];
        assertEquals(4, engine.placeMany(plain, group, 4, tasks));
        engine.release(tasks[0]);
        final Usage usage = engine.usage();
        assertUsed(5, 6, usage, "maxInstances");
        assertUsed(3, 4, usage, "maxTasks");
        assertUsed(1, 2, usage, "maxGroups");
        assertUsed(2, 2, usage, "maxDemands");
        assertUsed(2, 2, usage, "maxPlans");
        assertUsed(5, 5, usage, "maxPorts");
        assertUsed(5, 6, usage, "maxAttributes");
        assertUsed(1, 1, usage, "spreadAttributes");
        assertUsed(4, 4, usage, "maxSpreadValues");
        assertUsed(1, 1, usage, "maxIndexes");
        // The port's, and those of rack.
        assertTrue(usage.limit("maxFilters").used() >= 2, usage.toString());
        // Three instances and three zones, with a head each.
        assertEquals(8, usage.limit("maxCounts").used(), usage.toString());
        assertEquals(0.3, usage.limit("maxTasks").share());
        assertEquals(List.of(), usage.scans());
        engine.dropPlan(plan);
        engine.dropPlan(plain);
        assertUsed(0, 2, engine.usage(), "maxPlans");
        assertUsed(0, 0, engine.usage(), "maxCounts");
        assertUsed(0, 0, engine.usage(), "maxFilters");
    }

    /** Used and most are equal just where one more is refused. */
    @Test
    void aLimitThatIsFullIsUsedUp() {
        final PlacementEngine engine = new PlacementEngine(EngineConfig.builder()
                .maxInstances(2)
                .maxTasks(3)
                .maxGroups(2)
                .maxDemands(1)
                .maxPlans(1)
                .maxCounts(4)
                .build());
        engine.register(instance(0).build());
        engine.register(instance(1).build());
        assertThrows(LimitExceededException.class, () -> engine.register(instance(2).build()));
        final long plan = engine.plan(engine.define(SMALL), Chain.parse("spread(instanceId)"));
        engine.group("h");
        final long group = engine.group("g");
        assertThrows(LimitExceededException.class, () -> engine.group("i"));
        assertEquals(3, engine.placeMany(plan, group, 3, new long[3]));
        assertEquals(Reason.MAX_TASKS.code(), engine.place(plan, group));
        for (final String full : List.of("maxInstances", "maxTasks", "maxGroups", "maxDemands", "maxPlans")) {
            assertEquals(1, engine.usage().limit(full).share(), full);
        }
        assertUsed(3, 3, engine.usage(), "maxCounts");
    }

    @Test
    void aPlanSaysHowItIsServedAndWhyByAScan() {
        final PlacementEngine engine = new PlacementEngine(
                EngineConfig.builder().maxInstances(200).maxTasks(50).maxIndexes(1).build());
        for (int i = 0; i < 100; i++) {
            engine.register(instance(i).attribute("rack", "r" + i % 2).build());
        }
        final long demand = engine.define(SMALL);
        final long memory = engine.plan(demand, Chain.parse("binpack(memory)"));
        final PlanInfo indexed = engine.planInfo(memory);
        assertEquals(PlanInfo.Route.INDEX, indexed.route());
        assertEquals("(memory, ordinal)", indexed.order());
        assertNull(indexed.scanCause());
        assertNull(indexed.levels());
        assertEquals(0, indexed.bound().instances());
        assertTrue(engine.explainPlan(memory).contains("compares at most " + indexed.bound().entries() + " entries"));
        assertTrue(engine.explainPlan(memory).contains("at most " + indexed.bound().blocks() + " blocks"));

        final long cpu = engine.plan(demand, Chain.parse("binpack(cpu)"));
        final long zones = engine.plan(demand, Chain.serviceDefault());
        final long unserved = engine.plan(demand, Chain.parse("binpack(cpu),spread(instanceId)"));
        final long few = engine.plan(demand, Chain.parse("binpack(cpu)"), Constraint.memberOf("attribute:rack == r9"));
        final long random = engine.plan(
                demand, Chain.parse("random"), Constraint.memberOf(view -> true), Constraint.distinctInstance());
        assertEquals(PlanInfo.ScanCause.MAX_INDEXES, engine.planInfo(cpu).scanCause());
        assertEquals(new PlanInfo.Bound(100, 0, 0), engine.planInfo(cpu).bound());
        assertEquals(PlanInfo.ScanCause.MAX_INDEXES_OR_SPREAD_VALUES, engine.planInfo(zones).scanCause());
        assertEquals(Chain.ZONE_ATTRIBUTE, engine.planInfo(zones).spreadAttribute());
        assertEquals(PlanInfo.ScanCause.CHAIN, engine.planInfo(unserved).scanCause());
        assertEquals(PlanInfo.Route.REFUSED, engine.planInfo(few).route());
        assertEquals(0, engine.planInfo(few).members());
        assertEquals(-1, engine.planInfo(cpu).members());
        assertTrue(engine.planInfo(random).isRandom());
        assertEquals(1, engine.planInfo(random).predicates());
        final List<Long> scans = engine.usage().scans().stream().map(PlanInfo::plan).toList();
        assertEquals(List.of(cpu, zones, unserved), scans);
        for (final long plan : new long[] {memory, cpu, zones, unserved, few, random}) {
            assertEquals(
                    engine.explainPlan(plan).startsWith("scan:"), scans.contains(plan), engine.explainPlan(plan));
        }
        engine.dropPlan(cpu);
        assertEquals(List.of(zones, unserved), engine.usage().scans().stream().map(PlanInfo::plan).toList());
        assertThrows(IllegalArgumentException.class, () -> engine.planInfo(cpu));
    }

    @Test
    void theDefaultsTakeAtMostHalfAsMuchAgain() {
        final EngineConfig defaults = EngineConfig.builder().build();
        assertTrue(defaults.footprintBytes() <= 1.5 * FOOTPRINT_BEFORE, defaults.footprint().toString());
    }

    /** The default limits, full of tasks of services of 32, whose counts are the most: never MAX_COUNTS. */
    @Test
    void servicesDoNotExhaustTheDefaultCounts() {
        final EngineConfig defaults = EngineConfig.builder().build();
        fill(defaults, 6, new SplittableRandom(1), defaults.maxTasks() / defaults.maxGroups());
    }

    /** The same of other limits, with groups of any size. */
    @Test
    void servicesDoNotExhaustTheCountsOfOtherLimits() {
        final SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 300; round++) {
            final int zones = random.nextInt(1, 7);
            final EngineConfig limits = EngineConfig.builder()
                    .maxInstances(random.nextInt(1, 60))
                    .maxTasks(random.nextInt(1, 1_500))
                    .maxGroups(random.nextInt(1, 100))
                    .maxFilters(4)
                    .maxAttributeValues(100)
                    .maxPorts(1)
                    .build();
            fill(limits, zones, random, 0);
        }
    }

    /** Fills an engine with the default chain; a size of 0 = any size for each group. */
    private static void fill(
            final EngineConfig limits, final int zones, final SplittableRandom random, final int size) {
        final PlacementEngine engine = new PlacementEngine(limits);
        for (int i = 0; i < limits.maxInstances(); i++) {
            engine.register(Instance.builder("i-" + i)
                    .cpuUnits(limits.maxTasks())
                    .attribute(Chain.ZONE_ATTRIBUTE, "z" + i % zones)
                    .build());
        }
        final long plan = engine.plan(engine.define(SMALL), Chain.serviceDefault());
        int left = limits.maxTasks();
        for (int group = 0; left > 0; group++) {
            final boolean isLast = group == limits.maxGroups() - 1;
            final int any = size > 0 ? size : random.nextInt(1, 1 + random.nextInt(1, left + 1));
            final int count = isLast ? left : Math.min(left, any);
            final long[] tasks = new long[count];
            assertEquals(
                    count,
                    engine.placeMany(plan, engine.group("service:" + group), count, tasks),
                    () -> Arrays.stream(tasks).min() + " with " + engine.usage());
            left -= count;
        }
        assertEquals(Reason.MAX_TASKS.code(), engine.place(plan, engine.group("service:0")));
        assertTrue(engine.usage().limit("maxCounts").share() <= 1, engine.usage().toString());
    }
}
