package dev.berth.service;

import static dev.berth.service.Scene.web;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.LimitExceededException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits of the engine: a cold operation is refused and nothing is changed, a placement waits. */
class LimitsTest {
    private static final Demand OTHER = Demand.builder().cpuUnits(1).build();

    private static void assertMeets(final String limit, final Runnable operation) {
        assertEquals(limit, assertThrows(LimitExceededException.class, operation::run).limit());
    }

    private static ServiceSpec other() {
        return ServiceSpec.replica("other", 1).demand(OTHER).build();
    }

    /** Two slots each: were anything of a refused service left, there would be no room the second or third time. */
    private static void assertSecondServiceIsRefused(final String limit, final EngineConfig.Builder limits) {
        final Scene scene = new Scene(limits.build(), 1);
        scene.add("a");
        final Service service = scene.services.create(web(1).build());
        scene.told();
        for (int i = 0; i < 3; i++) {
            assertMeets(limit, () -> scene.services.create(other()));
            assertNull(scene.services.service("other"));
            assertEquals(List.of(), scene.told());
        }
        scene.services.delete(service);
        assertEquals("service/other/1", scene.services.create(other()).tasks().get(0).id());
        scene.engine.validate();
    }

    @Test
    void createLeavesNothingBehind() {
        assertSecondServiceIsRefused("maxPlans", Scene.limits().maxDemands(2).maxPlans(1));
        assertSecondServiceIsRefused("maxDemands", Scene.limits().maxDemands(1).maxPlans(2));
        assertSecondServiceIsRefused("maxGroups", Scene.limits().maxDemands(2).maxPlans(2).maxGroups(1));
    }

    @Test
    void updateLeavesTheServiceAsItWas() {
        final Scene scene = new Scene(Scene.limits().maxPlans(1).build(), 1);
        scene.add("a");
        final Service service = scene.services.create(web(2).build());
        final ServiceSpec before = service.spec();
        final List<ServiceSpec> refused = List.of(
                web(1).chain(Chain.parse("random")).build(),
                web(1).constraint(Constraint.distinctInstance()).build(),
                ServiceSpec.replica("web", 1).demand(OTHER).build());
        scene.told();
        for (final ServiceSpec spec : refused) {
            assertMeets("maxPlans", () -> scene.services.update(service, spec));
            assertEquals(before, service.spec());
            assertEquals(List.of(), scene.told());
            assertEquals(List.of(), scene.toldByTick());
        }
        // What asks the same of an instance is not compiled anew.
        scene.services.update(service, web(3).azRebalancing(true).build());
        assertEquals(List.of("+web/3"), scene.told());
    }

    @Test
    void updateCompilesAnewOnlyWhatIsNewAndDropsWhatWas() {
        final Scene scene = new Scene(Scene.limits().maxPlans(2).maxDemands(2).build(), 1);
        scene.add("a");
        final Service service = scene.services.create(web(1).build());
        for (int i = 0; i < 5; i++) {
            scene.services.update(service, web(1).constraint(Constraint.distinctInstance()).build());
            scene.services.update(
                    service, web(1).constraint(Constraint.memberOf("runningTasksCount < " + i)).build());
        }
        scene.services.delete(service);
        scene.engine.plan(scene.engine.define(OTHER), Chain.of());
        scene.engine.plan(scene.engine.define(OTHER), Chain.of());
        assertMeets("maxDemands", () -> scene.services.create(web(1).build()));
    }

    @Test
    void taskThatMeetsALimitWaits() {
        final Scene scene = new Scene(Scene.limits().maxTasks(3).build(), 1);
        scene.add("a");
        scene.add("b");
        final Service service = scene.services.create(web(4).build());
        assertEquals(3, service.runningCount());
        assertEquals(1, service.pendingCount());
        final Service daemon =
                scene.services.create(ServiceSpec.daemon("log").demand(OTHER).build());
        assertEquals(2, daemon.pendingCount());
        assertEquals(2, daemon.desiredCount());
        // No room for a replacement before the old task stops.
        scene.engine.drain(0);
        assertEquals(List.of(), scene.toldByTick().stream().filter(line -> line.contains("web")).toList());
        scene.engine.reactivate(0);
        scene.services.update(service, web(2).build());
        assertEquals(List.of("+log/1"), scene.toldByTick());
    }

    @Test
    void rebalancingThatMeetsALimitMovesNothing() {
        final Scene scene = new Scene(Scene.limits().maxTasks(2).build(), 1);
        scene.add("a");
        scene.services.create(web(2).azRebalancing(true).build());
        scene.add("b");
        assertEquals(List.of(), scene.toldByTick());
    }
}
