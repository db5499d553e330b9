package dev.berth.internal;

import java.util.Arrays;

/**
 * Sorted sets of entries, one for each bucket (an attribute value; bucket 0 when the index is not partitioned),
 * at most {@code maxBuckets} of them non-empty at a time, searched for the first entry at or above a key whose size
 * classes are large enough.
 *
 * <p>Each bucket is a B+-tree; all share one pool of leaves of {@value #CAPACITY} entries and one of inner nodes of
 * {@value #CAPACITY} children, taken at construction. Any two adjacent nodes under one parent hold more than
 * {@value #MERGE_LIMIT} items together, which bounds the pools.
 *
 * <p>Insert, remove, rank and select are O(log N); a search is O(log N) plus the blocks whose maxima promise a fit that
 * none of their entries keeps.
 *
 * <p>Never allocates after construction. Not thread-safe; one cursor at a time.
 */
final class OrderedIndex extends IndexNodes {
    // Full nodes are split on the way down, so a split never propagates upwards; sparse ones are merged on the way back
    // up.

    static final long NONE = Long.MIN_VALUE;

    private static final int NO_BUCKET = -1;
    private static final long EMPTY = -1;

    private final int maxBuckets;
    /** What is known of a bucket's root, as of any child, or {@link #EMPTY}. */
    private final long[] roots;

    private final long[] last;
    private final byte[] height;
    private final int[] pathNode = new int[MAX_HEIGHT + 1];
    private final int[] pathSlot = new int[MAX_HEIGHT + 1];
    private int usedBuckets;
    private int highestBucket;
    private int cursorBucket;
    private long cellsAsked;

    OrderedIndex(
            final int maxEntries,
            final int maxBuckets,
            final int maxValues,
            final Cells ranges,
            final Clock clock,
            final Work work) {
        super(maxEntries, maxBuckets, ranges, clock, work);
        this.maxBuckets = Math.min(maxBuckets, maxValues);
        roots = new long[maxValues];
        last = new long[maxValues];
        height = new byte[maxValues];
        highestBucket = maxValues - 1;
        clear(IndexOrder.MEMORY);
    }

    static long footprintBytes(final int maxEntries, final int maxBuckets, final int maxValues) {
        return footprintOfNodes(maxEntries, maxBuckets) + maxValues * (8L + 8 + 1);
    }

    /** Forgets all entries and takes an order. Costs what the buckets used so far do. */
    void clear(final int newOrder) {
        order = newOrder;
        shiftA = IndexOrder.shiftOfClass(newOrder);
        usesB = newOrder == IndexOrder.ORDINAL;
        Arrays.fill(roots, 0, highestBucket + 1, EMPTY);
        highestBucket = NO_BUCKET;
        usedBuckets = 0;
        cursorBucket = NO_BUCKET;
        freeAllNodes();
    }

    int size(final int bucket) {
        return roots[bucket] == EMPTY ? 0 : size(roots[bucket]);
    }

    /** Makes the cells of all leaves anew, after the ranges have changed. */
    void renewCells() {
        for (int bucket = 0; usesB && bucket <= highestBucket; bucket++) {
            if (roots[bucket] != EMPTY) {
                renewCells(child(roots[bucket]), height[bucket]);
            }
        }
    }

    private void renewCells(final int node, final int level) {
        for (int slot = firstSlot(node); level > 0 && slot < endSlot(node, level); slot++) {
            if (level == 1) {
                tightenCells(slot);
            } else {
                renewCells(childAt(slot), level - 1);
            }
        }
    }

    // ---- insert ----------------------------------------------------------------------------------------------------

    /** Whether an entry may be inserted: its bucket is in use, or another may come into use. */
    boolean hasRoom(final int bucket) {
        return bucket < roots.length && (roots[bucket] != EMPTY || usedBuckets < maxBuckets);
    }

