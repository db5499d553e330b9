package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Named resources: their names, their checks and the order of these, and what is told of them. */
class ResourcesTest {
    private static final String DISK = "disk-gib";
    private static final String LICENCES = "licences";

    private static PlacementEngine engine(final int maxFilters) {
        return new PlacementEngine(EngineConfig.builder()
                .maxInstances(300)
                .maxTasks(10_000)
                .maxCounts(10_000)
                .maxFilters(maxFilters)
                .resources(DISK, LICENCES)
                .build());
    }

    private static Instance.Builder instance(final String id) {
        return Instance.builder(id).cpuUnits(10_000).memoryMib(10_000);
    }

    private static void assertRefused(final String message, final Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    private static void configure(final String... names) {
        EngineConfig.builder().resources(names);
    }

    @Test
    void badNamesAreRefused() {
        final String taken = "', must be another name than those of the resources that every engine has:"
                + " CPU, MEMORY, PORTS, PORTS_UDP, GPU, ENI";
        for (final String name : List.of("CPU", "MEMORY", "PORTS", "PORTS_UDP", "GPU", "ENI", "gpu")) {
            assertRefused("resource is '" + name + taken, () -> configure("a", name));
        }
        final String pattern = "', must be a letter and at most 62 letters, digits, dots, underscores and hyphens";
        for (final String name : List.of("1", "a b", "a:b", "ä", "-", "a".repeat(64))) {
            assertRefused("resource is '" + name + pattern, () -> configure(name));
        }
        assertRefused("resource is empty, must be text", () -> configure(""));
        assertRefused("resource is null, must be text", () -> configure("a", null));
        assertRefused("resource is 'a', must be named once", () -> configure("a", "b", "a"));
        final String[] many = IntStream.range(0, 17).mapToObj(i -> "r" + i).toArray(String[]::new);
        assertRefused("number of resources is 17, must be 0..16", () -> configure(many));
        configure(Arrays.copyOf(many, 16));
        configure("a".repeat(63), "A");
    }

    @Test
    void unknownNamesAreRefusedAndChangeNothing() {
        final PlacementEngine engine = engine(16);
        engine.register(instance("i-0").resource(DISK, 5).build());
        final long digest = engine.digest();
        final String message =
                "resource is 'disk', must be one that EngineConfig.resources names, which are [disk-gib, licences]";
        assertRefused(message, () -> engine.register(instance("i-1").resource("disk", 0).build()));
        assertRefused(message, () -> engine.define(Demand.builder().resource("disk", 0).build()));
        assertRefused(message, () -> engine.resize(0, "disk", 1));
        assertRefused(message, () -> engine.reserve(0, "disk", 1));
        assertRefused(message, () -> engine.remainingResource(0, "disk"));
        assertRefused(message.replace("'disk'", "'null'"), () -> engine.remainingResource(0, null));
        final PlacementEngine without = new PlacementEngine(EngineConfig.builder().maxInstances(1).build());
        assertRefused(
                "resource is 'disk', must be one that EngineConfig.resources names, which are none",
                () -> without.define(Demand.builder().resource("disk", 1).build()));
        assertEquals(digest, engine.digest());
        assertEquals(1, engine.instanceCount());
        engine.validate();
    }

    @Test
    void badAmountsAreRefusedAndChangeNothing() {
        final PlacementEngine engine = engine(16);
        assertRefused(
                "amount of resource 'disk-gib' is -1, must be 0..2147483647",
                () -> Demand.builder().resource(DISK, -1));
        assertRefused(
                "amount of resource 'disk-gib' is -1, must be 0..2147483647",
                () -> instance("i-0").resource(DISK, -1));
        assertRefused(
                "remaining disk-gib is 6, must be at most the registered 5",
                () -> engine.register(instance("i-0").resource(DISK, 5).remainingResource(DISK, 6).build()));
        engine.register(instance("i-0").resource(DISK, 5).build());
        engine.reserve(0, DISK, 2);
        final long digest = engine.digest();
        assertRefused(
                "disk-gib would leave 6 and 6 without tasks, must be -2147483648..5",
                () -> engine.reserve(0, DISK, -3));
        assertRefused(
                "amount of resource 'disk-gib' is -1, must be 0..2147483647", () -> engine.resize(0, DISK, -1));
        assertRefused("ordinal is 1, must be that of a registered instance", () -> engine.resize(1, DISK, 1));
        assertEquals(digest, engine.digest());
        engine.validate();
    }

    @Test
    void resizeAndReserveChangeWhatRemains() {
        final PlacementEngine engine = engine(16);
        engine.register(instance("i-0").resource(DISK, 5).remainingResource(DISK, 4).resource(LICENCES, 1).build());
        final long demand = engine.define(Demand.builder().resource(DISK, 3).build());
        engine.adopt(demand, engine.group("g"), 0, false);
        engine.adopt(demand, engine.group("g"), 0, true);
        assertEquals(1, engine.remainingResource(0, DISK));
        engine.resize(0, DISK, 2);
        assertEquals(-2, engine.remainingResource(0, DISK));
        engine.reserve(0, LICENCES, 1);
        assertEquals(0, engine.remainingResource(0, LICENCES));
        assertEquals(0, engine.remainingResource(7, LICENCES));
        final Instance described = engine.describe(0);
        assertEquals(Map.of(DISK, 2, LICENCES, 1), described.resources());
        assertEquals(-2, described.remainingResource(DISK));
        assertEquals(0, described.remainingResource("other"));
        engine.validate();
        final long huge = engine.define(Demand.builder().resource(DISK, Integer.MAX_VALUE - 1).build());
        assertTrue(engine.adopt(huge, engine.group("g"), 0, false) >= 0);
        assertEquals(Reason.OUT_OF_RANGE.code(), engine.adopt(huge, engine.group("g"), 0, false));
        assertEquals(Reason.OUT_OF_RANGE.code(), engine.adopt(huge, engine.group("g"), 0, true));
        engine.validate();
    }

    @Test
    void checksComeInConfiguredOrderAfterSlotsAndBeforeConstraints() {
        final PlacementEngine engine = engine(16);
        engine.register(Instance.builder("i-0").build());
        engine.register(instance("i-1").eniSlots(1).resource(DISK, 10).build());
        engine.register(instance("i-2").eniSlots(1).resource(DISK, 3).resource(LICENCES, 4).build());
        final long demand = engine.define(Demand.builder()
                .cpuUnits(1)
                .eniSlots(1)
                .resource(LICENCES, 5)
                .resource(DISK, 4)
                .build());
        final long plan = engine.plan(
                demand, Chain.parse("binpack(memory)"), Constraint.memberOf("attribute:rack exists"));
        final long group = engine.group("g");
        final List<FailedCheck> failed = engine.whyNot(plan, group, 0);
        assertEquals(
                List.of(
                        "RESOURCE:CPU",
                        "RESOURCE:ENI",
                        "RESOURCE:disk-gib",
                        "RESOURCE:licences",
                        "MemberOf placement constraint unsatisfied."),
                failed.stream().map(FailedCheck::check).toList());
        assertEquals("RESOURCE:disk-gib (4 disk-gib asked, 0 remain)", failed.get(2).toString());
        assertEquals(Reason.RESOURCE, failed.get(3).reason());
        assertEquals(LICENCES, failed.get(3).resource());
        assertEquals(5, failed.get(3).asked());
        assertNull(failed.get(1).resource());
        assertEquals(Reason.RESOURCE.code(), engine.placeOn(plan, group, 1));
        assertEquals(
                1 << Reason.RESOURCE.ordinal() | 1 << Reason.MEMBER_OF.ordinal(), engine.failedChecks(plan, group, 2));
        final Explanation explanation = engine.explain(plan, group);
        assertEquals(1, explanation.count(Reason.CPU));
        assertEquals(2, explanation.count(Reason.RESOURCE));
        assertEquals(1, explanation.count(LICENCES));
        assertEquals(1, explanation.count(DISK));
        assertEquals(0, explanation.eligible());
        assertEquals(1, explanation.closestOrdinal(), "two checks, not three");
        assertRefused("resource is 'x', must be one of [disk-gib, licences]", () -> explanation.count("x"));
    }

    /** The one that misses the least, by the largest ratio, is the closest. */
    @Test
    void shortfallCountsForTheClosest() {
        final PlacementEngine engine = engine(16);
        engine.register(instance("i-0").resource(DISK, 50).build());
        engine.register(instance("i-1").resource(DISK, 70).build());
        engine.register(instance("i-2").resource(DISK, 60).build());
        final long plan = engine.plan(
                engine.define(Demand.builder().resource(DISK, 100).build()), Chain.parse("binpack(memory)"));
        final Explanation explanation = engine.explain(plan, engine.group("g"));
        assertEquals(1, explanation.closestOrdinal());
        assertEquals(
                "[RESOURCE:disk-gib (100 disk-gib asked, 70 remain)]",
                explanation.closestFailures().toString());
    }

    /** With filters and without: what is placed until one is refused, one after the other and as a gang. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16})
    void headroomAndGangsAreExact(final int maxFilters) {
        final PlacementEngine engine = engine(maxFilters);
        int fitting = 0;
        for (int i = 0; i < 300; i++) {
            engine.register(instance("i-" + i).resource(DISK, i).resource(LICENCES, i % 4).build());
            fitting += Math.min(i / 25, i % 4);
        }
        final long demand = engine.define(
                Demand.builder().memoryMib(1).resource(DISK, 25).resource(LICENCES, 1).build());
        final long plan = engine.plan(demand, Chain.parse("spread(instanceId),binpack(memory)"));
        final long group = engine.group("g");
        assertEquals(fitting, engine.headroom(plan, group).count());
        final long[] plans = new long[fitting + 1];
        final long[] groups = new long[fitting + 1];
        Arrays.fill(plans, plan);
        Arrays.fill(groups, group);
        final long[] tasks = new long[fitting + 1];
        final long digest = engine.digest();
        assertEquals(fitting, engine.canPlaceAll(plans, groups, fitting + 1, tasks));
        assertEquals(fitting, engine.placeAll(plans, groups, fitting + 1, tasks));
        assertEquals(digest, engine.digest());
        assertEquals(fitting, engine.placeAll(plans, groups, fitting, tasks));
        engine.validate();
        assertEquals(Reason.NOTHING_ELIGIBLE.code(), engine.place(plan, group));
        assertEquals(0, engine.headroom(plan, group).count());
        for (int i = 0; i < fitting; i++) {
            engine.release(tasks[i]);
        }
        assertEquals(digest, engine.digest());
        assertEquals(fitting, engine.headroom(plan, group).count());
        engine.validate();
    }

    @Test
    void demandsWithOtherResourcesAreOthers() {
        final Demand one = Demand.builder().resource(DISK, 1).build();
        assertEquals(one, Demand.builder().resource(DISK, 2).resource(DISK, 1).build());
        assertTrue(!one.equals(Demand.builder().resource(DISK, 2).build()));
        assertTrue(!one.equals(Demand.builder().build()));
    }
}
