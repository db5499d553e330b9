package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slots by type: figures of the ECS developer guide, "Elastic network interface trunking", and limits of EC2. */
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
    void whereTheGuideAndTheLimitsDifferTheGuideIsFollowed() {
        check("m6in.32xlarge", 13, 120);
        check("r6idn.metal", 13, 120);
        check("i4i.16xlarge", 14, 248);
        check("i4i.metal", 14, 498);
        check("p3.2xlarge", 3, 40);
        check("p3.8xlarge", 7, 60);
        check("trn1n.32xlarge", 79, 242);
    }

    @ParameterizedTest
    @CsvSource({"t2.micro, 1", "t3.large, 2", "t3a.xlarge, 3", "t4g.nano, 1", "m4.large, 1", "c4.large, 2",
        "m7i.large, 2",
        "c7i.8xlarge, 7", "g4dn.xlarge, 2", "m7i-flex.2xlarge, 3", "u-18tb1.metal, 14", "c7a.metal-48xl, 14",
        "m5.metal, 14"})
    void typesThatTheGuideDoesNotListAreKnownToo(final String type, final int slots) {
        assertEquals(slots, new EniSlots(List.of()).of(type, false));
    }

    @Test
    void ofOtherTypesNothingIsKnown() {
        final EniSlots slots = new EniSlots(List.of());
        for (final String type : new String[] {
            "p2.xlarge", "m5.7xlarge", "m5.larg", "m5", "m5.", ".large", "", "#.large", "M5.large", "m5.large "
        }) {
            assertNull(slots.of(type, false), type);
        }
        assertNull(slots.of(null, true));
        for (final String withoutTrunks : new String[] {"t3.large", "m5.metal", "c5.metal", "m4.large"}) {
            assertNull(slots.of(withoutTrunks, true), withoutTrunks);
        }
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
