package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Slots by type: figures of the ECS developer guide, "Elastic network interface trunking". */
class EniSlotsTest {
    private static void check(final String type, final int without, final int with) {
        final EniSlots slots = new EniSlots(List.of());
        assertEquals(without, slots.of(type, false), type);
        assertEquals(with, slots.of(type, true), type);
    }

    @Test
    void areThoseOfTheGuide() {
        check("c5.large", 2, 10);
        check("m5.large", 2, 10);
        check("m5.xlarge", 3, 20);
        check("m5.2xlarge", 3, 40);
        check("m5.4xlarge", 7, 60);
        check("c5.18xlarge", 14, 120);
        check("m6g.medium", 1, 4);
        check("m6i.8xlarge", 7, 90);
        check("r6a.12xlarge", 7, 120);
        check("p3.16xlarge", 7, 120);
        check("g5.48xlarge", 6, 120);
    }

    @Test
    void ofOtherTypesNothingIsKnown() {
        assertNull(new EniSlots(List.of()).of("t3.large", false));
        assertNull(new EniSlots(List.of()).of(null, true));
    }

    @Test
    void whatIsGivenGoesBeforeTheGuide() {
        final EniSlots slots = new EniSlots(List.of("t3.large=2", "5", "m5.large=0"));
        assertEquals(2, slots.of("t3.large", false));
        assertEquals(0, slots.of("m5.large", true));
        assertEquals(5, slots.of("m5.xlarge", false));
        assertEquals(5, slots.of(null, false));
    }
}
