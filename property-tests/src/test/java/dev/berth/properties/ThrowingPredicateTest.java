package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.InstanceView;
import dev.berth.PlacementEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All or none, also where a caller's predicate throws half-way. */
class ThrowingPredicateTest {
    private final PlacementEngine engine = new PlacementEngine(
            EngineConfig.builder().maxInstances(1).maxTasks(10).build());
    private long[] plans;
    private long[] groups;

    @BeforeEach
    void setUp() {
        engine.register(Instance.builder("i").cpuUnits(10).build());
        final long demand = engine.define(Demand.builder().cpuUnits(1).build());
        final long group = engine.group("g");
        plans = new long[] {
            engine.plan(demand, Chain.of()),
            engine.plan(demand, Chain.of(), Constraint.memberOf(ThrowingPredicateTest::fail))
        };
        groups = new long[] {group, group};
    }

    private static boolean fail(final InstanceView instance) {
        throw new IllegalStateException("predicate fails on " + instance.id());
    }

    @Test
    void placeAllPlacesNone() {
        final long before = engine.digest();
        assertThrows(IllegalStateException.class, () -> engine.placeAll(plans, groups, 2, new long[2]));
        assertEquals(before, engine.digest());
    }

    @Test
    void canPlaceAllPlacesNone() {
        final long before = engine.digest();
        assertThrows(IllegalStateException.class, () -> engine.canPlaceAll(plans, groups, 2, new long[2]));
        assertEquals(before, engine.digest());
    }
}
