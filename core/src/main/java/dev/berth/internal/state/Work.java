package dev.berth.internal.state;

/**
 * The work counters of one engine. The kernels add to these fields behind {@link #ENABLED}, so that the compiler
 * removes the additions when counting is off. {@code dev.berth.WorkCounters} gives the meaning of each count.
 */
public final class Work {
    /** Whether work is counted. */
    public static final boolean ENABLED = Boolean.getBoolean("dev.berth.workCounters");

    public long operations;
    public long blocksVisited;
    public long entriesCompared;
    public long columnsRead;
    public long instancesBuilt;
    public long worstBlocksVisited;
    public long worstEntriesCompared;
    public long worstColumnsRead;

    private long startBlocks;
    private long startEntries;
    private long startColumns;

    public void reset() {
        operations = 0;
        blocksVisited = 0;
        entriesCompared = 0;
        columnsRead = 0;
        instancesBuilt = 0;
        worstBlocksVisited = 0;
        worstEntriesCompared = 0;
        worstColumnsRead = 0;
        startBlocks = 0;
        startEntries = 0;
        startColumns = 0;
    }

    public void endOperation() {
        operations++;
        worstBlocksVisited = Math.max(worstBlocksVisited, blocksVisited - startBlocks);
        worstEntriesCompared = Math.max(worstEntriesCompared, entriesCompared - startEntries);
        worstColumnsRead = Math.max(worstColumnsRead, columnsRead - startColumns);
        startBlocks = blocksVisited;
        startEntries = entriesCompared;
        startColumns = columnsRead;
    }
}
