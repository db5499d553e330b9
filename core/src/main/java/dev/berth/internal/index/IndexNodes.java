package dev.berth.internal.index;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;
import java.util.Arrays;

/**
 * The nodes of an {@link OrderedIndex}: pools of leaves and inner nodes in flat arrays, allocated at construction, and
 * the operations within one node.
 */
public abstract class IndexNodes {
    // Layout. A leaf is a run of LEAF longs in `entries`, ascending; composite orders keep the ordinals beside them. An
    // inner node is a run of INNER slots in parallel arrays: the least key the child may hold (`separators`), and what
    // is known of the child in one long (`slots`). The slots of the roots follow those of the inner nodes, one for each
    // bucket, so every node is described by exactly one slot. In orders that are not composite, entries and separators
    // beyond the count are LAST, so a search needs no count.
    //
    //    slot    63                       32 31    28 27      21 20            0
    //            |  largest amount A (32)   |    0   | count (7) |  child (21)  |
    //
    // Amount A is the one that does not lead the order; where neither leads (the order by ordinal), A is CPU, and the
    // largest memory stands in `mostB`. The largest amounts are exact, so every child whose largest amount suffices
    // holds an entry that suffices; only the child where a search begins may hold it before the key.
    //
    // Where both amounts count, one entry of a leaf may have enough CPU and another enough memory. The slot of such a
    // leaf also keeps its `cells`: a bit for each pair of ranges in which it has, or had, an entry. The slot of an
    // inner node has those of its children. Removals leave the bits; a walk that passes a node makes them anew.

    static final int LEAF = 32;
    static final int INNER = 64;

    /** Two adjacent leaves under one parent hold more entries than this. */
    static final int LEAF_MERGE = 28;

    /** Two adjacent inner nodes under one parent hold more children than this. */
    static final int INNER_MERGE = 60;

    static final int MAX_HEIGHT = 8;

    /** A slot of a bucket that holds nothing. */
    static final long EMPTY = 0;

    static final int COUNT_SHIFT = 21;
    static final long ONE = 1L << COUNT_SHIFT;

    private static final int CHILD_MASK = (1 << COUNT_SHIFT) - 1;
    private static final int COUNT_MASK = 127;
    private static final long WITHOUT_MOST = (1L << 32) - 1;
    static final int COMPARISONS = 15;
    static final int LEAF_COMPARISONS = 11;

    /** The bits of a position in an inner node. */
    static final int INNER_BITS = 6;

    /** Above every key. */
    static final long NO_FENCE = Long.MAX_VALUE;

    private static final long PARENT_MASK = 0xFFFFFFFFL;

    final long[] entries;
    final long[] separators;

    /** The ordinals of composite entries and separators; null until an order needs them. */
    int[] ordinals;

    int[] separatorOrdinals;
    final long[] slots;

    /** What the order by ordinal keeps of a slot beside it; null until an index is opened in it. */
    public int[] mostB;

    long[] cells;

    /**
     * Two longs an inner node: the key that all below it are below; its bucket, as a complement if its children are
     * inner nodes, and the slot that describes it.
     */
    final long[] fences;

    /** Where the slots of the roots begin. */
    final int firstRoot;

    /** What remains, by ordinal, of the columns. */
    final long[] free;

    final Cells ranges;
    final Work work;

    int order;
    boolean isComposite;
    public boolean usesB;

    /** Where amount A stands in what remains of an instance: 0 for CPU, 32 for memory. */
    int shiftA;


    private final int[] freeLeaves;
    private final int[] freeInners;
    private int freeLeafCount;
    private int unusedLeaf;
    private int freeInnerCount;
    private int unusedInner;

    IndexNodes(
            final int maxEntries,
            final int maxBuckets,
            final int maxValues,
            final Columns columns,
            final Cells ranges,
            final Work work) {
        free = columns.free;
        this.ranges = ranges;
        this.work = work;
        final int leaves = maxLeaves(maxEntries, maxBuckets);
        final int inners = maxInners(maxEntries, maxBuckets);
        entries = new long[leaves * LEAF];
        firstRoot = inners * INNER;
        separators = new long[firstRoot];
        slots = new long[firstRoot + maxValues];
        fences = new long[2 * inners];
        freeLeaves = new int[leaves];
        freeInners = new int[inners];
    }