    void insert(final int bucket, final long entry) {
        cursorBucket = NO_BUCKET;
        clock.tick();
        final int ordinal = IndexOrder.ordinal(order, entry);
        final int a = classA(entry);
        final int b = classB(entry);
        if (roots[bucket] == EMPTY) {
            usedBuckets++;
            highestBucket = Math.max(highestBucket, bucket);
            roots[bucket] = newLeaf();
            last[bucket] = entry;
            height[bucket] = 0;
        }
        splitRootIfFull(bucket);
        roots[bucket] = raised(roots[bucket], a, b);
        last[bucket] = Math.max(last[bucket], entry);
        final long[] slots = this.slots;
        int node = child(roots[bucket]);
        for (int level = height[bucket]; level > 0; level--) {
            int at = childFor(node, entry);
            if (isFull(slots[at], level - 1)) {
                splitChild(node, at - node * CAPACITY, level - 1);
                at = childFor(node, entry);
            }
            stampOne(node, level, ordinal);
            slots[at] = raised(slots[at], a, b);
            if (usesB) {
                cells[at] |= cell(entry);
            }
            node = child(slots[at]);
        }
        insertInLeaf(node, entry);
        stampOne(node, 0, ordinal);
    }

    private void insertInLeaf(final int leaf, final long entry) {
        final int base = leaf * CAPACITY;
        final int count = leafCount[leaf];
        final int at = base + lowerBound(base, entry);
        System.arraycopy(entries, at, entries, at + 1, base + count - at);
        entries[at] = entry;
        leafCount[leaf] = count + 1;
    }

    private void splitRootIfFull(final int bucket) {
        if (!isFull(roots[bucket], height[bucket])) {
            return;
        }
        final int newRoot = newInner();
        final int slot = newRoot * CAPACITY;
        innerCount[newRoot] = 1;
        separators[slot] = IndexOrder.FIRST;
        slots[slot] = roots[bucket];
        roots[bucket] = roots[bucket] - child(roots[bucket]) + newRoot;
        splitChild(newRoot, 0, height[bucket]++);
    }

    private boolean isFull(final long slot, final int level) {
        return (level == 0 ? size(slot) : innerCount[child(slot)]) == CAPACITY;
    }

    /** Splits the full child at a position, then merges a half with a sparse neighbour if there is one. */
    private void splitChild(final int parent, final int position, final int childLevel) {
        final int base = parent * CAPACITY;
        final int left = childAt(base + position);
        final int right = childLevel == 0 ? splitLeaf(left) : splitInner(left);
        openSlot(parent, position + 1);
        slots[base + position + 1] = right;
        separators[base + position + 1] = firstSeparator(right, childLevel);
        summarize(base + position, childLevel);
        summarize(base + position + 1, childLevel);
        mergeIfSparse(parent, position + 1, childLevel);
        mergeIfSparse(parent, position - 1, childLevel);
    }

    private int splitLeaf(final int left) {
        final int right = newLeaf();
        final int half = CAPACITY / 2;
        System.arraycopy(entries, left * CAPACITY + half, entries, right * CAPACITY, half);
        Arrays.fill(entries, left * CAPACITY + half, left * CAPACITY + CAPACITY, IndexOrder.LAST);
        leafCount[left] = half;
        leafCount[right] = half;
        return right;
    }

    private int splitInner(final int left) {
        final int right = newInner();
        final int half = CAPACITY / 2;
        copySlots(left * CAPACITY + half, right * CAPACITY, half);
        Arrays.fill(separators, left * CAPACITY + half, left * CAPACITY + CAPACITY, IndexOrder.LAST);
        innerCount[left] = half;
        innerCount[right] = half;
        return right;
    }

    private long firstSeparator(final int node, final int level) {
        return level == 0 ? entries[node * CAPACITY] : separators[node * CAPACITY];
    }

    // ---- remove ----------------------------------------------------------------------------------------------------

