package dev.berth.internal.state;

/**
 * A map from positive long keys to counts. It uses open addressing with linear probing, and deletion by shifting back.
 * The capacity is fixed: the table has at least twice the limit of keys.
 */
public final class LongCounts {
    private final long[] keys;
    private final int[] counts;
    private final int mask;
    private final int limit;
    private int size;

    LongCounts(final int limit) {
        this.limit = limit;
        final int capacity = capacity(limit);
        keys = new long[capacity];
        counts = new int[capacity];
        mask = capacity - 1;
    }

    private static int capacity(final int limit) {
        return Integer.highestOneBit(Math.max(2, limit * 2 - 1)) << 1;
    }

    public static long footprintBytes(final int limit) {
        return 12L * capacity(limit);
    }

    public int limit() {
        return limit;
    }

    public int free() {
        return limit - size;
    }

    public int get(final long key) {
        return counts[find(key)];
    }

    /** Adds one to the count of a key, and returns the count. There must be room if the key is new. */
    int increment(final long key) {
        final int at = find(key);
        if (counts[at] == 0) {
            keys[at] = key;
            size++;
        }
        return ++counts[at];
    }

    /**
     * Subtracts one from the count of a key, which must be above 0, and returns the count. A key with count 0 is
     * removed.
     */
    int decrement(final long key) {
        int at = find(key);
        assert counts[at] > 0 : "no count of key " + key;
        final int count = --counts[at];
        if (count == 0) {
            size--;
            int next = at;
            while (true) {
                next = next + 1 & mask;
                if (counts[next] == 0) {
                    break;
                }
                final int home = home(keys[next]);
                if ((next - home & mask) >= (next - at & mask)) {
                    keys[at] = keys[next];
                    counts[at] = counts[next];
                    counts[next] = 0;
                    at = next;
                }
            }
        }
        return count;
    }

    public int capacity() {
        return keys.length;
    }

    /** Returns the key at a position of the table, or −1 if the position is empty. */
    public long keyAt(final int position) {
        return counts[position] == 0 ? -1 : keys[position];
    }

    private int find(final long key) {
        int at = home(key);
        while (counts[at] != 0 && keys[at] != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(final long key) {
        final long hash = key * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & mask;
    }
}
