package dev.berth.bench.baseline;

/**
 * A sorted set of longs that does not allocate, a B-tree of two levels. The entries lie in sorted blocks of at most
 * {@value #CAPACITY}; a directory has the least entry of each block. A full block is split in halves, and two
 * neighbours that would fill half a block or less are merged, so there are at most {@code n / 64 + 1} blocks.
 *
 * <p>A change costs O(log n) comparisons, moves up to {@value #CAPACITY} entries, and in some cases moves the
 * directory. Allocates at construction only. Not thread-safe.
 */
final class SortedBlocks {
    static final int CAPACITY = 256;

    private static final int HALF = CAPACITY / 2;

    private final long[] entries;
    private final int[] sizes;
    private final int[] order;
    private final long[] firsts;
    private final int[] spare;
    private int blocks = 1;
    private int spares;

    /**
     * Creates an empty set.
     *
     * @param maxEntries limit on entries.
     */
    SortedBlocks(final int maxEntries) {
        final int maxBlocks = 2 * maxEntries / HALF + 3;
        entries = new long[Math.multiplyExact(maxBlocks, CAPACITY)];
        sizes = new int[maxBlocks];
        order = new int[maxBlocks];
        firsts = new long[maxBlocks];
        spare = new int[maxBlocks];
        for (int block = maxBlocks - 1; block > 0; block--) {
            spare[spares++] = block;
        }
    }

    /** Returns how many blocks there are, 1 or more. */
    int blocks() {
        return blocks;
    }

    /** Returns how many entries the block at a place has. */
    int size(final int place) {
        return sizes[order[place]];
    }

    /** Returns an entry of the block at a place. */
    long entry(final int place, final int index) {
        return entries[order[place] * CAPACITY + index];
    }

    /** Returns the place of the block in which an entry is, or would be. */
    int placeOf(final long entry) {
        int low = 0;
        int high = blocks - 1;
        while (low < high) {
            final int middle = low + high + 1 >>> 1;
            if (firsts[middle] <= entry) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Returns how many entries of the block at a place are less than one. */
    int indexOf(final int place, final long entry) {
        final int from = order[place] * CAPACITY;
        int low = 0;
        int high = sizes[order[place]];
        while (low < high) {
            final int middle = low + high >>> 1;
            if (entries[from + middle] < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void add(final long entry) {
        int place = placeOf(entry);
        if (size(place) == CAPACITY) {
            split(place);
            place += entry >= firsts[place + 1] ? 1 : 0;
        }
        final int block = order[place];
        final int index = indexOf(place, entry);
        final int at = block * CAPACITY + index;
        System.arraycopy(entries, at, entries, at + 1, sizes[block] - index);
        entries[at] = entry;
        sizes[block]++;
        firsts[place] = entries[block * CAPACITY];
    }

    void remove(final long entry) {
        final int place = placeOf(entry);
        final int block = order[place];
        final int index = indexOf(place, entry);
        final int at = block * CAPACITY + index;
        if (index == sizes[block] || entries[at] != entry) {
            throw new IllegalStateException("entry " + entry + " is not in the set");
        }
        sizes[block]--;
        System.arraycopy(entries, at + 1, entries, at, sizes[block] - index);
        firsts[place] = entries[block * CAPACITY];
        if (place + 1 < blocks && isSmall(place)) {
            merge(place);
        } else if (place > 0 && isSmall(place - 1)) {
            merge(place - 1);
        }
    }

    private boolean isSmall(final int place) {
        return size(place) + size(place + 1) <= HALF || size(place) == 0 || size(place + 1) == 0;
    }

    private void split(final int place) {
        final int block = order[place];
        final int other = spare[--spares];
        System.arraycopy(order, place + 1, order, place + 2, blocks - place - 1);
        System.arraycopy(firsts, place + 1, firsts, place + 2, blocks - place - 1);
        System.arraycopy(entries, block * CAPACITY + HALF, entries, other * CAPACITY, HALF);
        sizes[block] = HALF;
        sizes[other] = HALF;
        order[place + 1] = other;
        firsts[place + 1] = entries[other * CAPACITY];
        blocks++;
    }

    /** Moves the entries of the next block to the one at a place. */
    private void merge(final int place) {
        final int block = order[place];
        final int other = order[place + 1];
        System.arraycopy(
                entries, other * CAPACITY, entries, block * CAPACITY + sizes[block], sizes[other]);
        sizes[block] += sizes[other];
        sizes[other] = 0;
        spare[spares++] = other;
        firsts[place] = entries[block * CAPACITY];
        blocks--;
        System.arraycopy(order, place + 2, order, place + 1, blocks - place - 1);
        System.arraycopy(firsts, place + 2, firsts, place + 1, blocks - place - 1);
    }
}
