package dev.berth;

import dev.berth.internal.state.Work;

/**
 * How much work an engine has done, in units that no noise touches. Counted only when the JVM runs with
 * {@code -Ddev.berth.workCounters=true}; otherwise the switch folds away and every count stays 0.
 *
 * <p>An operation is one call of {@code place}, {@code placeOn}, {@code canPlace} or {@code release}. All counts are
 * since construction or the last {@link #reset()}.
 */
public final class WorkCounters {
    /** Whether work is counted. */
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
     * Operations finished.
     *
     * @return a count.
     */
    public long operations() {
        return work.operations;
    }

    /**
     * Index blocks visited: nodes entered, and children of a node looked at for whether they can help.
     *
     * @return a count.
     */
    public long blocksVisited() {
        return work.blocksVisited;
    }

    /**
     * Index entries compared: in searches for a key and in walks for a fit.
     *
     * @return a count.
     */
    public long entriesCompared() {
        return work.entriesCompared;
    }

    /**
     * Reads of an instance's columns, a group's count, or a task's record, one for each instance, count or task.
     *
     * @return a count.
     */
    public long columnsRead() {
        return work.columnsRead;
    }

    /**
     * Instances that placements took into an index that was being built. What that costs is in no other count.
     *
     * @return a count.
     */
    public long instancesBuilt() {
        return work.instancesBuilt;
    }

    /**
     * The most blocks visited in one operation.
     *
     * @return a count.
     */
    public long worstBlocksVisited() {
        return work.worstBlocksVisited;
    }

    /**
     * The most entries compared in one operation.
     *
     * @return a count.
     */
    public long worstEntriesCompared() {
        return work.worstEntriesCompared;
    }

    /**
     * The most column reads in one operation.
     *
     * @return a count.
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
