package dev.berth.peers.timefold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.peers.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimefoldTest {
    private static final int STEPS = 12;

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void exactMemoryIsWhatAScanChooses(final int instances) throws Exception {
        final Trial trial = new Trial(instances, 1).drive(new Timefold("exact-memory"), STEPS);
        assertTrue(trial.placed() > 0);
        assertEquals(trial.placed(), trial.leastMemory());
        assertEquals(0, trial.refusedThoughFitting());
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void exactCpuIsWhatAScanChooses(final int instances) throws Exception {
        final Trial trial = new Trial(instances, 2).drive(new Timefold("exact-cpu"), STEPS);
        assertTrue(trial.placed() > 0);
        assertEquals(trial.placed(), trial.leastCpu());
        assertEquals(0, trial.refusedThoughFitting());
    }

    @Test
    void streamsChooseTheSame() throws Exception {
        final Trial trial = new Trial(100, 1).drive(new Timefold("streams-memory"), STEPS);
        assertTrue(trial.placed() > 0);
        assertEquals(trial.placed(), trial.leastMemory());
        assertEquals(0, trial.refusedThoughFitting());
    }

    @Test
    void whatIsFeasibleFits() throws Exception {
        final Trial trial = new Trial(1_000, 3).drive(new Timefold("first-feasible"), STEPS);
        assertTrue(trial.placed() > 5 * trial.refusedThoughFitting());
        assertTrue(trial.leastMemory() < trial.placed());
    }

    @Test
    void anotherModeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Timefold("exact"));
    }
}
