package dev.berth.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class WholeTest {
    private static String refusal(final String... texts) {
        return assertThrows(IllegalArgumentException.class, () -> Whole.parse("--n", List.of(texts), 1, 9000, "100"))
                .getMessage();
    }

    @Test
    void numbersInTheRangeAreRead() {
        assertNull(Whole.parse("--n", (String) null, 1, 9, "4"));
        assertEquals(9, Whole.parse("--n", " 9", 1, 9, "4"));
        assertEquals(List.of(1, 9000), Whole.parse("--n", List.of("1", "9000"), 1, 9000, "100"));
        assertEquals(List.of(100, 200), Whole.parse("--n", List.of("100", "200"), 1, 9000, "100"));
    }

    @Test
    void whatIsNoNumberIsRefusedWithTheRangeAndAnExample() {
        for (final String wrong : List.of("abc", "1e5", "0", "9001", "", "99999999999999999999", "1.5")) {
            assertEquals("--n is '" + wrong + "', must be a whole number in 1..9000, such as 100", refusal(wrong));
        }
    }

    @Test
    void aCommaInsideANumberIsNamed() {
        assertEquals("--n has the sizes 1 and 0; write 1000 without a comma", refusal("1", "000"));
        assertEquals("--n has the sizes 10, 0 and 500; write 10000500 without a comma", refusal("10", "000", "500"));
    }
}
