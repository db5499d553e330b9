package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Constraint;
import dev.berth.Demand;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DAEMON services: placement.md, section 5. */
class DaemonTest {
    private final Scene scene = new Scene();

    private static ServiceSpec.Builder daemon() {
        return ServiceSpec.daemon("log").demand(SMALL);
    }

    private Service create(final String... expressions) {
        final ServiceSpec.Builder spec = daemon();
        for (final String expression : expressions) {
            spec.constraint(Constraint.memberOf(expression));
        }
        return scene.services.create(spec.build());
    }

    private long runOther(final String group, final int ordinal) {
        return scene.engine.adopt(scene.engine.define(SMALL), scene.engine.group(group), ordinal, false);
    }

    @Test
    void oneTaskOnEachMatchingInstanceInOrdinalOrderAndOnOneAddedLater() {
        scene.add("a");
        scene.engine.drain(scene.add("a"));
        scene.engine.setAgentConnected(scene.add("a"), false);
        scene.add("b");
        scene.engine.register(scene.instance(100, 1_024).build());
        final Service service = create();
        assertEquals(List.of(0, 3), Scene.ordinals(service));
        assertEquals(List.of("+log/1", "+log/2"), scene.told());
        assertEquals(3, service.desiredCount(), "and where the CPU is short");
        assertEquals(1, service.pendingCount());
        scene.add("a");
        scene.engine.reactivate(1);
        scene.engine.setAgentConnected(2, true);
        assertEquals(4, service.pendingCount());
        assertEquals(6, service.desiredCount());
        assertEquals(List.of("+log/3", "+log/4", "+log/5"), scene.toldByTick());
        assertEquals(List.of(0, 3, 1, 2, 5), Scene.ordinals(service));
        assertEquals(1, service.pendingCount());
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void tasksOnDrainingInstancesStopInOrdinalOrderBeforeAnyIsPlaced() {
        scene.engine.setAgentConnected(scene.add("a"), false);
        scene.add("a");
        final Service service = create();
        scene.engine.setAgentConnected(0, true);
        scene.services.tick();
        assertEquals(List.of(1, 0), Scene.ordinals(service));
        scene.add("a");
        scene.engine.drain(0);
        scene.engine.drain(1);
        assertEquals(List.of("-log/2", "-log/1", "+log/3"), scene.toldByTick());
        scene.engine.reactivate(1);
        assertEquals(List.of("+log/4"), scene.toldByTick());
    }

    @Test
    void taskStopsAtTheTickAfterItsInstanceCeasedToMatch() {
        scene.add("a");
        scene.add("b");
        create("attribute:ecs.availability-zone in [a, b]");
        scene.told();
        scene.engine.setAttribute(1, "ecs.availability-zone", "c");
        assertEquals(List.of("-log/2"), scene.toldByTick());
        scene.engine.setAttribute(1, "ecs.availability-zone", "a");
        assertEquals(List.of("+log/3"), scene.toldByTick());
    }

    @Test
    void agentAttributesAndResourcesStopNoTask() {
        scene.add("a");
        scene.engine.setAttribute(0, "gpu-driver", "1");
        final Demand demand = Demand.builder()
                .cpuUnits(128)
                .hostPort(80)
                .requiredAttribute("gpu-driver")
                .zone("a")
                .build();
        final Service service =
                scene.services.create(ServiceSpec.daemon("log").demand(demand).build());
        scene.engine.setAgentConnected(0, false);
        scene.engine.removeAttribute(0, "gpu-driver");
        scene.engine.setAttribute(0, "ecs.availability-zone", "b");
        scene.engine.resize(0, 100, 0, 0, 0);
        scene.told();
        assertEquals(List.of(), scene.toldByTick());
        assertEquals(1, service.runningCount());
    }

    @Test
    void ownTaskDoesNotCountInItsConstraints() {
        scene.add("a");
        scene.add("a");
        scene.services.create(daemon()
                .constraint(Constraint.memberOf("runningTasksCount == 0"))
                .constraint(Constraint.memberOf("task:group !exists and not(task:group == service:log)"))
                .constraint(Constraint.memberOf(instance -> instance.groups().isEmpty()))
                .constraint(Constraint.distinctInstance())
                .build());
        assertEquals(List.of("+log/1", "+log/2"), scene.told());
        assertEquals(List.of(), scene.toldByTick());
        final long other = runOther("family:x", 1);
        assertEquals(List.of("-log/2"), scene.toldByTick());
        scene.engine.release(other);
        assertEquals(List.of("+log/3"), scene.toldByTick());
    }

    @Test
    void ownTaskDoesNotCountInTheLimitOfItsGroup() {
        scene.add("a");
        scene.add("a");
        scene.services.create(daemon().constraint(Constraint.atMost(2)).build());
        assertEquals(List.of("+log/1", "+log/2"), scene.told());
        runOther("service:log", 1);
        assertEquals(List.of(), scene.toldByTick());
        final long second = runOther("service:log", 1);
        assertEquals(List.of("-log/2"), scene.toldByTick());
        assertEquals(List.of(), scene.toldByTick());
        scene.engine.release(second);
        assertEquals(List.of("+log/3"), scene.toldByTick());
    }

    @Test
    void taskOfItsGroupThatItDoesNotOwnCountsInItsConstraints() {
        scene.add("a");
        scene.add("a");
        scene.services.create(daemon().constraint(Constraint.distinctInstance()).build());
        runOther("service:log", 0);
        assertEquals(List.of("-log/1"), scene.toldByTick());
        assertEquals(List.of(), scene.toldByTick());

        final Service wanted = scene.services.create(ServiceSpec.daemon("two")
                .demand(SMALL)
                .constraint(Constraint.memberOf("not(task:group == service:two)"))
                .build());
        assertEquals(List.of(0, 1), Scene.ordinals(wanted));
        runOther("service:two", 1);
        assertEquals(List.of("-two/2"), scene.toldByTick());
    }

    /** Otherwise it would be the one to satisfy its own constraint. */
    @Test
    void ownTaskDoesNotSatisfyItsConstraint() {
        scene.add("a");
        final long other = runOther("family:x", 0);
        create("runningTasksCount >= 1", "task:group exists");
        assertEquals(List.of("+log/1"), scene.told());
        scene.engine.release(other);
        assertEquals(List.of("-log/1"), scene.toldByTick());
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void everySubjectIsAskedOfTheInstance() {
        final int ordinal = scene.engine.register(scene.instance(1_024, 1_024)
                .agentVersion("1.14.5")
                .ec2InstanceId("i-abcd")
                .registeredAt(Instant.parse("2020-01-02T03:04:05Z"))
                .attribute("none", null)
                .build());
        final String id = scene.engine.instanceId(ordinal);
        scene.services.create(daemon()
                .constraint(Constraint.memberOf("agentVersion >= 1.14 and ec2InstanceId == i-abcd"))
                .constraint(Constraint.memberOf("registeredAt < 2021-01-01 and agentConnected == true"))
                .constraint(Constraint.memberOf("attribute:none exists and attribute:other !exists"))
                .constraint(Constraint.memberOf(instance -> instance.ordinal() == ordinal
                        && instance.id().equals(id)))
                .build());
        assertEquals(List.of("+log/1"), scene.told());
        assertEquals(List.of(), scene.toldByTick());
        scene.engine.setAgentConnected(ordinal, false);
        assertEquals(List.of("-log/1"), scene.toldByTick());
    }

    @Test
    void updatePlacesWhatIsMissingAtOnceAndStopsNothingBeforeTheTick() {
        scene.add("a");
        scene.add("b");
        final Service service = create("attribute:ecs.availability-zone == a");
        assertEquals(List.of(0), Scene.ordinals(service));
        scene.told();
        scene.services.update(
                service,
                daemon().constraint(Constraint.memberOf("attribute:ecs.availability-zone == b")).build());
        assertEquals(List.of("+log/2"), scene.told());
        assertEquals(List.of("-log/1"), scene.toldByTick());
        scene.services.delete(service);
        assertEquals(List.of("-log/2"), scene.told());
        assertEquals(0, service.desiredCount());
        assertEquals(0, service.pendingCount());
    }

    @Test
    void newDefinitionIsForTasksPlacedFromNowOn() {
        scene.add("a");
        final Service service = create();
        final Demand larger = Demand.builder().cpuUnits(1_000).build();
        scene.services.update(service, ServiceSpec.daemon("log").demand(larger).build());
        assertEquals(List.of(), scene.toldByTick());
        scene.services.stop(service.tasks().get(0));
        assertEquals(List.of("+log/2"), scene.toldByTick());
        assertEquals(24, scene.engine.remainingCpuUnits(0));
    }
}
