package dev.berth.internal.index;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;
import java.util.Arrays;

/**
 * The nodes of an {@link OrderedIndex}, and the operations within one node. The nodes are pools of leaves and inner
 * nodes in flat arrays that are allocated at construction.
 */
public abstract class IndexNodes {
    // Layout. A leaf is a run of LEAF longs in `entries`, ascending; composite orders keep the ordinals in a parallel
    // array. An inner node is a run of INNER positions in parallel arrays: `separators` has the least key that the
    // child may hold, and `slots` has the descriptor of the child, which is one long. The descriptors of the roots, one
    // for each bucket, follow those of the inner nodes, so every node has exactly one descriptor. In orders that are
    // not composite, entries and separators beyond the count are LAST, so that a search can ignore the count.
    //
    //    descriptor   63                       32 31    28 27      21 20            0
    //                 |  largest amount A (32)   |    0   | count (7) |  child (21)  |
    //
    // Amount A is the one that does not lead the order. In the order by ordinal neither leads: A is the CPU, and
    // `mostB` has the largest memory. The largest amounts are exact, so every child whose largest amount suffices has
    // an entry that suffices. In the child where a search begins, that entry may be before the key.
    //
    // In the order by ordinal, one entry of a leaf may have enough CPU and another enough memory. Beside the
    // descriptor of such a leaf, `cells` has a bit for each pair of ranges in which the leaf has, or had, an entry. The
    // cells of an inner node are those of its children. A removal leaves the bits set; a walk that passes the node
    // recomputes them.

    static final int LEAF = 32;
    static final int INNER = 64;

    /** The number of entries that two adjacent leaves under one parent exceed together. */
    static final int LEAF_MERGE = 28;

    /** The number of children that two adjacent inner nodes under one parent exceed together. */
    static final int INNER_MERGE = 60;

    static final int MAX_HEIGHT = 8;

    /** The descriptor of the root of an empty bucket. */
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

    /** The fence of a node without an upper bound; it is above every key. */
    static final long NO_FENCE = Long.MAX_VALUE;

    private static final long PARENT_MASK = 0xFFFFFFFFL;

    final long[] entries;
    final long[] separators;

    /** The ordinals of composite entries; null until a composite order is allowed. */
    int[] ordinals;

    /** The ordinals of composite separators; null until a composite order is allowed. */
    int[] separatorOrdinals;

    /** The descriptors of all nodes; see the layout above. */
    final long[] slots;

    /** The largest memory below each descriptor; null until the order by ordinal is allowed. */
    public int[] mostB;

    /** The cells below each descriptor; null until the order by ordinal is allowed. */
    long[] cells;

    /**
     * Two longs for each inner node: its fence, which all keys below it are below; and its bucket with the position of
     * its descriptor. The bucket is stored as its complement if the children are inner nodes.
     */
    final long[] fences;

    /** The position of the first descriptor of a root. */
    final int firstRoot;

    /** The remaining CPU and memory by ordinal, as the columns keep them. */
    final long[] free;

    final Cells ranges;
    final Work work;

    int order;
    boolean isComposite;
    public boolean usesB;

    /** The shift of amount A in the remainder of an instance: 0 for CPU, 32 for memory. */
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

    /**
     * Allocates the further arrays of an order, if it needs any and they are still missing. This is outside the hot
     * path.
     */
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

    /**
     * Returns how many leaves suffice. Two adjacent leaves under one parent exceed LEAF_MERGE entries together. The
     * last leaf of a parent may have no such partner.
     */
    static int maxLeaves(final int maxEntries, final int maxBuckets) {
        final int buckets = Math.min(maxEntries, maxBuckets);
        final long pairs = 2L * maxEntries / (LEAF_MERGE + 1);
        return (int) (pairs + pairs / 24 + buckets + 4);
    }

    /**
     * Returns how many inner nodes suffice: one for about 28 leaves, and one more for each bucket of several leaves.
     */
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

    /** Returns the additional bytes of an index once it has been opened in every kind of order. */
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

