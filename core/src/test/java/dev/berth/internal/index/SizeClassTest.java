package dev.berth.internal.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Classes order amounts as the amounts themselves do, exactly below 64 and within 1/64 above. */
class SizeClassTest {
    @Test
    void classesAscendWithAmounts() {
        int before = 0;
        for (int amount = 0; amount < 1 << 18; amount++) {
            final int sizeClass = SizeClass.of(amount);
            assertTrue(sizeClass >= before && sizeClass <= before + 1, "class of " + amount);
            before = sizeClass;
        }
        final Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            final int a = random.nextInt() & Integer.MAX_VALUE;
            final int b = random.nextInt() & Integer.MAX_VALUE;
            assertTrue(a < b == SizeClass.of(a) < SizeClass.of(b) || SizeClass.of(a) == SizeClass.of(b), a + ", " + b);
            if (SizeClass.of(a) == SizeClass.of(b)) {
                assertTrue(Math.abs((long) a - b) <= Math.max(a, b) / 64L, a + " and " + b + " share a class");
            }
        }
    }

    @Test
    void smallAmountsAreExactAndTheRestFits() {
        for (int amount = 0; amount < 64; amount++) {
            assertEquals(amount, SizeClass.of(amount));
        }
        assertEquals(0, SizeClass.of(-1));
        assertEquals(0, SizeClass.of(Integer.MIN_VALUE));
        assertTrue(SizeClass.of(Integer.MAX_VALUE) <= SizeClass.MASK);
    }
}