    /** Removes an entry that is there. */
    void remove(final int bucket, final long entry) {
        final int top = height[bucket];
        if (cursorBucket != bucket || entries[pathSlot[0]] != entry) {
            descend(bucket, entry);
            pathSlot[0]++;
        }
        assert entries[pathSlot[0]] == entry : "entry " + entry + " is not in the index";
        cursorBucket = NO_BUCKET;
        removeAt(pathNode[0], pathSlot[0]);
        final int a = classA(entry);
        final int b = classB(entry);
        for (int level = 1; level <= top; level++) {
            shrink(pathNode[level], pathSlot[level], level - 1, a, b);
        }
        shrinkRoot(bucket, entry, a, b);
    }

    private void removeAt(final int leaf, final int at) {
        final int end = leaf * CAPACITY + --leafCount[leaf];
        System.arraycopy(entries, at + 1, entries, at, end - at);
        entries[end] = IndexOrder.LAST;
    }

    private void shrink(final int parent, final int slot, final int childLevel, final int a, final int b) {
        slots[slot] = shrunk(slots[slot], childLevel, a, b);
        final int child = childAt(slot);
        if ((childLevel == 0 ? leafCount[child] : innerCount[child]) < MERGE_LIMIT) {
            final int position = slot - parent * CAPACITY;
            if (!mergeIfSparse(parent, position, childLevel)) {
                mergeIfSparse(parent, position - 1, childLevel);
            }
        }
    }

    private void shrinkRoot(final int bucket, final long entry, final int a, final int b) {
        final int node = child(roots[bucket]);
        if (size(roots[bucket]) == 1) {
            usedBuckets--;
            freeTree(node, height[bucket]);
            roots[bucket] = EMPTY;
            height[bucket] = 0;
            return;
        }
        if (height[bucket] > 0 && innerCount[node] == 1) {
            roots[bucket] = roots[bucket] - node + childAt(node * CAPACITY);
            height[bucket]--;
            freeInner(node);
        }
        roots[bucket] = shrunk(roots[bucket], height[bucket], a, b);
        if (entry == last[bucket]) {
            last[bucket] = select(bucket, size(roots[bucket]) - 1);
        }
    }

    private void freeTree(final int node, final int level) {
        if (level == 0) {
            freeLeaf(node);
            return;
        }
        for (int i = 0; i < innerCount[node]; i++) {
            freeTree(childAt(node * CAPACITY + i), level - 1);
        }
        freeInner(node);
    }

    /** Merges the children at a position and after it if together they hold at most {@value #MERGE_LIMIT}. */
    private boolean mergeIfSparse(final int parent, final int position, final int childLevel) {
        if (position < 0 || position + 1 >= innerCount[parent]) {
            return false;
        }
        final int slot = parent * CAPACITY + position;
        final int left = childAt(slot);
        final int right = childAt(slot + 1);
        final int[] counts = childLevel == 0 ? leafCount : innerCount;
        if (counts[left] + counts[right] > MERGE_LIMIT) {
            return false;
        }
        if (childLevel == 0) {
            System.arraycopy(
                    entries, right * CAPACITY, entries, left * CAPACITY + leafCount[left], leafCount[right]);
            stampWhole(left, 0, clock.tick());
            freeLeaf(right);
        } else {
            separators[right * CAPACITY] = separators[slot + 1];
            copySlots(right * CAPACITY, left * CAPACITY + innerCount[left], innerCount[right]);
            stampWhole(left, 1, clock.tick());
            freeInner(right);
        }
        final int seam = counts[left] - 1;
        counts[left] += counts[right];
        closeSlot(parent, position + 1);
        if (childLevel > 0) {
            mergeIfSparse(left, seam, childLevel - 1);
        }
        summarize(slot, childLevel);
        return true;
    }

    // ---- search ----------------------------------------------------------------------------------------------------

    /**
     * Sets the cursor on the first entry of a bucket at or above a key whose class A is at least a and class B at least
     * b.
     *
     * @return the entry, or {@link #NONE}.
     */
    long first(final int bucket, final long key, final int a, final int b) {
        final long root = roots[bucket];
        if (root == EMPTY || last[bucket] < key || maxA(root) < a || maxB(root) < b) {
            return NONE;
        }
        cellsAsked = usesB ? ranges.cellsFrom(a, b) : 0;
        cursorBucket = bucket;
        descend(bucket, key);
        return next(a, b);
    }

