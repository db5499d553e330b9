package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the counts with a {@link HashMap} over random histories. */
class LongCountsTest {
    private static final int LIMIT = 24;

    @Test
    void countsAreThoseOfAMap() {
        for (int seed = 0; seed < 200; seed++) {
            final Random random = new Random(seed);
            final LongCounts counts = new LongCounts(LIMIT);
            final Map<Long, Integer> model = new HashMap<>();
            for (int step = 0; step < 500; step++) {
                final long key = key(random);
                final int before = model.getOrDefault(key, 0);
                if (random.nextBoolean() && (before > 0 || model.size() < LIMIT)) {
                    assertEquals(before + 1, counts.increment(key));
                    model.put(key, before + 1);
                } else if (before > 0) {
                    assertEquals(before - 1, counts.decrement(key));
                    model.compute(key, (k, count) -> before == 1 ? null : before - 1);
                }
                assertSame(model, counts);
            }
        }
    }

    /** Returns one of 40 keys; every fourth differs from another in the high bits alone, so that keys collide. */
    private static long key(final Random random) {
        final long key = random.nextInt(40);
        return key % 4 == 0 ? key << 50 : key;
    }

    private static void assertSame(final Map<Long, Integer> model, final LongCounts counts) {
        assertEquals(LIMIT - model.size(), counts.free());
        model.forEach((key, count) -> assertEquals(count, counts.get(key)));
        int keys = 0;
        for (int position = 0; position < counts.capacity(); position++) {
            final long key = counts.keyAt(position);
            if (key != -1) {
                keys++;
                assertEquals(model.get(key), counts.get(key), "key " + key);
            }
        }
        assertEquals(model.size(), keys);
        assertEquals(0, counts.get(Long.MAX_VALUE));
    }
}
