package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REPLICA services: placement.md, section 5. */
class ReplicaTest {
    private final Scene scene = new Scene();

    private static void assertCounts(final int running, final int pending, final Service service) {
        assertEquals(running, service.runningCount());
        assertEquals(pending, service.pendingCount());
        assertEquals(running + pending, service.desiredCount());
    }

    @Test
    void whatFindsNoPlaceWaitsForATick() {
        scene.add("a");
        final Service service = scene.services.create(web(10).build());
        assertCounts(8, 2, service);
        assertEquals(List.of(), scene.toldByTick());
        scene.add("a");
        assertCounts(8, 2, service);
        assertEquals(List.of("+web/9", "+web/10"), scene.toldByTick());
        assertCounts(10, 0, service);
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void updatePlacesWhatIsMissingAtOnceWithTheNewValuesAndWhatRunsStays() {
        scene.add("a");
        scene.add("a");
        scene.engine.setAttribute(1, "ssd", null);
        final Service service = scene.services.create(web(2).build());
        assertEquals(List.of(0, 1), Scene.ordinals(service));
        final Demand larger = Demand.builder().cpuUnits(256).memoryMib(128).build();
        scene.services.update(
                service,
                ServiceSpec.replica("web", 4)
                        .demand(larger)
                        .chain(Chain.parse("binpack(cpu)"))
                        .constraint(Constraint.memberOf("attribute:ssd exists"))
                        .build());
        assertEquals(List.of(0, 1, 1, 1), Scene.ordinals(service));
        assertEquals(
                List.of(SMALL, SMALL, larger, larger),
                service.tasks().stream().map(ServiceTask::demand).toList());
        assertEquals(1_024 - 128 - 512, scene.engine.remainingCpuUnits(1));
        assertEquals(List.of(), scene.toldByTick());
        // Binpack is in force at scale-in too: instance 0 would have the most left.
        scene.services.update(
                service, ServiceSpec.replica("web", 3).demand(larger).chain(Chain.parse("binpack(cpu)")).build());
        assertEquals(List.of("-web/1"), scene.told());
        scene.engine.validate();
    }

    @Test
    void updateKeepsNameSchedulingStrategyAndLaunchType() {
        scene.add("a");
        final Service service = scene.services.create(web(1).build());
        final ServiceSpec before = service.spec();
        final Demand fargate = Demand.builder().cpuUnits(256).memoryMib(512).build();
        final List<ServiceSpec> refused = List.of(
                ServiceSpec.replica("other", 2).demand(SMALL).build(),
                ServiceSpec.daemon("web").demand(SMALL).build(),
                ServiceSpec.replica("web", 2).demand(fargate).fargate(List.of("a")).build());
        for (final ServiceSpec spec : refused) {
            assertThrows(IllegalArgumentException.class, () -> scene.services.update(service, spec));
        }
        assertEquals(before, service.spec());
        assertCounts(1, 0, service);
    }

    @Test
    void stoppedTaskLeavesItsServiceOneShortUntilATick() {
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        final ServiceTask task = scene.task(service, 1);
        scene.services.protect(task, true);
        scene.told();
        scene.services.stop(task);
        assertEquals(List.of("-web/1"), scene.told());
        assertCounts(1, 1, service);
        assertThrows(IllegalArgumentException.class, () -> scene.services.stop(task));
        assertThrows(IllegalArgumentException.class, () -> scene.services.protect(task, false));
        assertEquals(List.of("+web/3"), scene.toldByTick());
    }

    @Test
    void lostInstanceAndTaskReleasedElsewhereLeaveTheServiceShortAndAreToldOnce() {
        scene.add("a");
        scene.add("a");
        final Service service = scene.services.create(web(4).build());
        final ServiceTask lost = scene.task(service, 1);
        scene.engine.deregisterForced(0);
        scene.engine.release(scene.task(service, 2).handle());
        scene.told();
        assertCounts(1, 3, service);
        assertThrows(IllegalArgumentException.class, () -> scene.services.stop(lost));
        assertEquals(List.of(), scene.told());
        // The ordinal is taken by another instance: the lost tasks are not on it.
        scene.add("b");
        assertEquals(List.of("?web/1", "?web/2", "?web/3", "+web/5", "+web/6", "+web/7"), scene.toldByTick());
        assertEquals(List.of(1, 0, 0, 1), Scene.ordinals(service));
    }

    @Test
    void deletedServiceGivesAllBackAndItsNameStartsCountingWhereItWas() {
        scene.add("a");
        final long before = scene.engine.digest();
        final Service service = scene.services.create(web(2).build());
        scene.services.delete(service);
        assertEquals(List.of("+web/1", "+web/2", "-web/1", "-web/2"), scene.told());
        assertEquals(before, scene.engine.digest());
        assertEquals(0, service.desiredCount());
        assertCounts(0, 0, service);
        assertNull(scene.services.service("web"));
        assertThrows(IllegalArgumentException.class, () -> scene.services.delete(service));
        assertThrows(
                IllegalArgumentException.class,
                () -> scene.services.update(service, web(1).build()));
        final Service again = scene.services.create(web(1).build());
        assertEquals("service/web/3", again.tasks().get(0).id());
        assertEquals(List.of(again), scene.services.services());
        assertThrows(
                IllegalArgumentException.class,
                () -> scene.services.create(web(1).build()));
    }

    @Test
    void replacementStartsBeforeTheTaskOnADrainingInstanceStops() {
        scene.add("a");
        scene.add("a");
        final Service service = scene.services.create(web(4).build());
        assertEquals(List.of(0, 1, 0, 1), Scene.ordinals(service));
        scene.services.protect(scene.task(service, 3), true);
        scene.engine.drain(0);
        assertEquals(List.of("+web/5", "-web/1", "+web/6", "-web/3"), scene.toldByTick());
        assertEquals(List.of(1, 1, 1, 1), Scene.ordinals(service));
    }

    @Test
    void taskOnADrainingInstanceStaysWhileNoReplacementFindsAPlace() {
        scene.add("a");
        scene.engine.register(scene.instance(384, 1_024).attribute(Chain.ZONE_ATTRIBUTE, "a").build());
        final Service service = scene.services.create(web(5).build());
        assertEquals(List.of(0, 1, 0, 1, 0), Scene.ordinals(service));
        scene.engine.drain(0);
        assertEquals(List.of("+web/6", "-web/1"), scene.toldByTick());
        assertEquals(List.of(), scene.toldByTick());
        scene.add("a");
        assertEquals(List.of("+web/7", "-web/3", "+web/8", "-web/5"), scene.toldByTick());
    }

    /** distinctInstance: the task that drains is on an instance that is not considered anyway. */
    @Test
    void replacementObeysTheConstraints() {
        scene.add("a");
        scene.add("a");
        final Service service =
                scene.services.create(web(2).constraint(Constraint.distinctInstance()).build());
        scene.engine.drain(0);
        assertEquals(List.of(), scene.toldByTick());
        scene.add("a");
        assertEquals(List.of("+web/3", "-web/1"), scene.toldByTick());
        assertEquals(List.of(1, 2), Scene.ordinals(service));
    }

    @Test
    void excessStopsBeforeReplacementsAndThoseBeforeWhatIsMissing() {
        scene.add("a");
        scene.engine.register(scene.instance(256, 1_024).attribute(Chain.ZONE_ATTRIBUTE, "b").build());
        final Service service = scene.services.create(web(3).build());
        assertEquals(List.of(0, 1, 0), Scene.ordinals(service));
        scene.services.protect(scene.task(service, 3), true);
        scene.services.protect(scene.task(service, 2), true);
        scene.services.protect(scene.task(service, 1), true);
        scene.services.update(service, web(2).build());
        scene.services.protect(scene.task(service, 3), false);
        scene.engine.drain(0);
        assertEquals(List.of("-web/3", "+web/4", "-web/1"), scene.toldByTick());
        // One place for a replacement of the one that drains, so that what is missing finds none.
        scene.services.update(service, web(3).build());
        scene.engine.reactivate(0);
        assertEquals(List.of("+web/5"), scene.toldByTick());
        scene.services.stop(scene.task(service, 4));
        scene.engine.drain(0);
        assertEquals(List.of("+web/6", "-web/5"), scene.toldByTick());
        assertCounts(2, 1, service);
    }

    @Test
    void daemonServicesComeFirstAtATickWhateverTheOrderOfCreation() {
        final Service replica = scene.services.create(web(8).build());
        final Service daemon = scene.services.create(ServiceSpec.daemon("log").demand(SMALL).build());
        scene.add("a");
        assertEquals("+log/1", scene.toldByTick().get(0));
        assertCounts(1, 0, daemon);
        assertCounts(7, 1, replica);
    }

    @Test
    void tasksOfTheGroupThatAreNotTheServicesCountForPlacementAlone() {
        scene.add("a");
        scene.add("a");
        final long demand = scene.engine.define(SMALL);
        final long group = scene.engine.group("service:web");
        final long other = scene.engine.adopt(demand, group, 0, false);
        final Service service = scene.services.create(web(1).build());
        assertEquals(List.of(1), Scene.ordinals(service));
        scene.services.delete(service);
        assertEquals(0, scene.engine.instanceOf(other));
        assertEquals(List.of(1), Scene.ordinals(scene.services.create(web(1).build())));
    }

    /** 20 instances, 10 % of them drained at a time: each service is at its count at each tick, never below. */
    @Test
    void rollingDrainKeepsEveryServiceAtItsCount() {
        for (int i = 0; i < 20; i++) {
            scene.add("zone-" + i % 3);
        }
        final List<Service> services = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            services.add(scene.services.create(
                    ServiceSpec.replica("s" + i, 4 + 5 * i).demand(SMALL).azRebalancing(i % 2 == 0).build()));
        }
        for (int first = 0; first < 20; first += 2) {
            scene.engine.drain(first);
            scene.engine.drain(first + 1);
            scene.services.tick();
            for (int i = 0; i < 5; i++) {
                assertCounts(4 + 5 * i, 0, services.get(i));
                assertFalse(Scene.ordinals(services.get(i)).contains(first));
                assertFalse(Scene.ordinals(services.get(i)).contains(first + 1));
            }
            int balance = 0;
            for (final String line : scene.told()) {
                balance += line.charAt(0) == '+' ? 1 : -1;
                assertTrue(balance >= 0, line);
            }
            scene.engine.reactivate(first);
            scene.engine.reactivate(first + 1);
        }
        scene.engine.validate();
    }
}