    /** Sets the path to just before where a key is or would be. */
    private void descend(final int bucket, final long key) {
        int node = child(roots[bucket]);
        for (int level = height[bucket]; level > 0; level--) {
            final int slot = childFor(node, key);
            pathNode[level] = node;
            pathSlot[level] = slot;
            node = childAt(slot);
        }
        pathNode[0] = node;
        pathSlot[0] = node * CAPACITY + lowerBound(node * CAPACITY, key) - 1;
        if (Work.ENABLED) {
            work.blocksVisited += height[bucket] + 1;
        }
    }

    /** Moves the cursor to the next entry whose classes are large enough. The index must not have changed. */
    long next(final int a, final int b) {
        int level = 0;
        final int top = cursorBucket == NO_BUCKET ? -1 : height[cursorBucket];
        while (true) {
            final int node = pathNode[level];
            final int found = level == 0
                    ? nextInLeaf(pathSlot[0] + 1, node * CAPACITY + leafCount[node], a, b)
                    : nextInInner(pathSlot[level] + 1, node * CAPACITY + innerCount[node], a, b);
            if (found < 0) {
                if (usesB && level == 0 && top > 0 && pathSlot[0] < node * CAPACITY) {
                    tightenCells(pathSlot[1]);
                }
                if (++level > top) {
                    cursorBucket = NO_BUCKET;
                    return NONE;
                }
            } else {
                pathSlot[level] = found;
                if (level == 0) {
                    return entries[found];
                }
                final int child = childAt(found);
                level--;
                pathNode[level] = child;
                pathSlot[level] = child * CAPACITY - 1;
            }
        }
    }

    private int nextInLeaf(final int from, final int to, final int a, final int b) {
        final long[] entries = this.entries;
        final int shift = shiftA;
        int at = from;
        if (usesB) {
            while (at < to && !fitsBoth(entries[at], a, b)) {
                at++;
            }
        } else {
            while (at < to && ((int) (entries[at] >>> shift) & SizeClass.MASK) < a) {
                at++;
            }
        }
        if (Work.ENABLED) {
            work.entriesCompared += at - from + (at < to ? 1 : 0);
        }
        return at < to ? at : -1;
    }

    private static boolean fitsBoth(final long entry, final int a, final int b) {
        return ((int) entry & SizeClass.MASK) >= a && ((int) (entry >>> SizeClass.BITS) & SizeClass.MASK) >= b;
    }

    private int nextInInner(final int from, final int to, final int a, final int b) {
        final long[] slots = this.slots;
        int at = from;
        if (usesB) {
            final long[] cells = this.cells;
            final long asked = cellsAsked;
            while (at < to && ((cells[at] & asked) == 0 || maxA(slots[at]) < a || maxB(slots[at]) < b)) {
                at++;
            }
        } else {
            while (at < to && maxA(slots[at]) < a) {
                at++;
            }
        }
        if (Work.ENABLED) {
            work.blocksVisited += at - from + (at < to ? 1 : 0);
        }
        return at < to ? at : -1;
    }

    /** How many entries of a bucket are at or above a key. */
    int countFrom(final int bucket, final long key) {
        if (roots[bucket] == EMPTY) {
            return 0;
        }
        int node = child(roots[bucket]);
        int below = 0;
        for (int level = height[bucket]; level > 0; level--) {
            final int slot = childFor(node, key);
            for (int i = node * CAPACITY; i < slot; i++) {
                below += size(slots[i]);
            }
            node = childAt(slot);
        }
        if (Work.ENABLED) {
            work.blocksVisited += height[bucket] + 1;
        }
        return size(roots[bucket]) - below - lowerBound(node * CAPACITY, key);
    }

