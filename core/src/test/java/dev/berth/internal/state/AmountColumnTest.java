package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares both widths of a column with a map, and its refusals with a scan. */
class AmountColumnTest {
    private static final int INSTANCES = 12;

    @Test
    void shortsAgreeWithAMap() {
        agreesWithAMap(AmountColumn.ofShorts("gpus", INSTANCES), 1);
    }

    @Test
    void intsAgreeWithAMap() {
        agreesWithAMap(AmountColumn.ofInts("licences", INSTANCES), 2);
    }

    private static void agreesWithAMap(final AmountColumn column, final int seed) {
        final Random random = new Random(seed);
        final TreeMap<Integer, Integer> free = new TreeMap<>();
        for (int step = 0; step < 5000; step++) {
            final int ordinal = random.nextInt(INSTANCES);
            final Integer before = free.get(ordinal);
            if (before == null) {
                final int amount = random.nextInt(200);
                column.add(ordinal, amount, amount - 3);
                free.put(ordinal, amount - 3);
                assertEquals(amount, column.registered(ordinal));
            } else if (random.nextInt(10) == 0) {
                column.remove(ordinal);
                free.remove(ordinal);
            } else {
                final int delta = random.nextInt(41) - 20;
                column.addFree(ordinal, delta);
                free.put(ordinal, before + delta);
            }
            free.forEach((at, amount) -> assertEquals(amount, column.free(at)));
            assertTrue(column.isValid(free.keySet().stream().mapToInt(Integer::intValue)));
            final int asked = random.nextInt(80);
            if (free.values().stream().anyMatch(amount -> amount >= asked)) {
                assertTrue(column.mayHave(asked), "an instance has " + asked);
            } else if (asked > 0 && asked < 64) {
                assertFalse(column.mayHave(asked), "no instance has " + asked);
            }
        }
        assertTrue(column.mayHave(0));
    }

    @Test
    void extremesOfTheWidthAreHeld() {
        final AmountColumn shorts = AmountColumn.ofShorts("gpus", 1);
        shorts.add(0, shorts.most(), shorts.least());
        assertEquals(Short.MAX_VALUE, shorts.registered(0));
        assertEquals(Short.MIN_VALUE, shorts.free(0));
        final AmountColumn ints = AmountColumn.ofInts("licences", 1);
        ints.add(0, ints.most(), ints.least());
        assertEquals(Integer.MAX_VALUE, ints.registered(0));
        assertEquals(Integer.MIN_VALUE, ints.free(0));
    }
}