    /** Allocates what an order needs beyond those led by one amount, unless it is there. Cold. */
    final void allow(final int newOrder) {
        if (IndexOrder.isComposite(newOrder) && ordinals == null) {
            ordinals = new int[entries.length];
            separatorOrdinals = new int[separators.length];
        }
        if (newOrder == IndexOrder.ORDINAL && cells == null) {
            mostB = new int[slots.length];
            cells = new long[slots.length];
        }
    }

    /** Leaves that suffice: two adjacent ones hold more than LEAF_MERGE entries, a parent's last may not. */
    static int maxLeaves(final int maxEntries, final int maxBuckets) {
        final int buckets = Math.min(maxEntries, maxBuckets);
        final long pairs = 2L * maxEntries / (LEAF_MERGE + 1);
        return (int) (pairs + pairs / 24 + buckets + 4);
    }

    /** Inner nodes that suffice: one for some thirty leaves, and one more for each bucket of more than one leaf. */
    static int maxInners(final int maxEntries, final int maxBuckets) {
        final int buckets = Math.min(maxEntries, maxBuckets);
        final int leaves = maxLeaves(maxEntries, maxBuckets) - buckets;
        return leaves / 28 + Math.min(buckets, maxEntries / LEAF_MERGE) + 2 * MAX_HEIGHT;
    }

    /** Returns the bytes of the nodes in an order led by one amount. */
    static long footprintOfNodes(final int maxEntries, final int maxBuckets, final int maxValues) {
        return maxLeaves(maxEntries, maxBuckets) * (LEAF * 8L + 4)
                + maxInners(maxEntries, maxBuckets) * (INNER * (8L + 8) + 2 * 8 + 4)
                + maxValues * 8L;
    }

    /** Returns the bytes that an index takes beyond those, once it has been opened in every kind of order. */
    static long footprintOfOtherOrders(final int maxEntries, final int maxBuckets, final int maxValues) {
        return maxLeaves(maxEntries, maxBuckets) * LEAF * 4L
                + maxInners(maxEntries, maxBuckets) * INNER * (4L + 4 + 8)
                + maxValues * (4L + 8);
    }

    final void freeAllNodes() {
        Arrays.fill(fences, 0, 2 * unusedInner, Long.MIN_VALUE);
        freeLeafCount = 0;
        unusedLeaf = 0;
        freeInnerCount = 0;
        unusedInner = 0;
    }

    // ---- a slot ----------------------------------------------------------------------------------------------------

    public static int child(final long slot) {
        return (int) slot & CHILD_MASK;
    }

    static int count(final long slot) {
        return (int) (slot >>> COUNT_SHIFT) & COUNT_MASK;
    }

    /** The largest amount A below a slot. */
    public static int most(final long slot) {
        return (int) (slot >> 32);
    }

    static long slot(final int child, final int count, final int most) {
        return (long) most << 32 | (long) count << COUNT_SHIFT | child;
    }

    static long withMost(final long slot, final int most) {
        return (long) most << 32 | slot & WITHOUT_MOST;
    }

    /** The slot of a node that has the children or entries of another beside its own. */
    static long merged(final long slot, final long other) {
        return withMost(slot + count(other) * ONE, Math.max(most(slot), most(other)));
    }

    /** The position of the first entry, or of the first child's slot, of the node that a slot describes. */
    public static int first(final long slot, final int level) {
        return child(slot) * (level == 0 ? LEAF : INNER);
    }

    public static int end(final long slot, final int level) {
        return first(slot, level) + count(slot);
    }

    // ---- an entry --------------------------------------------------------------------------------------------------

    public final int ordinalAt(final int at) {
        return isComposite ? ordinals[at] : IndexOrder.ordinal(order, entries[at]);
    }

    /** Amount A of an entry that has no more than its class, from the columns. */
    final int amountA(final int at) {
        return (int) (free[IndexOrder.ordinal(order, entries[at])] >> shiftA);
    }

    private int amountB(final int at) {
        return Columns.memory(free[IndexOrder.ordinal(order, entries[at])]);
    }

    // ---- one node --------------------------------------------------------------------------------------------------

    /** The position in a leaf of the first entry that is not below a key. */
    public final int lowerBound(final long slot, final long key, final int ordinal) {
        if (Work.ENABLED) {
            work.entriesCompared += LEAF_COMPARISONS;
        }
        final int base = child(slot) * LEAF;
        if (isComposite) {
            return base + countComposite(entries, ordinals, base, count(slot), key, ordinal);
        }
        final long[] values = entries;
        final int at = base
                + ((below(values[base + 3], key) + below(values[base + 7], key)
                                + (below(values[base + 11], key) + below(values[base + 15], key))
                                + (below(values[base + 19], key) + below(values[base + 23], key))
                                + below(values[base + 27], key))
                        << 2);
        return at
                + (below(values[at], key) + below(values[at + 1], key))
                + (below(values[at + 2], key) + below(values[at + 3], key));
    }

