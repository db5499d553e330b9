package dev.berth;

import dev.berth.internal.state.Work;

/**
 * The counts of the work that an engine has done, in units that are free of measurement noise. Work is counted if the
 * JVM runs with {@code -Ddev.berth.workCounters=true}; otherwise the compiler removes the counting, and every count
 * stays 0.
 *
 * <p>An operation is one call of {@code place}, {@code placeOn}, {@code canPlace} or {@code release}. All counts are
 * since construction or the last {@link #reset()}, 0 or more.
 */
public final class WorkCounters {
    /** True if work is counted. */
    public static final boolean ENABLED = Work.ENABLED;

    private final Work work;

    WorkCounters(final Work work) {
        this.work = work;
    }

    /** Sets all counts to 0. */
    public void reset() {
        work.reset();
    }

    /**
     * Returns the number of operations finished.
     *
     * @return the number, 0 or more.
     */
    public long operations() {
        return work.operations;
    }

    /**
     * Returns the number of index blocks visited: nodes that were entered, and children of a node that were tested for
     * whether they can help.
     *
     * @return the number, 0 or more.
     */
    public long blocksVisited() {
        return work.blocksVisited;
    }

    /**
     * Returns the number of index entries compared, in searches for a key and in walks for a fit.
     *
     * @return the number, 0 or more.
     */
    public long entriesCompared() {
        return work.entriesCompared;
    }

    /**
     * Returns the number of column reads, one for each instance whose columns, each group whose count, or each task
     * whose record was read.
     *
     * @return the number, 0 or more.
     */
    public long columnsRead() {
        return work.columnsRead;
    }

    /**
     * Returns the number of instances that placements added to an index that was being built. No other count includes
     * the cost of building.
     *
     * @return the number, 0 or more.
     */
    public long instancesBuilt() {
        return work.instancesBuilt;
    }

    /**
     * Returns the largest number of blocks visited in one operation.
     *
     * @return the number, 0 or more.
     */
    public long worstBlocksVisited() {
        return work.worstBlocksVisited;
    }

    /**
     * Returns the largest number of entries compared in one operation.
     *
     * @return the number, 0 or more.
     */
    public long worstEntriesCompared() {
        return work.worstEntriesCompared;
    }

    /**
     * Returns the largest number of column reads in one operation.
     *
     * @return the number, 0 or more.
     */
    public long worstColumnsRead() {
        return work.worstColumnsRead;
    }

    @Override
    public String toString() {
        return "operations=" + operations() + " blocks=" + blocksVisited() + " entries=" + entriesCompared()
                + " columns=" + columnsRead()
                + " built=" + instancesBuilt()
                + " worstBlocks=" + worstBlocksVisited() + " worstEntries=" + worstEntriesCompared()
                + " worstColumns=" + worstColumnsRead();
    }
}
