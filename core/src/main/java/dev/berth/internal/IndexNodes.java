package dev.berth.internal;

import java.util.Arrays;

/**
 * The nodes of an {@link OrderedIndex}: pools of leaves and inner nodes in flat arrays, taken at construction, and what
 * is done within one node.
 */
abstract class IndexNodes {
    // Layout. A leaf is a run of CAPACITY longs in `entries`. An inner node is a run of CAPACITY slots in parallel
    // arrays: the least key the child may hold (`separators`), and what is known of the child in one long (`slots`).
    // Entries and separators beyond the count are IndexOrder.LAST, so a search needs no count. The maxima are exact, so
    // a walk enters a leaf only if one of its entries has the class it looks for.
    //
    //    slot    63          53 52          42 41           21 20            0
    //            |  max B (11) |  max A (11)  | entries (21)  |  child (21)  |
    //
    // Where both classes count (the order by ordinal) a leaf may have one entry with the first and another with the
    // second. Its parent then also keeps its `cells`: a bit for each pair of ranges in which it has, or had, an entry.
    // Removals leave the bits; a walk that finds nothing in a leaf makes them anew.
    //
    // Stamps. A node's stamp is the value of `clock` when something was last added below it (or merged into it). What
    // was learnt of a node at clock t holds for as long as its stamp is at most t: removals only narrow it. Whoever
    // changes something about an instance that is not in its entry must touch the entry. A node also knows its last
    // stamp but one, and what was added last: where nothing else was added since, one look tells what it changed.

    static final int CAPACITY = 64;
    static final int MERGE_LIMIT = 60;
    static final int MAX_HEIGHT = 8;

    /** One more entry below a slot. */
    static final long ONE_ENTRY = 1L << 21;

    private static final int NODE_MASK = (1 << 21) - 1;
    private static final int SHIFT_MAX_A = 42;
    private static final int SHIFT_MAX_B = 53;
    private static final long WITHOUT_MAXIMA = (1L << SHIFT_MAX_A) - 1;
    private static final int COMPARISONS = 15;

    final long[] entries;
    final int[] leafCount;
    final long[] separators;
    final long[] slots;
    final long[] cells;
    final int[] innerCount;
    final Cells ranges;
    final Clock clock;
    final Work work;

    int order;

    /** Where class A stands in an entry, and whether the order has a class B. */
    int shiftA;

    boolean usesB;

    /** Stamps by id of the node. */
    private final long[] stamps;

    /** How much later a stamp is than the one before; 0 = too much for a char, or all is new. */
    private final char[] step;

    /** The ordinal of what was added below a node last. */
    private final int[] added;

    private final int[] freeLeaves;
    private final int[] freeInners;
    private int freeLeafCount;
    private int unusedLeaf;
    private int freeInnerCount;
    private int unusedInner;

    IndexNodes(
            final int maxEntries, final int maxBuckets, final Cells ranges, final Clock clock, final Work work) {
        this.ranges = ranges;
        this.clock = clock;
        this.work = work;
        final int leaves = maxLeaves(maxEntries, maxBuckets);
        final int inners = maxInners(maxEntries, maxBuckets);
        entries = new long[leaves * CAPACITY];
        leafCount = new int[leaves];
        separators = new long[inners * CAPACITY];
        slots = new long[inners * CAPACITY];
        cells = new long[inners * CAPACITY];
        innerCount = new int[inners];
        stamps = new long[leaves + inners];
        step = new char[leaves + inners];
        added = new int[leaves + inners];
        freeLeaves = new int[leaves];
        freeInners = new int[inners];
    }

    /** Leaves that suffice: two adjacent ones hold more than {@value #MERGE_LIMIT} entries, a parent's last may not. */
    static int maxLeaves(final int maxEntries, final int maxBuckets) {
        final int buckets = Math.min(maxEntries, maxBuckets);
        final long pairs = 2L * maxEntries / (MERGE_LIMIT + 1);
        return (int) (pairs + pairs / 16 + buckets + 4);
    }

    /** Inner nodes that suffice: one for some thirty leaves, and one more for each bucket of more than one leaf. */
    static int maxInners(final int maxEntries, final int maxBuckets) {
        final int buckets = Math.min(maxEntries, maxBuckets);
        final int leaves = maxLeaves(maxEntries, maxBuckets) - buckets;
        return leaves / 24 + Math.min(buckets, maxEntries / MERGE_LIMIT) + 2 * MAX_HEIGHT;
    }

    static int maxNodes(final int maxEntries, final int maxBuckets) {
        return maxLeaves(maxEntries, maxBuckets) + maxInners(maxEntries, maxBuckets);
    }

