package dev.berth.bench.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sorted set is one, and stays within its room. */
class SortedBlocksTest {
    private static final int ENTRIES = 5_000;
    private static final int STEPS = 60_000;

    private static List<Long> contents(final SortedBlocks blocks, final long from) {
        final List<Long> contents = new ArrayList<>();
        int index = blocks.indexOf(blocks.placeOf(from), from);
        for (int place = blocks.placeOf(from); place < blocks.blocks(); place++) {
            for (; index < blocks.size(place); index++) {
                contents.add(blocks.entry(place, index));
            }
            index = 0;
        }
        return contents;
    }

    @Test
    void holdsWhatATreeSetHolds() {
        final SortedBlocks blocks = new SortedBlocks(ENTRIES);
        final TreeSet<Long> expected = new TreeSet<>();
        final SplittableRandom random = new SplittableRandom(5);
        int most = 0;
        for (int step = 0; step < STEPS; step++) {
            final long entry = random.nextLong(3L * ENTRIES);
            final boolean grows = step / 10_000 % 2 == 0;
            if (expected.contains(entry)) {
                blocks.remove(entry);
                expected.remove(entry);
            } else if (grows && expected.size() < ENTRIES) {
                blocks.add(entry);
                expected.add(entry);
            } else if (!expected.isEmpty()) {
                final long least = expected.first();
                blocks.remove(least);
                expected.remove(least);
            }
            most = Math.max(most, blocks.blocks());
            if (step % 500 == 0) {
                assertEquals(List.copyOf(expected), contents(blocks, 0), "step " + step);
                assertEquals(List.copyOf(expected.tailSet(entry)), contents(blocks, entry), "step " + step);
            }
        }
        assertTrue(most > ENTRIES / SortedBlocks.CAPACITY, "blocks were split: " + most);
        assertTrue(blocks.blocks() < most, "blocks were merged");
    }

    @Test
    void fillsInAnyOrderWithinItsRoom() {
        for (final boolean ascending : new boolean[] {true, false}) {
            final SortedBlocks blocks = new SortedBlocks(ENTRIES);
            for (long i = 0; i < ENTRIES; i++) {
                blocks.add(ascending ? i : ENTRIES - i);
            }
            assertEquals(ENTRIES, contents(blocks, 0).size());
            for (final long entry : contents(blocks, 0)) {
                blocks.remove(entry);
            }
            assertEquals(1, blocks.blocks());
        }
    }

    @Test
    void strangerIsNotRemoved() {
        final SortedBlocks blocks = new SortedBlocks(ENTRIES);
        blocks.add(3);
        assertThrows(IllegalStateException.class, () -> blocks.remove(4));
        assertEquals(List.of(3L), contents(blocks, 0));
    }
}
