package dev.berth;

import dev.berth.internal.index.IndexOrder;

/**
 * The order in which {@link Candidates} are walked. Remaining amounts are absolute. A falling order is the exact
 * reverse of the rising one, also among equals.
 */
public enum CandidateOrder {
    /** Begins with the least remaining memory; the lowest ordinal comes first among equals. */
    MEMORY_RISING(IndexOrder.MEMORY, false),
    /** Begins with the most remaining memory; the highest ordinal comes first among equals. */
    MEMORY_FALLING(IndexOrder.MEMORY, true),
    /** Begins with the least remaining CPU; the lowest ordinal comes first among equals. */
    CPU_RISING(IndexOrder.CPU, false),
    /** Begins with the most remaining CPU; the highest ordinal comes first among equals. */
    CPU_FALLING(IndexOrder.CPU, true),
    /** Begins with the lowest ordinal, whatever remains. */
    ORDINAL(IndexOrder.ORDINAL, false);

    /** The order of the index; a rising and a falling order share one. */
    final int index;

    final boolean falls;

    CandidateOrder(final int index, final boolean falls) {
        this.index = index;
        this.falls = falls;
    }
}