    static long footprintOfNodes(final int maxEntries, final int maxBuckets) {
        return maxLeaves(maxEntries, maxBuckets) * (CAPACITY * 8L + 4 + 8 + 4 + 4 + 2)
                + maxInners(maxEntries, maxBuckets) * (CAPACITY * (8L + 8 + 8) + 4 + 8 + 4 + 4 + 2);
    }

    final void freeAllNodes() {
        freeLeafCount = 0;
        unusedLeaf = 0;
        freeInnerCount = 0;
        unusedInner = 0;
    }

    // ---- one node ---------------------------------------------------------------------------------------------------

    final int classA(final long entry) {
        return (int) (entry >>> shiftA) & SizeClass.MASK;
    }

    /** Class B of an entry; 0 in the orders that have none. */
    final int classB(final long entry) {
        return usesB ? (int) (entry >>> SizeClass.BITS) & SizeClass.MASK : 0;
    }

    /** How many entries of a leaf are below a key. */
    final int lowerBound(final int base, final long key) {
        if (Work.ENABLED) {
            work.entriesCompared += COMPARISONS;
        }
        return countBelow(entries, base, key);
    }

    /** The slot of the child whose range holds a key. */
    final int childFor(final int node, final long key) {
        if (Work.ENABLED) {
            work.entriesCompared += COMPARISONS;
        }
        return node * CAPACITY + Math.max(0, countBelow(separators, node * CAPACITY, key + 1) - 1);
    }

    /**
     * How many of {@value #CAPACITY} ascending values are below a key: every eighth is compared, then the eight where
     * the key belongs. There is no branch that depends on the data, and the values of a round are loaded at once, where
     * a binary search waits for each.
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

    /** 1 if a value is below a key, else 0; neither is beyond {@link IndexOrder#LAST}, so the difference fits. */
    private static int below(final long value, final long key) {
        return (int) (value - key >>> 63);
    }

    /** Makes anew what a slot knows of its child. */
    final void summarize(final int slot, final int childLevel) {
        final int child = child(slots[slot]);
        long size = 0;
        if (childLevel == 0) {
            size = leafCount[child];
        } else {
            for (int i = child * CAPACITY; i < child * CAPACITY + innerCount[child]; i++) {
                size += size(slots[i]);
            }
        }
        if (usesB) {
            cells[slot] = childLevel == 0 ? exactCells(child) : -1L;
        }
        final int a = maximumA(child, childLevel, SizeClass.MASK);
        slots[slot] = withMaxima(size * ONE_ENTRY | child, a, maximumB(child, childLevel, SizeClass.MASK));
    }

    /** The cells of a leaf's entries. */
    final long exactCells(final int leaf) {
        long exact = 0;
        for (int i = leaf * CAPACITY; i < leaf * CAPACITY + leafCount[leaf]; i++) {
            exact |= cell(entries[i]);
        }
        return exact;
    }

    /** Forgets the cells of entries that have gone since the cells of a leaf were last made. */
    final void tightenCells(final int slot) {
        cells[slot] = exactCells(child(slots[slot]));
    }

    final long cell(final long entry) {
        return ranges.cell(classA(entry), classB(entry));
    }

    /** The largest class A below a node, known to be at most some class. */
    final int maximumA(final int node, final int level, final int atMost) {
        final int end = endSlot(node, level);
        int max = 0;
        if (level == 0) {
            final long[] entries = this.entries;
            final int shift = shiftA;
            for (int i = node * CAPACITY; i < end && max < atMost; i++) {
                max = Math.max(max, (int) (entries[i] >>> shift) & SizeClass.MASK);
            }
        } else {
            for (int i = node * CAPACITY; i < end && max < atMost; i++) {
                max = Math.max(max, maxA(slots[i]));
            }
        }
        return max;
    }

    /** The largest class B below a node, known to be at most some class. */
    final int maximumB(final int node, final int level, final int atMost) {
        if (!usesB) {
            return 0;
        }
        final int end = endSlot(node, level);
        int max = 0;
        for (int i = node * CAPACITY; i < end && max < atMost; i++) {
            max = Math.max(max, level == 0 ? classB(entries[i]) : maxB(slots[i]));
        }
        return max;
    }

    final void copySlots(final int from, final int to, final int count) {
        System.arraycopy(separators, from, separators, to, count);
        System.arraycopy(slots, from, slots, to, count);
        if (usesB) {
            System.arraycopy(cells, from, cells, to, count);
        }
    }

