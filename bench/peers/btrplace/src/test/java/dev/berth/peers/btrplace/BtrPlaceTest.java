package dev.berth.peers.btrplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.peers.Trial;
import org.junit.jupiter.api.Test;

class BtrPlaceTest {
    @Test
    void everyTaskFitsAndNoneIsRefusedWhileRoomIsLeft() throws Exception {
        final Trial trial = new Trial(100, 1).drive(new BtrPlace("repair"), 5);
        assertTrue(trial.placed() > 0);
        assertEquals(0, trial.refusedWithRoomLeft());
    }

    @Test
    void anotherModeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BtrPlace("optimise"));
    }
}
