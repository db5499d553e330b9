package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** AZ rebalancing: placement.md, section 5. */
class RebalancingTest {
    private final Scene scene = new Scene();

    private static ServiceSpec.Builder balanced(final int desiredCount) {
        return web(desiredCount).azRebalancing(true);
    }

    /** A service all of whose tasks are in the first zone; the others have one instance each. */
    private Service inFirst(final ServiceSpec.Builder spec, final String... zones) {
        final List<Integer> others = new ArrayList<>();
        for (final String zone : zones) {
            others.add(scene.add(zone));
        }
        others.remove(0);
        others.forEach(scene.engine::drain);
        final Service service = scene.services.create(spec.build());
        others.forEach(scene.engine::reactivate);
        scene.told();
        return service;
    }

    @Test
    void zoneLostAndBackIsEvenedOutByStartThenStopOneMoveATick() {
        for (int i = 0; i < 6; i++) {
            scene.add(String.valueOf("abc".charAt(i % 3)));
        }
        final Service service = scene.services.create(balanced(9).build());
        assertEquals(Map.of("a", 3, "b", 3, "c", 3), scene.zones(service));
        assertEquals(List.of(), scene.toldByTick());

        scene.engine.deregisterForced(2);
        scene.engine.deregisterForced(5);
        assertEquals(
                List.of("?web/3", "?web/6", "?web/9", "+web/10", "+web/11", "+web/12"), scene.toldByTick());
        assertEquals(Map.of("a", 5, "b", 4), scene.zones(service));
        assertEquals(List.of(), scene.toldByTick());

        scene.add("c");
        scene.add("c");
        // a 5, b 4, c 0; then a 4, b 4, c 1; then a 3, b 4, c 2.
        assertEquals(List.of("+web/13", "-web/12"), scene.toldByTick());
        assertEquals(List.of("+web/14", "-web/10"), scene.toldByTick());
        assertEquals(Map.of("a", 3, "b", 4, "c", 2), scene.zones(service));
        assertEquals(List.of("+web/15", "-web/11"), scene.toldByTick());
        assertEquals(Map.of("a", 3, "b", 3, "c", 3), scene.zones(service));
        assertEquals(List.of(), scene.toldByTick());
        scene.engine.validate();
    }

    /** Amazon ECS Developer Guide, service-rebalancing: 2 tasks over 2 zones 1+1, 3 over 2 1+2, 5 over 3 1+2+2. */
    @Test
    void shapesOfTheDeveloperGuide() {
        assertEquals(Map.of("a", 1, "b", 1), settled(2, 1, "a", "b"));
        assertEquals(Map.of("a", 2, "b", 1), settled(3, 1, "a", "b"));
        assertEquals(Map.of("a", 2, "b", 2, "c", 1), settled(5, 3, "a", "b", "c"));
    }

    /** From all tasks in zone a: each tick makes one move, and after so many none is left. */
    private static Map<String, Integer> settled(final int desiredCount, final int moves, final String... zones) {
        final RebalancingTest fresh = new RebalancingTest();
        final Service service = fresh.inFirst(balanced(desiredCount), zones);
        assertEquals(Map.of("a", desiredCount), fresh.scene.zones(service));
        for (int i = 0; i < moves; i++) {
            assertEquals(2, fresh.scene.toldByTick().size());
        }
        assertEquals(List.of(), fresh.scene.toldByTick());
        return fresh.scene.zones(service);
    }

