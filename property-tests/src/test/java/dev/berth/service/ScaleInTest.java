package dev.berth.service;

import static dev.berth.service.Scene.SMALL;
import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which task goes: placement.md, section 4. */
class ScaleInTest {
    private final Scene scene = new Scene();

    private List<String> toldByUpdate(final Service service, final ServiceSpec.Builder spec) {
        scene.told();
        scene.services.update(service, spec.build());
        return scene.told();
    }

    @Test
    void withoutStrategyTheFullestZoneThenTheFullestInstanceThenTheTaskPlacedLast() {
        scene.add("a");
        scene.add("a");
        scene.add("b");
        final Service service = scene.services.create(web(5).build());
        // a0, b2, a1, b2, a0: zone a has 3, of which instance 0 has 2.
        assertEquals(List.of(0, 2, 1, 2, 0), Scene.ordinals(service));
        assertEquals(List.of("-web/5"), toldByUpdate(service, web(4)));
        // Zones have 2 each; instance 2 has both of zone b's, the others one each.
        assertEquals(List.of("-web/4"), toldByUpdate(service, web(3)));
        assertEquals(List.of("-web/3"), toldByUpdate(service, web(2)));
        // All equal: the last placed.
        assertEquals(List.of("-web/2"), toldByUpdate(service, web(1)));
        assertEquals(List.of("-web/1"), toldByUpdate(service, web(0)));
        scene.engine.validate();
    }

    @Test
    void eachTaskThatGoesIsCountedNoMore() {
        scene.add("a");
        scene.add("b");
        final Service service = scene.services.create(web(5).build());
        assertEquals(List.of(0, 1, 0, 1, 0), Scene.ordinals(service));
        // Zone a has three, then both have two, then a alone has two.
        assertEquals(List.of("-web/5", "-web/4", "-web/3"), toldByUpdate(service, web(2)));
    }

    @Test
    void chainWithoutStrategiesIsTheDefault() {
        assertEquals(Chain.serviceDefault(), web(1).chain(Chain.of()).build().chain());
    }

    @Test
    void instancesWithoutTheAttributeShareABucketAndProtectedTasksCount() {
        final Chain chain = Chain.parse("spread(attribute:rack)");
        scene.engine.register(scene.instance(128, 128).build());
        scene.engine.register(scene.instance(128, 128).build());
        scene.engine.register(scene.instance(128, 128).attribute("rack", null).build());
        scene.engine.register(scene.instance(128, 128).attribute("rack", "x").build());
        final Service service = scene.services.create(web(4).chain(chain).build());
        assertEquals(List.of(0, 2, 3, 1), Scene.ordinals(service));
        // The bucket of those without the attribute has two tasks, of which the last is protected.
        scene.services.protect(scene.task(service, 4), true);
        assertEquals(List.of("-web/1"), toldByUpdate(service, web(3).chain(chain)));
        // One task in each bucket: the last of the others, which has no value.
        assertEquals(List.of("-web/3"), toldByUpdate(service, web(2).chain(chain)));
    }

    @Test
    void tasksOfTheGroupThatTheServiceDoesNotOwnAreNotCounted() {
        scene.add("a");
        scene.add("b");
        final long demand = scene.engine.define(SMALL);
        final long group = scene.engine.group("service:web");
        for (int i = 0; i < 3; i++) {
            scene.engine.adopt(demand, group, 0, false);
        }
        final Service service = scene.services.create(web(2).build());
        // Three others are in zone a, so both go to b; of the service's own, b has the most.
        assertEquals(List.of(1, 1), Scene.ordinals(service));
        scene.services.update(service, web(4).build());
        assertEquals(List.of(1, 1, 1, 0), Scene.ordinals(service));
        assertEquals(List.of("-web/3"), toldByUpdate(service, web(3)));
    }

    @Test
    void binpackTakesTheTaskWhoseInstanceWouldHaveTheMostLeft() {
        final Chain chain = Chain.parse("binpack(memory)");
        final int small = scene.engine.register(scene.instance(4_096, 300).build());
        scene.engine.register(scene.instance(4_096, 2_000).build());
        scene.engine.drain(small);
        final Service service = scene.services.create(web(1).chain(chain).build());
        scene.engine.reactivate(small);
        scene.services.update(service, web(3).chain(chain).build());
        assertEquals(List.of(1, 0, 0), Scene.ordinals(service));
        // 2,000 would be left on instance 1, 172 on instance 0.
        assertEquals(List.of("-web/1"), toldByUpdate(service, web(2).chain(chain)));
        assertEquals(List.of("-web/3"), toldByUpdate(service, web(1).chain(chain)));
    }

