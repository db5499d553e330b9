package dev.berth.bench.baseline;

import dev.berth.bench.workload.Workload;

/**
 * The instances in the order of one key, and a walk along it until one fits.
 *
 * <p>Ordered by {@link Key#FREE_MEMORY} this is the order of Apache Aurora's {@code -offer_order=MEMORY} (a skip list).
 * The first that fits is then the one with the least memory left, ties by ordinal: exact. Aurora begins at the least
 * offer; this walk begins at the first instance with memory enough, which favours it.
 *
 * <p>Ordered by {@link Key#FREE_SHARE} it is Apache YuniKorn's bin packing (a B-tree of degree 7 in
 * {@code node_collection.go}): the fullest first by the mean of the shares of CPU and memory in use, whatever is asked.
 * That is another order than the least memory left, so its answers differ. The order does not tell where those that fit
 * begin, so the walk begins at the fullest, as YuniKorn's does. Shares are kept to 2^-30; YuniKorn copies its tree for
 * each round of scheduling, this walk does not.
 *
 * <p>A change costs O(log N). The walk costs O(N) where CPU, or the memory that the order does not show, rejects what
 * comes first. Allocates at construction only.
 */
final class SortedWalk extends Rival {
    /** The keys by which instances are ordered, the least first. */
    enum Key {
        /** The free memory. */
        FREE_MEMORY,
        /** One less the mean of the shares of CPU and of memory in use. */
        FREE_SHARE
    }

    private static final int SHARE_UNIT = 1 << 30;

    private final Key key;
    private final SortedBlocks sorted;
    private final long[] entries;

    SortedWalk(final Workload workload, final int maxTasks, final Key key) {
        super(workload, maxTasks);
        this.key = key;
        sorted = new SortedBlocks(size);
        entries = new long[size];
        for (int ordinal = 0; ordinal < size; ordinal++) {
            entries[ordinal] = entry(ordinal);
            sorted.add(entries[ordinal]);
        }
    }

    private long entry(final int ordinal) {
        return (long) key(ordinal) << 32 | ordinal;
    }

    private int key(final int ordinal) {
        if (key == Key.FREE_MEMORY) {
            return freeMemory[ordinal];
        }
        final double cpu = (double) freeCpu[ordinal] / registeredCpu[ordinal];
        final double memory = (double) freeMemory[ordinal] / registeredMemory[ordinal];
        return (int) ((cpu + memory) / 2 * SHARE_UNIT);
    }

    @Override
    int find(final int shape) {
        final long from = key == Key.FREE_MEMORY ? (long) askedMemory[shape] << 32 : 0;
        int place = sorted.placeOf(from);
        int index = sorted.indexOf(place, from);
        while (place < sorted.blocks()) {
            final int end = sorted.size(place);
            while (index < end) {
                final int ordinal = (int) sorted.entry(place, index);
                if (eligible(shape, ordinal)) {
                    return ordinal;
                }
                index++;
            }
            place++;
            index = 0;
        }
        return -1;
    }

    @Override
    void changed(final int ordinal) {
        final long entry = entry(ordinal);
        if (entry != entries[ordinal]) {
            sorted.remove(entries[ordinal]);
            sorted.add(entry);
            entries[ordinal] = entry;
        }
    }
}
