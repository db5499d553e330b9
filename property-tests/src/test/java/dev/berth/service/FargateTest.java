package dev.berth.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.Demand;
import dev.berth.PlacementEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fargate: placement.md, section 8. */
class FargateTest {
    private static final Demand DEMAND = Demand.builder().cpuUnits(256).memoryMib(512).gpus(1).build();

    private final Scene scene = new Scene();

    private static ServiceSpec.Builder fargate(final int desiredCount, final String... zones) {
        return ServiceSpec.replica("web", desiredCount).demand(DEMAND).fargate(List.of(zones));
    }

    /** Each row: CPU units, then all MiB that go with them, as a range by a step or one by one. */
    @Test
    void pairsOfCpuAndMemory() {
        assertAllowed(256, IntStream.of(512, 1_024, 2_048));
        assertAllowed(512, IntStream.rangeClosed(1, 4).map(i -> 1_024 * i));
        assertAllowed(1_024, IntStream.rangeClosed(2, 8).map(i -> 1_024 * i));
        assertAllowed(2_048, IntStream.rangeClosed(4, 16).map(i -> 1_024 * i));
        assertAllowed(4_096, IntStream.rangeClosed(8, 30).map(i -> 1_024 * i));
        assertAllowed(8_192, IntStream.of(16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60).map(i -> 1_024 * i));
        assertAllowed(16_384, IntStream.of(32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120).map(i -> 1_024 * i));
        for (final int cpuUnits : new int[] {0, 128, 257, 3_072, 32_768}) {
            assertAllowed(cpuUnits, IntStream.empty());
        }
    }

    private static void assertAllowed(final int cpuUnits, final IntStream memory) {
        final List<Integer> allowed = memory.boxed().toList();
        for (int mib = 0; mib <= 125_000; mib += 256) {
            final Demand demand = Demand.builder().cpuUnits(cpuUnits).memoryMib(mib).build();
            if (allowed.contains(mib)) {
                assertDoesNotThrow(() -> Fargate.check(demand));
            } else {
                assertThrows(IllegalArgumentException.class, () -> Fargate.check(demand));
            }
        }
    }

    @Test
    void refusalNamesTheMemberTheValueAndWhatIsAllowed() {
        final Demand demand = Demand.builder().cpuUnits(256).memoryMib(1_536).build();
        assertEquals(
                "memoryMib is 1536, must be one of [512, 1024, 2048] for Fargate with 256 CPU units",
                assertThrows(IllegalArgumentException.class, () -> Fargate.check(demand)).getMessage());
    }

    @Test
    void tasksGoToTheZoneWithTheFewestThenToTheOneNamedFirst() {
        final Service service = scene.services.create(fargate(4, "c", "a", "b").build());
        assertEquals(
                List.of("c", "a", "b", "c"),
                service.tasks().stream().map(ServiceTask::zone).toList());
        final ServiceTask task = service.tasks().get(0);
        assertEquals(ServiceTask.NO_ORDINAL, task.ordinal());
        assertEquals(PlacementEngine.NO_TASK, task.handle());
        assertEquals(0, scene.engine.taskCount());
        assertEquals(4, service.runningCount());
        assertEquals(0, service.pendingCount());
        assertEquals(2, scene.services.fargate().count("service:web", "c"));
        scene.services.update(service, fargate(8, "a", "d").build());
        // a has one, d none: d, a (named first), d, a.
        assertEquals(Map.of("a", 3, "b", 1, "c", 2, "d", 2), scene.zones(service));
    }

    @Test
    void stoppedTaskIsReplacedAtATickInTheZoneThatIsShort() {
        final Service service = scene.services.create(fargate(4, "a", "b").build());
        scene.services.stop(scene.task(service, 1));
        assertEquals(1, service.pendingCount());
        assertEquals(Map.of("a", 1, "b", 2), scene.zones(service));
        assertEquals(List.of("+web/5"), scene.toldByTick());
        assertEquals(Map.of("a", 2, "b", 2), scene.zones(service));
    }

    @Test
    void scaleInTakesTheLastTaskOfTheFullestZone() {
        final Service service = scene.services.create(fargate(5, "a", "b").build());
        scene.told();
        scene.services.update(service, fargate(2, "a", "b").build());
        assertEquals(List.of("-web/5", "-web/4", "-web/3"), scene.told());
        scene.services.update(service, fargate(4, "b").build());
        assertEquals(Map.of("a", 1, "b", 3), scene.zones(service));
        scene.services.protect(scene.task(service, 7), true);
        scene.told();
        scene.services.update(service, fargate(2, "a").build());
        assertEquals(List.of("-web/6", "-web/2"), scene.told());
        scene.services.delete(service);
        assertEquals(0, scene.services.fargate().count("service:web", "b"));
        assertEquals(List.of("-web/1", "-web/7"), scene.told());
    }

    @Test
    void zonesAreNotRebalancedAndInstancesDoNotMatter() {
        final int ordinal = scene.add("a");
        final Service service = scene.services.create(fargate(3, "a").azRebalancing(true).build());
        scene.services.update(service, fargate(3, "a", "b").azRebalancing(true).build());
        scene.engine.drain(ordinal);
        assertEquals(List.of(), scene.toldByTick());
        assertEquals(Map.of("a", 3), scene.zones(service));
    }

    @Test
    void tasksOfOtherGroupsAndCallersAreCountedAlike() {
        final Fargate fargate = scene.services.fargate();
        assertEquals("b", fargate.place("family:x", List.of("b", "a")));
        assertEquals("a", fargate.place("family:x", List.of("b", "a")));
        assertEquals("b", fargate.place("family:y", List.of("b", "a")));
        assertEquals("b", fargate.place("family:x", List.of("b", "a")));
        fargate.release("family:x", "b");
        fargate.release("family:x", "b");
        assertEquals(0, fargate.count("family:x", "b"));
        assertEquals(1, fargate.count("family:x", "a"));
        assertThrows(IllegalArgumentException.class, () -> fargate.release("family:x", "b"));
        assertThrows(IllegalArgumentException.class, () -> fargate.place("family:x", List.of()));
    }

    @Test
    void launchTypeStays() {
        final Service service = scene.services.create(fargate(1, "a").build());
        assertNull(service.terms());
        assertThrows(
                IllegalArgumentException.class,
                () -> scene.services.update(
                        service, ServiceSpec.replica("web", 1).demand(DEMAND).build()));
        assertEquals(1, service.runningCount());
    }
}
