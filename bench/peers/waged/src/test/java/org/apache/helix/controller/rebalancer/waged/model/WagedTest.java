package org.apache.helix.controller.rebalancer.waged.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.peers.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WagedTest {
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void everyTaskFitsAndNoneIsRefusedWhileRoomIsLeft(final int instances) throws Exception {
        final Trial trial = new Trial(instances, 1).drive(new Waged("evenness"), 5);
        assertTrue(trial.placed() > 0);
        assertEquals(0, trial.refusedWithRoomLeft());
    }

    @Test
    void anotherModeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Waged("binpack"));
    }
}
