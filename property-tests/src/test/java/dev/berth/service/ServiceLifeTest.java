package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a service has in the engine, why it waits, and running tasks that it takes over. */
class ServiceLifeTest {
    private static final Demand FARGATE = Demand.builder().cpuUnits(256).memoryMib(512).build();

    private Scene scene = new Scene();

    private long inGroup(final Service service, final Demand demand, final int ordinal) {
        final long defined = scene.engine.define(demand);
        final long task = scene.engine.adopt(defined, service.group(), ordinal, false);
        scene.engine.dropDemand(defined);
        return task;
    }

    private static void assertRefused(final String what, final Runnable operation) {
        final String message =
                assertThrows(IllegalArgumentException.class, operation::run).getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void planAndGroupAreThoseOfTheServiceWhileItIsThere() {
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        assertEquals("service:web", scene.engine.groupName(service.group()));
        assertEquals(6, scene.engine.headroom(service.plan(), service.group()).count());
        final Service fargate = scene.services.create(
                ServiceSpec.replica("f", 1).demand(FARGATE).fargate(List.of("a")).build());
        assertEquals(Service.NO_HANDLE, fargate.plan());
        assertEquals(Service.NO_HANDLE, fargate.group());
        assertNull(fargate.waitReason());
        final long plan = service.plan();
        scene.services.delete(service);
        assertEquals(Service.NO_HANDLE, service.plan());
        assertEquals(Service.NO_HANDLE, service.group());
        assertThrows(IllegalArgumentException.class, () -> scene.engine.explainPlan(plan));
    }

    /** The plan is that of the next task, also while a loss has not been noticed by an operation. */
    @Test
    void planOfSeveralProvidersIsThatOfTheNextTask() {
        scene.engine.register(scene.instance(1_024, 1_024).capacityProvider("x").build());
        scene.engine.register(scene.instance(1_024, 1_024).capacityProvider("y").build());
        final Service service = scene.services.create(web(2)
                .capacityProviders(CapacityProviders.of(
                        List.of(new CapacityProviders.Item("x", 0, 1), new CapacityProviders.Item("y", 0, 1))))
                .build());
        final long first = service.plan();
        assertEquals("y", service.tasks().get(1).capacityProvider());
        scene.engine.release(service.tasks().get(1).handle());
        assertEquals(PlacementEngine.DONE, scene.engine.canPlaceOn(service.plan(), service.group(), 1));
        assertEquals(Reason.OTHER_PROVIDER.code(), scene.engine.canPlaceOn(service.plan(), service.group(), 0));
        assertTrue(first != service.plan());
    }

    @Test
    void aServiceThatWaitsSaysWhetherForAPlaceOrALimit() {
        scene = new Scene(Scene.limits().maxTasks(3).build(), 1);
        scene.add("a");
        final Service service = scene.services.create(web(3).build());
        assertNull(service.waitReason());
        scene.services.update(service, web(4).build());
        assertEquals(Reason.MAX_TASKS, service.waitReason());
        assertEquals(1, service.explain().eligible());
        final Service daemon = scene.services.create(ServiceSpec.daemon("log").demand(SMALL).build());
        assertEquals(Reason.MAX_TASKS, daemon.waitReason());
        scene.services.delete(service);
        assertNull(daemon.waitReason(), "the next tick places it");
        scene.services.tick();
        assertEquals(0, daemon.pendingCount());
        final Service large = scene.services.create(
                ServiceSpec.daemon("large").demand(Demand.builder().cpuUnits(1_000).build()).build());
        assertEquals(Reason.NOTHING_ELIGIBLE, large.waitReason());
        assertEquals(1, large.explain().count(Reason.CPU));
    }

    /** One instance is full, and the counts have no room for a group on the other one. */
    @Test
    void aDaemonServiceTellsTheLimitBeforeTheCheck() {
        scene = new Scene(Scene.limits().maxPorts(1).build(), 1);
        final Demand ported = Demand.builder().cpuUnits(1_000).hostPort(80).build();
        scene.add("a");
        scene.add("a");
        scene.add("a");
        final long other = scene.engine.define(Demand.builder().cpuUnits(100).build());
        scene.engine.adopt(other, scene.engine.group("g"), 1, false);
        final Service daemon = scene.services.create(ServiceSpec.daemon("log").demand(ported).build());
        assertEquals(1, daemon.runningCount());
        assertEquals(Reason.MAX_PORTS, daemon.waitReason());
    }

    @Test
    void adoptedTaskIsTheServicesWithTheNextNumber() {
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        final Demand larger = Demand.builder().cpuUnits(256).build();
        final long task = inGroup(service, larger, 0);
        scene.told();
        final ServiceTask adopted = scene.services.adopt(service, task);
        assertEquals("service/web/3", adopted.id());
        assertEquals(larger, adopted.demand());
        assertEquals(task, adopted.handle());
        assertEquals(List.of(), scene.told());
        assertEquals(3, service.runningCount());
        scene.services.update(service, web(4).build());
        assertEquals(List.of("+web/4"), scene.told());
        scene.services.stop(adopted);
        assertEquals(Reason.UNKNOWN_TASK.code(), scene.engine.instanceOf(task));
        // What is above the desired count stops, as any task does.
        scene.services.tick();
        scene.services.adopt(service, inGroup(service, SMALL, 0));
        assertEquals(5, service.runningCount());
        scene.services.tick();
        assertEquals(4, service.runningCount());
    }

    @Test
    void whatCannotBeAdoptedIsRefusedAndNothingIsChanged() {
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        final Service daemon = scene.services.create(ServiceSpec.daemon("log").demand(SMALL).build());
        final Service fargate = scene.services.create(
                ServiceSpec.replica("f", 1).demand(FARGATE).fargate(List.of("a")).build());
        final long ofDaemon = inGroup(daemon, SMALL, 0);
        final long running = service.tasks().get(0).handle();
        assertRefused("is on Fargate", () -> scene.services.adopt(fargate, running));
        assertRefused("must be the handle of a running task", () -> scene.services.adopt(service, -1));
        assertRefused("must be of 'service:web'", () -> scene.services.adopt(service, ofDaemon));
        assertRefused("'service/web/1' already", () -> scene.services.adopt(service, running));
        assertRefused("without a task of the DAEMON service", () -> scene.services.adopt(daemon, ofDaemon));
        scene.services.stop(daemon.tasks().get(0));
        assertEquals("service/log/2", scene.services.adopt(daemon, ofDaemon).id());
        scene.services.delete(service);
        assertRefused("deleted", () -> scene.services.adopt(service, running));
    }

    /** Questions do not tell, whatever they saw; the next operation on the service does, and before all else. */
    @Test
    void lossesAreToldOnceByTheNextOperation() {
        scene.add("a");
        final Service service = scene.services.create(web(3).build());
        final Service other = scene.services.create(
                ServiceSpec.replica("other", 1).demand(SMALL).build());
        scene.told();
        final List<ServiceTask> tasks = service.tasks();
        scene.engine.release(tasks.get(2).handle());
        assertEquals(2, service.runningCount());
        scene.engine.release(tasks.get(0).handle());
        assertEquals(List.of(tasks.get(1)), service.tasks());
        scene.services.protect(other.tasks().get(0), true);
        assertEquals(List.of(), scene.told());
        assertThrows(IllegalArgumentException.class, () -> scene.services.protect(tasks.get(0), true));
        assertEquals(List.of(), scene.told());
        scene.services.stop(tasks.get(1));
        assertEquals(List.of("?web/1", "?web/3", "-web/2"), scene.told());
        assertEquals(List.of("+web/4", "+web/5", "+web/6"), scene.toldByTick());
        scene.engine.deregisterForced(0);
        scene.services.delete(service);
        assertEquals(List.of("?web/4", "?web/5", "?web/6"), scene.told());
        assertEquals(List.of("?other/1"), scene.toldByTick());
    }

    @Test
    void aTaskThatIsHeldIsNotAdoptedUntilItIsClaimed() {
        scene.add("a");
        final Service service = scene.services.create(web(1).build());
        final long held = scene.engine.hold(service.plan(), service.group());
        final long digest = scene.engine.digest();
        assertRefused("which is held, must be running; claim it first", () -> scene.services.adopt(service, held));
        assertEquals(digest, scene.engine.digest());
        assertEquals(1, service.runningCount());
        assertEquals(PlacementEngine.DONE, scene.engine.claim(held));
        assertEquals(held, scene.services.adopt(service, held).handle());
    }

    @Test
    void fargateWaitsForSavepoints() {
        final long savepoint = scene.engine.savepoint();
        final Fargate fargate = scene.services.fargate();
        assertThrows(IllegalStateException.class, () -> fargate.place("g", List.of("a")));
        scene.engine.rollback(savepoint);
        assertEquals("a", fargate.place("g", List.of("a")));
    }
}
