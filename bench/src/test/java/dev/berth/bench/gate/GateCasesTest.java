package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.WorkCounters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cases there are, and that the gate's own do the same in every process. */
class GateCasesTest {
    private static final GateCases OWN = new GateCases(List.of());

    static List<String> counted() {
        return OWN.counted();
    }

    @Test
    void registeredCasesTakeThePlaceOfOwn() {
        assertFalse(OWN.areRegistered());
        assertEquals(6, OWN.counted().size());
        assertEquals("group-10k-100k", OWN.named("group-10k-100k").name());
        assertTrue(OWN.names().containsAll(OWN.counted()) && OWN.names().containsAll(OWN.timed()));
        assertEquals(OWN.counted().stream().map(name -> name + "-100k").toList(), OWN.timed());
        final GateCases others = new GateCases(List.of(new TinyCase()));
        assertTrue(others.areRegistered());
        assertEquals(List.of("tiny"), others.counted());
        assertEquals(List.of("tiny"), others.timed());
        assertEquals("quantised", others.named("quantised").name());
    }

    @Test
    void unknownAndDoubleAndUglyNamesAreRefused() {
        final IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> OWN.named("fastest"));
        assertTrue(unknown.getMessage().startsWith("case is 'fastest', must be one of quantised, "));
        assertEquals("two cases are named 'tiny', names must be unique", refusal(new TinyCase(), new TinyCase()));
        final GateCase ugly = new TinyCase() {
            @Override
            public String name() {
                return "Tiny one";
            }
        };
        assertEquals(
                "name of a case is 'Tiny one', must be lower-case letters, digits and hyphens", refusal(ugly));
    }

    private static String refusal(final GateCase... cases) {
        return assertThrows(IllegalStateException.class, () -> new GateCases(List.of(cases))).getMessage();
    }

    @ParameterizedTest
    @MethodSource("counted")
    void ownCasesAnswerTheSameTwice(final String name) {
        final GateCase one = OWN.named(name);
        final GateCase other = OWN.named(name);
        one.setUp(5);
        other.setUp(5);
        for (int i = 0; i < 2_000; i++) {
            assertEquals(one.operation(), other.operation());
        }
        assertEquals(!WorkCounters.ENABLED, one.work().operations() == 0);
        one.tearDown();
        other.tearDown();
    }
}
