package dev.berth.properties;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.PlacementEngine;
import org.junit.jupiter.api.Test;

/** A plan that is refused for a malformed argument leaves the state as it was: it takes no slot and no filter. */
class RefusedPlanTest {
    private final PlacementEngine engine = new PlacementEngine(
            EngineConfig.builder().maxInstances(1).maxPlans(1).maxFilters(1).build());
    private final long demand = engine.define(Demand.builder().cpuUnits(1).build());

    @Test
    void ofNullConstraintTakesNoSlot() {
        assertThrows(RuntimeException.class, () -> engine.plan(demand, Chain.of(), (Constraint) null));
        assertPlanIsToBeHad();
    }

    @Test
    void ofNullChainTakesNoSlotAndNoFilter() {
        final Constraint first = Constraint.memberOf("attribute:a exists");
        assertThrows(RuntimeException.class, () -> engine.plan(demand, null, first));
        assertPlanIsToBeHad();
    }

    private void assertPlanIsToBeHad() {
        final Constraint other = Constraint.memberOf("attribute:b exists");
        assertDoesNotThrow(() -> engine.plan(demand, Chain.of(), other));
    }
}
