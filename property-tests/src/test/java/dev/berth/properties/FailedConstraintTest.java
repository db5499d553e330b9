package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import org.junit.jupiter.api.Test;

/** The detail of a memberOf check names the constraints that do not hold, and none that does. */
class FailedConstraintTest {
    private final PlacementEngine engine = new PlacementEngine(
            EngineConfig.builder().maxInstances(1).maxTasks(10).build());
    private final int instance = engine.register(
            Instance.builder("i").cpuUnits(10).attribute("a", "1").build());
    private final long demand = engine.define(Demand.builder().cpuUnits(1).build());
    private final long group = engine.group("g");

    @Test
    void whyNotNamesNoPredicateThatHolds() {
        final long plan = plan(Constraint.memberOf("attribute:a == 2"), Constraint.memberOf(view -> true));
        assertEquals(
                "attribute:a == 2: the instance has 1",
                engine.whyNot(plan, group, instance).get(0).detail());
    }

    @Test
    void headroomNamesNoQueryThatHolds() {
        final long plan =
                plan(Constraint.memberOf("runningTasksCount < 1"), Constraint.memberOf("attribute:a == 1"));
        assertEquals(
                "runningTasksCount < 1: the instance has 1",
                engine.headroom(plan, group).rest().closestFailures().get(0).detail());
    }

    private long plan(final Constraint... constraints) {
        return engine.plan(demand, Chain.of(), constraints);
    }
}
