package dev.berth.bench.reproduce;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import org.junit.jupiter.api.Test;

/** The bound by the total load, by hand. */
class ProgramLowerBoundTest {
    @Test
    void theLargestDimensionDecides() {
        final Trace.Builder rows = Trace.builder("by hand", "core", "memory");
        rows.add(0, 4, rows.shape(Shape.of(.5, .25)), 0);
        rows.add(1, 5, rows.shape(Shape.of(.5, .5)), 0);
        rows.add(2, 3, rows.shape(Shape.of(.25, .75)), 0);
        final Events events = new Events(rows.build());
        assertArrayEquals(new int[] {1, 1, 2, 1, 1, 0}, ProgramLowerBound.bins(events, 1, 1));
        assertArrayEquals(new int[] {1, 2, 3, 2, 1, 0}, ProgramLowerBound.bins(events, .5, 1));
    }
}