    /** An event of ECS about 3, 1 and 1 tasks (ecs-facts.md 2.3) speaks of an imbalance; 2, 1 and 1 is none. */
    @Test
    void twoFewerIsAnImbalanceAndOneFewerIsNone() {
        final Service service = inFirst(balanced(3), "a", "b", "c");
        scene.services.update(service, balanced(5).build());
        assertEquals(Map.of("a", 3, "b", 1, "c", 1), scene.zones(service));
        assertEquals(List.of("+web/6", "-web/3"), scene.toldByTick());
        assertEquals(Map.of("a", 2, "b", 2, "c", 1), scene.zones(service));
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void fewestFirstThenByNameAndTheNextWhereOneHasNoRoom() {
        final Service service = inFirst(balanced(7), "a", "d", "c", "b");
        scene.services.update(service, balanced(8).build());
        assertEquals(Map.of("a", 7, "d", 1), scene.zones(service));
        scene.services.tick();
        assertEquals(Map.of("a", 6, "b", 1, "d", 1), scene.zones(service));
        // Zone c is next, but is full; b and d have as few.
        scene.engine.reserve(2, 1_024, 0, 0, 0);
        scene.services.tick();
        assertEquals(Map.of("a", 5, "b", 2, "d", 1), scene.zones(service));
        scene.services.tick();
        assertEquals(Map.of("a", 4, "b", 2, "d", 2), scene.zones(service));
        scene.engine.reserve(2, -1_024, 0, 0, 0);
        scene.services.tick();
        assertEquals(Map.of("a", 3, "b", 2, "c", 1, "d", 2), scene.zones(service));
        scene.services.tick();
        assertEquals(Map.of("a", 2, "b", 2, "c", 2, "d", 2), scene.zones(service));
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void ofEquallyFullZonesTheFirstByNameGivesOne() {
        scene.add("b");
        scene.add("a");
        final Service service = scene.services.create(balanced(4).build());
        scene.add("c");
        assertEquals(List.of(0, 1, 0, 1), Scene.ordinals(service));
        assertEquals(List.of("+web/5", "-web/4"), scene.toldByTick());
    }

    @Test
    void nothingMovesIfAllTasksOfTheFullestZoneAreProtected() {
        final Service service = inFirst(balanced(4), "a", "b");
        service.tasks().forEach(task -> scene.services.protect(task, true));
        assertEquals(List.of(), scene.toldByTick());
        scene.services.protect(scene.task(service, 2), false);
        assertEquals(List.of("+web/5", "-web/2"), scene.toldByTick());
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void nothingMovesWhereNoOtherZoneHasRoom() {
        inFirst(balanced(4), "a", "b");
        scene.engine.reserve(1, 1_000, 0, 0, 0);
        assertEquals(List.of(), scene.toldByTick());
    }

    @Test
    void constraintsAndZonesOfTheServiceAreRespected() {
        final Service distinct = inFirst(
                balanced(1).constraint(Constraint.distinctInstance()), "a", "b", "a");
        scene.services.delete(distinct);
        scene.engine.drain(1);
        final Service service = scene.services.create(balanced(2).constraint(Constraint.distinctInstance()).build());
        scene.engine.reactivate(1);
        assertEquals(List.of("+web/4", "-web/3"), scene.toldByTick());
        assertEquals(List.of(0, 1), Scene.ordinals(service));

        final Demand demand = Demand.builder().cpuUnits(1).zone("a").zone("c").build();
        final Service zoned = scene.services.create(
                ServiceSpec.replica("zoned", 3).demand(demand).azRebalancing(true).build());
        assertEquals(List.of(), scene.toldByTick());
        scene.add("c");
        scene.services.tick();
        assertEquals(Map.of("a", 2, "c", 1), scene.zones(zoned));
        // As if it had been placed so at first: the task asks what its service asks.
        zoned.tasks().forEach(task ->
                assertEquals(demand, scene.engine.demand(scene.engine.demandOf(task.handle()))));
    }

    @Test
    void whereItDoesNotApplyNothingMoves() {
        final List<ServiceSpec.Builder> specs = List.of(
                web(4),
                balanced(4).chain(Chain.parse("spread(instanceId)")),
                balanced(4).chain(Chain.parse("binpack(cpu),spread(attribute:ecs.availability-zone)")),
                balanced(4).constraint(Constraint.memberOf("attribute:ecs.availability-zone exists")),
                balanced(4).constraint(Constraint.memberOf(
                        "attribute:x !exists and (attribute:y exists or not attribute:ecs.availability-zone == z)")));
        for (final ServiceSpec.Builder spec : specs) {
            final RebalancingTest fresh = new RebalancingTest();
            fresh.inFirst(spec, "a", "b");
            assertEquals(List.of(), fresh.scene.toldByTick());
        }
        final Service service = inFirst(
                balanced(4)
                        .chain(Chain.parse("spread(attribute:ecs.availability-zone),binpack(cpu)"))
                        .constraint(Constraint.memberOf("attribute:zone !exists")),
                "a", "b");
        assertEquals(List.of("+web/5", "-web/4"), scene.toldByTick());
        scene.services.update(service, web(4).build());
        scene.services.tick();
        assertEquals(Map.of("a", 3, "b", 1), scene.zones(service));
    }

    @Test
    void zonesAreTheValuesOnActiveInstances() {
        scene.add("a");
        scene.engine.register(scene.instance(128, 128).build());
        scene.engine.register(scene.instance(128, 128).attribute(Chain.ZONE_ATTRIBUTE, null).build());
        final Service service = scene.services.create(balanced(6).build());
        assertEquals(4, scene.zones(service).get("a"));
        final int draining = scene.add("b");
        scene.engine.drain(draining);
        assertEquals(List.of(), scene.toldByTick());
        scene.engine.reactivate(draining);
        assertEquals(List.of("+web/7", "-web/6"), scene.toldByTick());
    }

    @Test
    void zoneMayHaveAnEmptyName() {
        inFirst(balanced(4), "a", "");
        assertEquals(List.of("+web/5", "-web/4"), scene.toldByTick());
    }

    /** Within the fullest zone section 4 goes on: the fullest instance, then the task placed last. */
    @Test
    void scaleInDecidesWhichTaskOfTheZoneGoes() {
        scene.add("a");
        scene.engine.register(scene.instance(128, 128).attribute(Chain.ZONE_ATTRIBUTE, "a").build());
        scene.add("b");
        scene.engine.drain(2);
        scene.services.create(balanced(3).build());
        scene.engine.reactivate(2);
        // Placed on 0, 1, 0.
        assertEquals(List.of("+web/4", "-web/3"), scene.toldByTick());

        final RebalancingTest other = new RebalancingTest();
        other.scene.engine.register(
                other.scene.instance(256, 256).attribute(Chain.ZONE_ATTRIBUTE, "a").build());
        other.scene.add("a");
        other.scene.engine.register(
                other.scene.instance(128, 128).attribute(Chain.ZONE_ATTRIBUTE, "a").build());
        final Service service = other.scene.services.create(balanced(4).build());
        assertEquals(List.of(0, 1, 2, 0), Scene.ordinals(service));
        other.scene.services.protect(other.scene.task(service, 4), true);
        other.scene.add("b");
        // Instance 0 has two, of which the last is protected.
        assertEquals(List.of("+web/5", "-web/1"), other.scene.toldByTick());
    }

    @Test
    void oneMoveForEachServiceInTheOrderOfCreation() {
        scene.add("a");
        for (final String name : List.of("z", "y")) {
            scene.services.create(
                    ServiceSpec.replica(name, 4).demand(SMALL).azRebalancing(true).build());
        }
        scene.add("b");
        assertEquals(List.of("+z/5", "-z/4", "+y/5", "-y/4"), scene.toldByTick());
        assertEquals(List.of("+z/6", "-z/3", "+y/6", "-y/3"), scene.toldByTick());
        assertEquals(List.of(), scene.toldByTick());
    }
}
