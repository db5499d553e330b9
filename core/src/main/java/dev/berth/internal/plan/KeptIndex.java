package dev.berth.internal.plan;

import dev.berth.internal.index.IndexSlot;

/** A full index of one bucket that is kept for a caller's walks, and the least amounts for which the walks may ask. */
public final class KeptIndex {
    final IndexSlot slot;
    final int leastCpu;
    final int leastMemory;

    KeptIndex(final IndexSlot slot, final int leastCpu, final int leastMemory) {
        this.slot = slot;
        this.leastCpu = leastCpu;
        this.leastMemory = leastMemory;
    }
}