    @Test
    void binpackCountsWhatTheTaskWasPlacedWithNotWhatTheServiceAsksNow() {
        final Chain chain = Chain.parse("binpack(cpu)");
        final Demand large = Demand.builder().cpuUnits(500).build();
        final Demand little = Demand.builder().cpuUnits(100).build();
        scene.engine.register(scene.instance(700, 0).build());
        final Service service = scene.services.create(
                ServiceSpec.replica("web", 1).demand(large).chain(chain).build());
        final int other = scene.engine.register(scene.instance(190, 0).build());
        scene.services.update(
                service, ServiceSpec.replica("web", 2).demand(little).chain(chain).build());
        assertEquals(List.of(0, other), Scene.ordinals(service));
        scene.engine.reserve(0, 150, 0, 0, 0);
        // Instance 0 has 50 left and would have 550, the other 90 and 190.
        assertEquals(
                List.of("-web/1"),
                toldByUpdate(service, ServiceSpec.replica("web", 1).demand(little).chain(chain)));
    }

    @Test
    void strategiesNarrowOneAfterTheOther() {
        final Chain chain = Chain.parse("spread(attribute:ecs.availability-zone),binpack(cpu)");
        final Instance.Builder small = scene.instance(256, 1_024).attribute(Chain.ZONE_ATTRIBUTE, "a");
        scene.engine.register(small.build());
        scene.add("a");
        scene.add("b");
        final Service service = scene.services.create(web(6).chain(chain).build());
        assertEquals(List.of(0, 2, 0, 2, 2, 1), Scene.ordinals(service));
        // Three in each zone: instance 0 would have 128 left, instance 2 768, instance 1 1,024.
        assertEquals(List.of("-web/6"), toldByUpdate(service, web(5).chain(chain)));
        assertEquals(List.of("-web/5"), toldByUpdate(service, web(4).chain(chain)));
        // Two in each: 128 on instance 0, 896 on instance 2. Then zone a alone has two.
        assertEquals(List.of("-web/4"), toldByUpdate(service, web(3).chain(chain)));
        assertEquals(List.of("-web/3"), toldByUpdate(service, web(2).chain(chain)));
    }

    /** 600 seeds, six tasks of which one is protected: chi-square of five with 4 degrees of freedom, p = 0.001. */
    @Test
    void randomPicksOneUniformlyWhateverComesAfterIt() {
        final Chain chain = Chain.parse("random,spread(instanceId)");
        final int[] gone = new int[6];
        for (int seed = 0; seed < 600; seed++) {
            final int first = numberGone(chain, seed);
            assertTrue(seed >= 20 || first == numberGone(chain, seed), "same seed, same task");
            gone[first - 1]++;
        }
        assertEquals(0, gone[2]);
        double chiSquare = 0;
        for (int i = 0; i < gone.length; i++) {
            chiSquare += i == 2 ? 0 : (gone[i] - 120.0) * (gone[i] - 120.0) / 120.0;
        }
        assertTrue(chiSquare < 18.47, "chi-square is " + chiSquare);
    }

    private static int numberGone(final Chain chain, final int seed) {
        final Scene scene = new Scene(Scene.limits().build(), seed);
        scene.add("a");
        scene.add("b");
        final Service service = scene.services.create(web(6).chain(chain).build());
        scene.services.protect(scene.task(service, 3), true);
        scene.told();
        scene.services.update(service, web(5).chain(chain).build());
        final String only = String.join(",", scene.told());
        return Integer.parseInt(only.substring("-web/".length()));
    }

    @Test
    void protectedTasksStayAboveTheDesiredCountUntilTheyAreNot() {
        scene.add("a");
        final Service service = scene.services.create(web(3).build());
        service.tasks().forEach(task -> scene.services.protect(task, true));
        assertEquals(List.of(), toldByUpdate(service, web(1)));
        assertEquals(List.of(), scene.toldByTick());
        scene.services.protect(scene.task(service, 1), false);
        assertEquals(List.of("-web/1"), scene.toldByTick());
        scene.services.protect(scene.task(service, 2), false);
        assertEquals(List.of("-web/2"), scene.toldByTick());
        scene.services.protect(scene.task(service, 3), false);
        assertEquals(List.of(), scene.toldByTick());
        scene.services.protect(scene.task(service, 3), true);
        scene.services.delete(service);
        assertEquals(List.of("-web/3"), scene.told());
    }
}
