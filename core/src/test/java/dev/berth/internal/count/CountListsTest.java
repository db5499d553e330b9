package dev.berth.internal.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Compares the counts and their levels with maps, for two heads that share one table. */
class CountListsTest {
    private static final int LIMIT = 40;
    private static final int KEYS = 15;
    private static final int[] HEADS = {0, 8};

    private final int[] heads = new int[16];
    private final CountLists lists = new CountLists(LIMIT, heads);
    private final Map<Integer, Map<Integer, Integer>> model = new HashMap<>();

    CountListsTest() {
        for (final int head : HEADS) {
            heads[head + CountLists.LOWEST] = CountLists.NONE;
            model.put(head, new TreeMap<>());
        }
    }

    @Test
    void levelsAreThoseOfMaps() {
        final Random random = new Random(6);
        for (int step = 0; step < 30_000; step++) {
            final int head = HEADS[random.nextInt(HEADS.length)];
            final int key = random.nextInt(KEYS);
            final Map<Integer, Integer> counts = model.get(head);
            final Integer count = counts.get(key);
            assertEquals(count != null, lists.holds(head, key));
            if (count == null) {
                final int inserted = 1 + random.nextInt(3);
                assertFalse(lists.increment(head, key));
                lists.insert(head, key, inserted);
                counts.put(key, inserted);
            } else if (random.nextInt(100) < 45) {
                assertTrue(lists.increment(head, key));
                counts.put(key, count + 1);
            } else if (count == 0) {
                assertEquals(1, lists.forgetZero(head, key));
                counts.remove(key);
            } else {
                decrement(head, key, random.nextBoolean());
            }
            check(head);
        }
    }

    private void decrement(final int head, final int key, final boolean keepsZeros) {
        final Map<Integer, Integer> counts = model.get(head);
        final int count = counts.merge(key, -1, Integer::sum);
        int forgotten = 0;
        if (count == 0 && !keepsZeros) {
            counts.remove(key);
            forgotten = 1;
        } else if (counts.values().stream().allMatch(left -> left == 0)) {
            forgotten = counts.size();
            counts.clear();
        }
        assertEquals(forgotten, lists.decrement(head, key, keepsZeros));
    }

    private void check(final int head) {
        final Map<Integer, Integer> counts = model.get(head);
        for (int key = 0; key < KEYS; key++) {
            assertEquals(counts.getOrDefault(key, 0), lists.get(head, key));
        }
        assertEquals(counts.size(), heads[head + CountLists.KEYS]);
        final TreeMap<Integer, TreeSet<Integer>> expected = new TreeMap<>();
        counts.forEach((key, count) -> expected.computeIfAbsent(count, c -> new TreeSet<>()).add(key));
        final TreeMap<Integer, TreeSet<Integer>> found = new TreeMap<>();
        int before = -1;
        for (int level = heads[head + CountLists.LOWEST]; level != CountLists.NONE; level = lists.nextLevel(level)) {
            final TreeSet<Integer> keys = new TreeSet<>();
            for (int at = lists.firstOfLevel(level); at != CountLists.NONE; at = lists.nextOfLevel(at)) {
                keys.add(lists.keyOf(at));
            }
            assertEquals(keys.size(), lists.populationOfLevel(level));
            assertTrue(lists.countOfLevel(level) > before, "levels ascend");
            before = lists.countOfLevel(level);
            found.put(before, keys);
        }
        assertEquals(expected, found);
        if (!counts.isEmpty()) {
            assertEquals(expected.lastKey(), lists.highestCount(head));
            assertEquals(counts.values().stream().filter(count -> count > 0).count(), lists.positiveKeys(head));
        }
        int zeros = 0;
        for (final Map<Integer, Integer> all : model.values()) {
            zeros += (int) all.values().stream().filter(count -> count == 0).count();
        }
        assertEquals(zeros, lists.zeros());
    }
}