    // ---- a descriptor ----------------------------------------------------------------------------------------------

    public static int child(final long slot) {
        return (int) slot & CHILD_MASK;
    }

    static int count(final long slot) {
        return (int) (slot >>> COUNT_SHIFT) & COUNT_MASK;
    }

    /** Returns the largest amount A of a descriptor. */
    public static int most(final long slot) {
        return (int) (slot >> 32);
    }

    static long slot(final int child, final int count, final int most) {
        return (long) most << 32 | (long) count << COUNT_SHIFT | child;
    }

    static long withMost(final long slot, final int most) {
        return (long) most << 32 | slot & WITHOUT_MOST;
    }

    /** Returns the descriptor of a node that has taken the children or entries of another. */
    static long merged(final long slot, final long other) {
        return withMost(slot + count(other) * ONE, Math.max(most(slot), most(other)));
    }

    /** Returns the position of the first entry, or of the descriptor of the first child, of a node. */
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

    /** Returns the exact amount A of an entry that has the size class of it; reads the columns. */
    final int amountA(final int at) {
        return (int) (free[IndexOrder.ordinal(order, entries[at])] >> shiftA);
    }

    private int amountB(final int at) {
        return Columns.memory(free[IndexOrder.ordinal(order, entries[at])]);
    }

    // ---- one node --------------------------------------------------------------------------------------------------

    /** Returns the position in a leaf of the first entry at or above a key. */
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

    /** Returns the position of the descriptor of the child whose range has a key. */
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
     * Returns how many of {@value #INNER} ascending values are below a key. It compares every eighth value, and then
     * the eight values around the key. No branch depends on the data, and the loads of each round are independent. A
     * binary search would wait for each load.
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

    /** Returns 1 if a value is below a key, otherwise 0. Keys have 63 bits, so the difference fits in a long. */
    static int below(final long value, final long key) {
        return (int) (value - key >>> 63);
    }

    /**
     * Recomputes the descriptor of one half of a split node. The largest amounts of the whole node are upper bounds.
     */
    final void summarizeHalf(final int at, final int level, final int count, final int mostA, final int mostB) {
        final long half = slot(child(slots[at]), count, 0);
        slots[at] = withMost(half, mostA(half, level, mostA));
        if (usesB) {
            this.mostB[at] = mostB(at, level, mostB);
            tightenCells(at, level);
        }
    }

    /**
     * Returns the largest amount A of the entries of a leaf, or of the children of an inner node. It stops at the first
     * amount that reaches the upper bound {@code atMost}.
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

    /**
     * Returns the same for entries with a size class. It reads the exact amounts of the entries in the largest class
     * alone.
     */
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

    /** Recomputes the cells of a node, which removes the cells of entries that have left. */
    final void tightenCells(final int at, final int level) {
        cells[at] = cellsBelow(slots[at], level);
    }

    /** Returns the cells of the entries of a leaf, or of the children of an inner node. */
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
     * Inserts an entry at a position of a leaf. A loop moves the entries after it: for so few, a call of
     * {@code System.arraycopy} takes longer.
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

    /** Removes the entry at a position of a leaf; {@code last} is the position of the leaf's last entry. */
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

    /** Makes room for a child at a position of the inner node that has a descriptor. */
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

    /**
     * Returns the fence of an inner node: all keys below the node are below it. The fence of a free node is below every
     * key.
     */
    final long fence(final int node) {
        return fences[2 * node];
    }

    final int bucketOf(final int node) {
        final int bucket = bucketAbove(node);
        return bucket < 0 ? ~bucket : bucket;
    }

    /** Returns the bucket of an inner node whose children are leaves; a negative number if they are inner nodes. */
    final int bucketAbove(final int node) {
        return (int) (fences[2 * node + 1] >>> Integer.SIZE);
    }

    /** Returns the position of the descriptor of an inner node. */
    final int parentOf(final int node) {
        return (int) fences[2 * node + 1];
    }

    /** Sets, for the inner nodes that some descriptors describe, the positions of these descriptors. */
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
