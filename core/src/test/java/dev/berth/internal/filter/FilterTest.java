package dev.berth.internal.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares a filter with a {@link BitSet}, below and above the number of members that are listed. */
class FilterTest {
    private static final int INSTANCES = 10_000;

    @Test
    void membersAreThoseOfABitSet() {
        final Random random = new Random(4);
        final Filter filter = new Filter(INSTANCES);
        final BitSet model = new BitSet();
        for (int phase = 0; phase < 8; phase++) {
            final int share = phase % 2 == 0 ? 80 : 25;
            for (int step = 0; step < 1500; step++) {
                final int ordinal = random.nextInt(phase < 4 ? 600 : INSTANCES);
                final boolean admitted = random.nextInt(100) < share;
                filter.set(ordinal, admitted);
                model.set(ordinal, admitted);
                if (step % 50 == 0) {
                    check(filter, model, random);
                }
            }
        }
        assertTrue(model.cardinality() > Filter.LISTED);
        filter.clear();
        model.clear();
        check(filter, model, random);
    }

    private static void check(final Filter filter, final BitSet model, final Random random) {
        assertTrue(filter.isValid());
        assertEquals(model.cardinality(), filter.size());
        assertTrue(filter.size() > Filter.LISTED != filter.isListed() || filter.size() > Filter.LISTED / 2);
        final int from = random.nextInt(INSTANCES);
        int expected = model.nextSetBit(from);
        for (int member = filter.first(from); member != Filter.NONE; member = filter.next()) {
            assertEquals(expected, member);
            assertTrue(filter.admits(member));
            expected = model.nextSetBit(expected + 1);
        }
        assertEquals(-1, expected);
        if (filter.size() > 0) {
            assertTrue(model.get(filter.any()));
        }
        for (int i = 0; filter.isListed() && i < filter.size(); i++) {
            assertTrue(model.get(filter.list()[i]));
        }
    }
}
