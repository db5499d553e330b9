package dev.berth.internal.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares the source of randomness with the JDK's own SplitMix64, and its numbers with their definition. */
class SplitMixTest {
    @Test
    void sequenceIsThatOfSplittableRandom() {
        for (final long seed : new long[] {0, 1, -1, 1_234_567, Long.MIN_VALUE}) {
            final SplitMix ours = new SplitMix(seed);
            final SplittableRandom theirs = new SplittableRandom(seed);
            for (int i = 0; i < 100; i++) {
                assertEquals(theirs.nextLong() >>> 48, ours.below(1 << 16), "number " + i + " of seed " + seed);
            }
        }
    }

    @Test
    void stateThatIsRestoredGivesTheSameNumbers() {
        final SplitMix source = new SplitMix(7);
        source.below(10);
        final long state = source.state();
        final int[] numbers = {source.below(1000), source.below(3), source.below(Integer.MAX_VALUE)};
        source.restore(state);
        assertEquals(numbers[0], source.below(1000));
        assertEquals(numbers[1], source.below(3));
        assertEquals(numbers[2], source.below(Integer.MAX_VALUE));
    }

    @Test
    void numbersAreBelowTheBoundAndUniform() {
        final int bound = 7;
        final int draws = 70_000;
        final int[] drawn = new int[bound];
        final SplitMix source = new SplitMix(11);
        for (int i = 0; i < draws; i++) {
            drawn[source.below(bound)]++;
        }
        double chiSquared = 0;
        for (final int count : drawn) {
            chiSquared += Math.pow(count - draws / bound, 2) / (draws / bound);
        }
        assertTrue(chiSquared < 22.5, "six degrees of freedom exceed 22.5 once in a thousand; it is " + chiSquared);
        assertEquals(0, source.below(1));
        assertTrue(source.below(Integer.MAX_VALUE) >= 0);
    }
}
