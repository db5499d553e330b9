package dev.berth.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** A pool has the share of instances that its row says, and what the engine is told agrees with the bitmap. */
class PoolsTest {
    private static final int INSTANCES = 10_000;

    private static Pools pools(final String row) {
        return new Workload(BenchmarkCases.named(row), INSTANCES, 3).pools();
    }

    private static int size(final Pools pools, final int pool) {
        return BitSet.valueOf(pools.admitted(pool)).cardinality();
    }

    @Test
    void sharesAreThoseOfTheRow() {
        assertEquals(5_000, size(pools("member-50"), 0));
        assertEquals(10, size(pools("member-01"), 0));
        assertEquals(1, size(pools("member-one"), 0));
        assertEquals(1_000, size(pools("two-members-distinct"), 0), 100);
        assertEquals(1_001, size(pools("port-one-left"), 0));
        assertEquals(INSTANCES, size(pools("eni"), 0));
        assertEquals(0, pools("gpu-2").count());
        assertEquals(0, pools("quantised").count());
    }

    @Test
    void cellsAreDisjointAndEven() {
        final Pools pools = pools("plans-1000");
        assertEquals(100, pools.count());
        int sum = 0;
        for (int pool = 0; pool < pools.count(); pool++) {
            assertEquals(100, size(pools, pool), 6);
            sum += size(pools, pool);
        }
        assertEquals(INSTANCES, sum);
    }

    @Test
    void attributesAndPortsSayWhatTheBitmapSays() {
        for (final String row : new String[] {"member-10", "two-members-distinct", "port-99"}) {
            final Pools pools = pools(row);
            final BitSet admitted = BitSet.valueOf(pools.admitted(0));
            for (int ordinal = 0; ordinal < INSTANCES; ordinal++) {
                final boolean all = pools.attributes(ordinal).values().stream().allMatch("yes"::equals);
                assertEquals(admitted.get(ordinal), all && !pools.isPortInUse(ordinal), row + " " + ordinal);
            }
        }
    }

    @Test
    void changesLeaveThePoolAsLargeAsItWas() {
        final Pools pools = pools("attribute-churn");
        final BitSet members = BitSet.valueOf(pools.admitted(0));
        final int size = members.cardinality();
        for (final int change : pools.changes()) {
            final int ordinal = change < 0 ? ~change : change;
            assertEquals(change < 0, members.get(ordinal), "each change changes something");
            members.flip(ordinal);
            assertTrue(members.cardinality() >= size - 1);
        }
        assertEquals(size, members.cardinality());
        assertEquals(1L << 16, Arrays.stream(pools.changes()).count());
    }
}
