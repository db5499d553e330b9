package dev.berth.internal.select;

import dev.berth.internal.index.Clock;
import java.util.Arrays;

/**
 * What was learnt of the nodes of an index: that below a node, as of a clock of the index, no entry that a filter
 * admits has a class of at least some bound. It holds until the node's stamp is later.
 *
 * <p>One overlay is open at a time. What it learnt before it was opened for its filter is older than {@code since}, and
 * void.
 *
 * <p>A fixed pool; an overlay is kept for one (index, filter), and the least recently used one is taken over for
 * another.
 */
public final class Overlays {
    /** Uses after which an overlay has been worth its opening. */
    private static final int OPENING = 16;

    private static final int CROWDED = 256;

    /** Placements that do without after that. */
    private static final int PAUSE = 1_024;

    private final int nodes;
    private final int count;
    private final long[] seen;
    private final short[] boundA;
    private final short[] boundB;
    private final long[] key;
    private final long[] filter;
    private final long[] lastUse;
    private final long[] openedAt;
    private final Clock clock;
    private long uses;
    private long since;
    private int pressure;

    public Overlays(final int count, final int nodes, final Clock clock) {
        this.clock = clock;
        openedAt = new long[count];
        this.count = count;
        this.nodes = nodes;
        seen = new long[count * nodes];
        boundA = new short[count * nodes];
        boundB = new short[count * nodes];
        key = new long[count];
        filter = new long[count];
        lastUse = new long[count];
        Arrays.fill(key, -1);
    }

    public static long footprintBytes(final int count, final int nodes) {
        return (long) count * (nodes * 12L + 32);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Whether there is an overlay of a filter on an index. */
    boolean knows(final long wantedKey, final long wantedFilter) {
        for (int i = 0; i < count; i++) {
            if (key[i] == wantedKey && filter[i] == wantedFilter) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether overlays are taken over by others before they have been of use. Where there is another way, it is better
     * taken then; now and then one is tried again.
     */
    boolean isCrowded() {
        if (count > 0 && pressure < CROWDED) {
            return false;
        }
        pressure--;
        return true;
    }

    /** The overlay of a filter on an index: its first node. */
    int open(final long wantedKey, final long wantedFilter) {
        int oldest = 0;
        for (int i = 0; i < count; i++) {
            if (key[i] == wantedKey && filter[i] == wantedFilter) {
                lastUse[i] = ++uses;
                pressure -= pressure > 0 ? 1 : 0;
                since = openedAt[i];
                return i * nodes;
            }
            if (lastUse[i] < lastUse[oldest]) {
                oldest = i;
            }
        }
        key[oldest] = wantedKey;
        filter[oldest] = wantedFilter;
        lastUse[oldest] = ++uses;
        since = clock.start();
        openedAt[oldest] = since;
        pressure += OPENING;
        pressure = pressure < CROWDED ? pressure : CROWDED + PAUSE;
        return oldest * nodes;
    }

    /** Whether it is known that nothing below a node has classes of at least a and b. */
    boolean excludes(final int node, final long stamp, final int a, final int b) {
        return seen[node] >= stamp && seen[node] >= since && boundA[node] <= a && boundB[node] <= b;
    }

    /** The least class A that is known to be out of reach below a node, of which something is known. */
    int boundA(final int node) {
        return boundA[node];
    }

    /** The least class B that goes with it. */
    int boundB(final int node) {
        return boundB[node];
    }

    void learn(final int node, final int a, final int b) {
        seen[node] = clock.now();
        boundA[node] = (short) a;
        boundB[node] = (short) b;
    }
}