    final void openSlot(final int parent, final int position) {
        final int slot = parent * CAPACITY + position;
        copySlots(slot, slot + 1, innerCount[parent]++ - position);
    }

    final void closeSlot(final int parent, final int position) {
        final int slot = parent * CAPACITY + position;
        copySlots(slot + 1, slot, --innerCount[parent] - position);
        separators[parent * CAPACITY + innerCount[parent]] = IndexOrder.LAST;
    }

    final int newLeaf() {
        final int leaf = freeLeafCount > 0 ? freeLeaves[--freeLeafCount] : unusedLeaf++;
        leafCount[leaf] = 0;
        Arrays.fill(entries, leaf * CAPACITY, (leaf + 1) * CAPACITY, IndexOrder.LAST);
        stampWhole(leaf, 0, clock.now());
        return leaf;
    }

    final int newInner() {
        final int inner = freeInnerCount > 0 ? freeInners[--freeInnerCount] : unusedInner++;
        innerCount[inner] = 0;
        Arrays.fill(separators, inner * CAPACITY, (inner + 1) * CAPACITY, IndexOrder.LAST);
        stampWhole(inner, 1, clock.now());
        return inner;
    }

    final void freeLeaf(final int leaf) {
        freeLeaves[freeLeafCount++] = leaf;
    }

    final void freeInner(final int inner) {
        freeInners[freeInnerCount++] = inner;
    }


    /** A number for a node that is unique in the index. */
    final int nodeId(final int node, final int level) {
        return level == 0 ? node : leafCount.length + node;
    }

    /** Notes that one entry was added below a node, or touched; or, if the node is new since, that all of it is. */
    final void stampOne(final int node, final int level, final int ordinal) {
        if (!clock.isRunning()) {
            return;
        }
        final long stamp = clock.now();
        final int id = nodeId(node, level);
        final long later = stamp - stamps[id];
        step[id] = later <= Character.MAX_VALUE ? (char) later : 0;
        added[id] = ordinal;
        stamps[id] = stamp;
    }

    /** Notes that a node is new to whoever has learnt something of it. */
    final void stampWhole(final int node, final int level, final long stamp) {
        final int id = nodeId(node, level);
        step[id] = 0;
        stamps[id] = stamp;
    }

    /** The stamp of a node before what was added below it last. */
    final long stampBefore(final int id) {
        return stamps[id] - step[id];
    }

    final int lastAdded(final int id) {
        return added[id];
    }

    final long stamp(final int id) {
        return stamps[id];
    }

    final int firstSlot(final int node) {
        return node * CAPACITY;
    }

    final int endSlot(final int node, final int level) {
        return node * CAPACITY + (level == 0 ? leafCount[node] : innerCount[node]);
    }

    final int slotFor(final int node, final int level, final long key) {
        final int base = node * CAPACITY;
        return level == 0 ? base + lowerBound(base, key) : childFor(node, key);
    }

    // ---- what a slot knows -----------------------------------------------------------------------------------------

    static int child(final long slot) {
        return (int) slot & NODE_MASK;
    }

    static int size(final long slot) {
        return (int) (slot >>> 21) & NODE_MASK;
    }

    static int maxA(final long slot) {
        return (int) (slot >>> SHIFT_MAX_A) & SizeClass.MASK;
    }

    static int maxB(final long slot) {
        return (int) (slot >>> SHIFT_MAX_B);
    }

    static long withMaxima(final long slot, final int a, final int b) {
        return slot & WITHOUT_MAXIMA | (long) a << SHIFT_MAX_A | (long) b << SHIFT_MAX_B;
    }

    /** What a slot knows once there is one more entry below it. */
    final long raised(final long slot, final int a, final int b) {
        final long more = slot + ONE_ENTRY;
        return a > maxA(slot) || b > maxB(slot)
                ? withMaxima(more, Math.max(a, maxA(slot)), Math.max(b, maxB(slot)))
                : more;
    }

    /** What a slot knows once there is one entry less below its child. */
    final long shrunk(final long slot, final int childLevel, final int a, final int b) {
        final long less = slot - ONE_ENTRY;
        if (a < maxA(slot) && (!usesB || b < maxB(slot))) {
            return less;
        }
        final int child = child(slot);
        return withMaxima(
                less,
                a == maxA(slot) ? maximumA(child, childLevel, a) : maxA(slot),
                b == maxB(slot) ? maximumB(child, childLevel, b) : maxB(slot));
    }

    final int childAt(final int at) {
        return child(slots[at]);
    }

    final long slot(final int at) {
        return slots[at];
    }

    final long entry(final int slot) {
        return entries[slot];
    }
}