    /** The entry of a rank, 0 for the first. */
    long select(final int bucket, final int rank) {
        int node = child(roots[bucket]);
        int left = rank;
        for (int level = height[bucket]; level > 0; level--) {
            int slot = node * CAPACITY;
            while (left >= size(slots[slot])) {
                left -= size(slots[slot++]);
            }
            node = childAt(slot);
        }
        if (Work.ENABLED) {
            work.blocksVisited += height[bucket] + 1;
        }
        return entries[node * CAPACITY + left];
    }

    /** Makes what was learnt of the nodes above an entry void. */
    void touch(final int bucket, final long entry) {
        if (!clock.isRunning()) {
            return;
        }
        clock.tick();
        final int ordinal = IndexOrder.ordinal(order, entry);
        int node = child(roots[bucket]);
        for (int level = height[bucket]; level > 0; level--) {
            stampOne(node, level, ordinal);
            node = childAt(childFor(node, entry));
        }
        stampOne(node, 0, ordinal);
    }

    int rootOf(final int bucket) {
        return child(roots[bucket]);
    }

    int heightOf(final int bucket) {
        return height[bucket];
    }

    // ---- validation ------------------------------------------------------------------------------------------------

    boolean contains(final int bucket, final long entry) {
        if (roots[bucket] == EMPTY) {
            return false;
        }
        int node = child(roots[bucket]);
        for (int level = height[bucket]; level > 0; level--) {
            node = childAt(childFor(node, entry));
        }
        final int at = node * CAPACITY + lowerBound(node * CAPACITY, entry);
        return at < endSlot(node, 0) && entries[at] == entry;
    }

    int totalSize() {
        int total = 0;
        for (int bucket = 0; bucket < roots.length; bucket++) {
            total += size(bucket);
        }
        return total;
    }

    /** Walks every node and compares what is kept of it with what is below it. */
    void validate() {
        int buckets = 0;
        for (int bucket = 0; bucket < roots.length; bucket++) {
            if (roots[bucket] != EMPTY) {
                buckets++;
                final int node = child(roots[bucket]);
                final int size = validate(node, height[bucket], IndexOrder.FIRST, IndexOrder.LAST);
                require(size == size(bucket) && size > 0, "size of bucket", bucket);
                require(last[bucket] == select(bucket, size - 1), "last of bucket", bucket);
                requireMaxima(roots[bucket], height[bucket], "bucket", bucket);
            }
        }
        require(buckets == usedBuckets, "buckets in use", buckets);
    }

    private int validate(final int node, final int level, final long from, final long to) {
        final int base = node * CAPACITY;
        if (level == 0) {
            for (int i = base; i < base + leafCount[node]; i++) {
                require(entries[i] >= from && entries[i] < to, "range of leaf", node);
                require(i == base || entries[i - 1] < entries[i], "order of leaf", node);
            }
            return leafCount[node];
        }
        int size = 0;
        final int count = innerCount[node];
        for (int i = 0; i < count; i++) {
            final int slot = base + i;
            final long low = i == 0 ? from : separators[slot];
            final long high = i + 1 == count ? to : separators[slot + 1];
            final int below = validate(childAt(slot), level - 1, low, high);
            require(below == size(slots[slot]), "size of child", slot);
            requireMaxima(slots[slot], level - 1, "child", slot);
            require(i + 1 == count || isDense(childAt(slot), childAt(slot + 1), level - 1), "fill of child", slot);
            size += below;
        }
        return size;
    }

    private void requireMaxima(final long slot, final int level, final String what, final int where) {
        final int node = child(slot);
        require(maxA(slot) == maximumA(node, level, SizeClass.MASK), "class A of " + what, where);
        require(maxB(slot) == maximumB(node, level, SizeClass.MASK), "class B of " + what, where);
    }

    private boolean isDense(final int left, final int right, final int level) {
        final int[] counts = level == 0 ? leafCount : innerCount;
        return counts[left] + counts[right] > MERGE_LIMIT;
    }

    private static void require(final boolean holds, final String what, final int where) {
        if (!holds) {
            throw new IllegalStateException("invalid index: " + what + " " + where);
        }
    }
}
