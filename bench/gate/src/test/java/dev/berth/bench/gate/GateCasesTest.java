package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which cases there are, and which of them are measured if nothing is asked for. */
class GateCasesTest {
    private static final GateCases OF_SUITE = new GateCases(List.of(), List.of(new Suite()));

    /** Two cases, of which the small one is counted and the large one timed. */
    private static final class Suite implements GateSuite {
        @Override
        public List<GateCase> cases() {
            return List.of(new TinyCase.Renamed(), new Large());
        }

        @Override
        public List<String> counted() {
            return List.of("other");
        }

        @Override
        public List<String> timed() {
            return List.of("large");
        }
    }

    /** Has another name again. */
    private static final class Large extends TinyCase {
        @Override
        public String name() {
            return "large";
        }
    }

    @Test
    void registeredCasesTakeThePlaceOfThoseOfASuite() {
        assertFalse(OF_SUITE.areRegistered());
        assertEquals(List.of("other"), OF_SUITE.counted());
        assertEquals(List.of("large"), OF_SUITE.timed());
        assertEquals(List.of("other", "large"), OF_SUITE.names());
        final GateCases both = new GateCases(List.of(new TinyCase()), List.of(new Suite()));
        assertTrue(both.areRegistered());
        assertEquals(List.of("tiny"), both.counted());
        assertEquals(List.of("tiny"), both.timed());
        assertEquals("large", both.named("large").name());
    }

    @Test
    void unknownAndDoubleAndUglyNamesAreRefused() {
        final IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> OF_SUITE.named("fastest"));
        assertEquals("case is 'fastest', must be one of other, large", unknown.getMessage());
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
        return assertThrows(IllegalStateException.class, () -> new GateCases(List.of(cases), List.of())).getMessage();
    }
}