    /** The slot of the child whose range holds a key. */
    public final int childFor(final long slot, final long key, final int ordinal) {
        if (Work.ENABLED) {
            work.entriesCompared += COMPARISONS;
        }
        final int base = child(slot) * INNER;
        final int notAbove = isComposite
                ? countComposite(separators, separatorOrdinals, base, count(slot), key, ordinal + 1)
                : countBelow(separators, base, key + 1);
        return base + Math.max(0, notAbove - 1);
    }

    /** Returns how many of some ascending pairs are below a (key, ordinal). */
    private static int countComposite(
            final long[] keys,
            final int[] ordinals,
            final int base,
            final int size,
            final long key,
            final int ordinal) {
        int low = 0;
        int high = size;
        while (low < high) {
            final int middle = low + high >>> 1;
            final long other = keys[base + middle];
            if (other < key || other == key && ordinals[base + middle] < ordinal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * How many of {@value #INNER} ascending values are below a key: every eighth is compared, then the eight where the
     * key belongs. There is no branch that depends on the data, and the values of a round are loaded at once, where a
     * binary search waits for each.
     */
    private static int countBelow(final long[] values, final int base, final long key) {
        final int eighths = (below(values[base + 7], key) + below(values[base + 15], key))
                + (below(values[base + 23], key) + below(values[base + 31], key))
                + ((below(values[base + 39], key) + below(values[base + 47], key)) + below(values[base + 55], key));
        final int at = base + (eighths << 3);
        return (at - base)
                + ((below(values[at], key) + below(values[at + 1], key))
                        + (below(values[at + 2], key) + below(values[at + 3], key)))
                + ((below(values[at + 4], key) + below(values[at + 5], key))
                        + (below(values[at + 6], key) + below(values[at + 7], key)));
    }

    /** 1 if a value is below a key, else 0; keys have 63 bits, so the difference fits. */
    static int below(final long value, final long key) {
        return (int) (value - key >>> 63);
    }

    /** Makes anew what a slot knows of one half of a node, whose largest amounts are at most those of the whole. */
    final void summarizeHalf(final int at, final int level, final int count, final int mostA, final int mostB) {
        final long half = slot(child(slots[at]), count, 0);
        slots[at] = withMost(half, mostA(half, level, mostA));
        if (usesB) {
            this.mostB[at] = mostB(at, level, mostB);
            tightenCells(at, level);
        }
    }

    /**
     * Returns the largest amount A of the entries of a leaf, or of the children of an inner node. Reads no further than
     * to one that has as much as any may have.
     */
    final int mostA(final long slot, final int level, final int atMost) {
        final int from = first(slot, level);
        final int to = from + count(slot);
        int most = Integer.MIN_VALUE;
        if (level > 0) {
            for (int i = from; i < to && most < atMost; i++) {
                most = Math.max(most, most(slots[i]));
            }
            return most;
        }
        if (!isComposite) {
            return mostOfLeaf(from, to, atMost);
        }
        for (int i = from; i < to && most < atMost; i++) {
            most = Math.max(most, IndexOrder.second(entries[i]));
        }
        return most;
    }

    /** The same of entries that hold a class: the exact amounts are read of those of the largest class alone. */
    private int mostOfLeaf(final int from, final int to, final int atMost) {
        final long[] entries = this.entries;
        int mostClass = 0;
        for (int i = from; i < to; i++) {
            mostClass = Math.max(mostClass, (int) entries[i] & SizeClass.MASK);
        }
        int most = Integer.MIN_VALUE;
        for (int i = from; i < to && most < atMost; i++) {
            if (((int) entries[i] & SizeClass.MASK) == mostClass) {
                most = Math.max(most, amountA(i));
            }
        }
        return most;
    }

    final int mostB(final int at, final int level, final int atMost) {
        final long slot = slots[at];
        final int from = first(slot, level);
        int most = Integer.MIN_VALUE;
        for (int i = from; i < from + count(slot) && most < atMost; i++) {
            most = Math.max(most, level == 0 ? amountB(i) : mostB[i]);
        }
        return most;
    }

    /** Forgets the cells of entries that have gone since the cells of a slot were last made. */
    final void tightenCells(final int at, final int level) {
        cells[at] = cellsBelow(slots[at], level);
    }

    /** The cells of the entries of a leaf, or of the children of an inner node. */
    final long cellsBelow(final long slot, final int level) {
        final int to = end(slot, level);
        long exact = 0;
        for (int i = first(slot, level); i < to; i++) {
            exact |= level == 0 ? cell(entries[i]) : cells[i];
        }
        return exact;
    }

    final long cell(final long entry) {
        return ranges.cell((int) entry & SizeClass.MASK, (int) (entry >>> SizeClass.BITS) & SizeClass.MASK);
    }

    final void copySlots(final int from, final int to, final int count) {
        System.arraycopy(separators, from, separators, to, count);
        System.arraycopy(slots, from, slots, to, count);
        if (isComposite) {
            System.arraycopy(separatorOrdinals, from, separatorOrdinals, to, count);
        }
        if (usesB) {
            System.arraycopy(cells, from, cells, to, count);
            System.arraycopy(mostB, from, mostB, to, count);
        }
    }

    final void copyEntries(final int from, final int to, final int count) {
        System.arraycopy(entries, from, entries, to, count);
        if (isComposite) {
            System.arraycopy(ordinals, from, ordinals, to, count);
        }
    }

    /**
     * Puts an entry before those of a leaf from a position on. A loop moves so few longs in less time than the call of
     * {@code System.arraycopy}.
     */
    final void enter(final int position, final int end, final long entry, final int ordinal) {
        final long[] entries = this.entries;
        for (int at = end; at > position; at--) {
            entries[at] = entries[at - 1];
        }
        entries[position] = entry;
        if (isComposite) {
            System.arraycopy(ordinals, position, ordinals, position + 1, end - position);
            ordinals[position] = ordinal;
        }
    }

    /** Takes an entry out of a leaf whose last one is at another position. */
    final void leave(final int position, final int last) {
        final long[] entries = this.entries;
        for (int at = position; at < last; at++) {
            entries[at] = entries[at + 1];
        }
        entries[last] = IndexOrder.LAST;
        if (isComposite) {
            System.arraycopy(ordinals, position + 1, ordinals, position, last - position);
        }
    }

    /** Makes room for a child at a position of the node that a slot describes. */
    final void openSlot(final int parent, final int at) {
        copySlots(at, at + 1, end(slots[parent], 1) - at);
        slots[parent] += ONE;
    }

    final void closeSlot(final int parent, final int at) {
        slots[parent] -= ONE;
        final int end = end(slots[parent], 1);
        copySlots(at + 1, at, end - at);
        separators[end] = IndexOrder.LAST;
    }

    final int newLeaf() {
        final int leaf = freeLeafCount > 0 ? freeLeaves[--freeLeafCount] : unusedLeaf++;
        Arrays.fill(entries, leaf * LEAF, (leaf + 1) * LEAF, IndexOrder.LAST);
        return leaf;
    }

    final int newInner(final int bucket, final long fence, final int level) {
        final int inner = freeInnerCount > 0 ? freeInners[--freeInnerCount] : unusedInner++;
        Arrays.fill(separators, inner * INNER, (inner + 1) * INNER, IndexOrder.LAST);
        fences[2 * inner] = fence;
        fences[2 * inner + 1] = (long) (level == 1 ? bucket : ~bucket) << Integer.SIZE;
        return inner;
    }

    /** The key that all keys below an inner node are below; below every key for a node that is free. */
    final long fence(final int node) {
        return fences[2 * node];
    }

    final int bucketOf(final int node) {
        final int bucket = bucketAbove(node);
        return bucket < 0 ? ~bucket : bucket;
    }

    /** The bucket of a node whose children are leaves; negative if they are inner nodes. */
    final int bucketAbove(final int node) {
        return (int) (fences[2 * node + 1] >>> Integer.SIZE);
    }

    /** The slot that describes an inner node. */
    final int parentOf(final int node) {
        return (int) fences[2 * node + 1];
    }

    /** Tells the inner nodes that some slots describe where they are described. */
    final void adopt(final int from, final int to) {
        for (int at = from; at < to; at++) {
            final int of = 2 * child(slots[at]) + 1;
            fences[of] = fences[of] & ~PARENT_MASK | at;
        }
    }

    final void free(final int node, final int level) {
        if (level == 0) {
            freeLeaves[freeLeafCount++] = node;
        } else {
            freeInners[freeInnerCount++] = node;
            fences[2 * node] = Long.MIN_VALUE;
        }
    }
}
