package dev.berth.internal.index;

/**
 * A walk through the one bucket of a full index, in its order or against it. The walk goes on however the index changes
 * and whoever else searches in it.
 *
 * <p>The cursor of the index serves as long as the walk made the last search and the index is unchanged. Otherwise the
 * next step searches from the place at which the last instance was found, in O(log N). An instance that has moved is
 * therefore met if its new place is still ahead.
 */
public final class IndexCursor {
    public static final int NONE = OrderedIndex.NONE;

    private static final long ENDED = -1;

    private final Indexes indexes;
    private final OrderedIndex index;
    private final boolean falls;
    private int cpu;
    private int memory;

    /** The entry that was found last, as it was then. */
    private long entry;

    /** The number of the search that found it, or {@link #ENDED}. */
    private long search = ENDED;

    /** Creates a walk that has ended. The index must stay open; a falling walk needs an order led by one amount. */
    public IndexCursor(final Indexes indexes, final IndexSlot slot, final boolean falls) {
        this.indexes = indexes;
        this.index = slot.index;
        this.falls = falls;
    }

    /** Begins a walk through the instances that have enough. Returns the ordinal of the first one, or {@link #NONE}. */
    public int first(final int askedCpu, final int askedMemory) {
        cpu = askedCpu;
        memory = askedMemory;
        if (index.usesB) {
            indexes.noteDemand(askedCpu, askedMemory);
        }
        return found(falls ? index.last(0, askedCpu, askedMemory) : index.first(0, askedCpu, askedMemory));
    }

    /** Returns the ordinal of the next instance that has enough, or {@link #NONE} if the walk has ended. */
    public int next() {
        if (search == ENDED) {
            return NONE;
        }
        if (search == index.searches && index.cursorBucket != IndexTree.NO_BUCKET) {
            return found(falls ? index.previous() : index.next());
        }
        return found(
                falls
                        ? index.lastBefore(0, IndexOrder.place(index.order, entry), cpu, memory)
                        : index.firstFrom(0, IndexOrder.placeAfter(index.order, entry), cpu, memory));
    }

    private int found(final int ordinal) {
        if (ordinal == NONE) {
            search = ENDED;
        } else {
            entry = index.entries[index.cursor];
            search = index.searches;
        }
        return ordinal;
    }
}
