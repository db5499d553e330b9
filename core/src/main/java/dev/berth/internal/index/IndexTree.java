package dev.berth.internal.index;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;
import java.util.Arrays;

/**
 * The trees of an {@link OrderedIndex}, one for each bucket, and their changes. Full nodes are split on the way down to
 * a leaf, so that every parent has room for both halves. Sparse nodes are merged on the way up. Each change is O(log
 * N).
 */
abstract class IndexTree extends IndexNodes {
    static final int NO_BUCKET = -1;

    /** The number of descriptors of an inner node that are compared at a hint. */
    static final int WINDOW = 8;

    /** The number of these descriptors before the one that was found last. */
    private static final int BEFORE = 3;

    /** An amount that is below those of all entries. */
    private static final int NEVER = Integer.MIN_VALUE;

    private static final int BUCKET_HASH = 0x9E5;
    private static final int MOST_HINTS = 1 << 14;

    /** The number of bits of the size classes of amounts below 2^21. */
    private static final int CLASSES_BITS = 10;

    /** The least number of bits of the ordinal in a hash of a key. */
    private static final int LEAST_PLACES_BITS = 2;

    private final int maxBuckets;

    /** The bits of the ordinal in a hash of a key: keys with one class of the leading amount share so many hints. */
    private final int placesBits;

    private final int ordinalShift;

    /**
     * The hints by a hash of the key. A hint is the position of the first of {@value #WINDOW} descriptors of leaves,
     * among which a key with this hash was found last. It may be out of date.
     */
    private final int[] hints;

    final byte[] height;
    final int[] sizes;

    /** An upper bound of the entries of each bucket; a search for larger ones ends at once. */
    final long[] last;

    /** The positions of the descriptors from a root (at its height) down to a leaf (at 0). */
    final int[] path = new int[MAX_HEIGHT + 1];

    /** The bucket of the entry that a search found last, until the next change; {@link #NO_BUCKET} if there is none. */
    int cursorBucket;

    /** The position of the entry that a search found last. */
    int cursor;

    /** The position of the descriptor of the leaf in which a key was found last. */
    int leafFound;

    int usedBuckets;
    private int highestBucket;

    IndexTree(
            final int maxEntries,
            final int maxBuckets,
            final int maxValues,
            final Columns columns,
            final Cells ranges,
            final Work work) {
        super(maxEntries, maxBuckets, maxValues, columns, ranges, work);
        this.maxBuckets = Math.min(maxBuckets, maxValues);
        hints = new int[hints(maxEntries)];
        placesBits = Math.max(LEAST_PLACES_BITS, Integer.numberOfTrailingZeros(hints.length) - CLASSES_BITS);
        ordinalShift = Math.max(0, 32 - placesBits - Integer.numberOfLeadingZeros(maxEntries - 1));
        height = new byte[maxValues];
        sizes = new int[maxValues];
        last = new long[maxValues];
        highestBucket = maxValues - 1;
        clear(IndexOrder.MEMORY);
    }

    /** Removes all entries and sets the order. The cost is in proportion to the buckets used so far. */
    final void clear(final int newOrder) {
        order = newOrder;
        isComposite = IndexOrder.isComposite(newOrder);
        allow(newOrder);
        usesB = newOrder == IndexOrder.ORDINAL;
        shiftA = IndexOrder.pruningAmount(newOrder, 0, Integer.SIZE);
        Arrays.fill(slots, firstRoot, firstRoot + highestBucket + 1, EMPTY);
        Arrays.fill(sizes, 0, highestBucket + 1, 0);
        Arrays.fill(height, 0, highestBucket + 1, (byte) 0);
        highestBucket = NO_BUCKET;
        usedBuckets = 0;
        cursorBucket = NO_BUCKET;
        freeAllNodes();
    }

    /** Returns how many entries a bucket has. */
    public final int size(final int bucket) {
        return sizes[bucket];
    }

    /** Recomputes the cells of all nodes, after the ranges have changed. */
    final void renewCells() {
        cursorBucket = NO_BUCKET;
        for (int bucket = 0; usesB && bucket <= highestBucket; bucket++) {
            if (sizes[bucket] > 0) {
                renewCells(firstRoot + bucket, height[bucket]);
            }
        }
    }

    private void renewCells(final int at, final int level) {
        if (level == 0) {
            tightenCells(at, 0);
            return;
        }
        for (int i = first(slots[at], level); i < end(slots[at], level); i++) {
            renewCells(i, level - 1);
        }
        tightenCells(at, level);
    }

    /**
     * Returns the number of hints: one for about four instances, and at most as many as leave room in a second-level
     * cache.
     */
    private static int hints(final int maxEntries) {
        return Math.min(MOST_HINTS, Integer.highestOneBit(maxEntries / 4 + 1));
    }

    static long footprintOfHints(final int maxEntries) {
        return 4L * hints(maxEntries);
    }

    /** Returns the position of an entry in its leaf, present or not, and sets {@link #leafFound}. */
    final int descend(final int bucket, final long key, final int ordinal) {
        leafFound = locate(bucket, key, ordinal);
        return lowerBound(slots[leafFound], key, ordinal);
    }

    /**
     * Returns the position of the descriptor of the leaf whose range has a key. A hint is right on three conditions:
     * its node belongs to the bucket and has leaves for children; the fence of the node is above the key; the key is at
     * or above the separator at the hint and below the seventh separator after it.
     */
    private int locate(final int bucket, final long key, final int ordinal) {
        if (height[bucket] < 2 || isComposite) {
            return locateFromRoot(bucket, key, ordinal);
        }
        final int hint = hintOf(bucket, key);
        final int guess = hints[hint];
        final int node = guess >>> INNER_BITS;
        final long[] keys = separators;
        if (keys[guess] > key || key >= fence(node) || bucketAbove(node) != bucket) {
            return locateAnew(hint, bucket, key);
        }
        if (Work.ENABLED) {
            work.entriesCompared += WINDOW;
            work.blocksVisited += 2;
        }
        final long above = key + 1;
        final int passed = below(keys[guess + 1], above)
                + (below(keys[guess + 2], above) + below(keys[guess + 3], above))
                + (below(keys[guess + 4], above) + below(keys[guess + 5], above))
                + (below(keys[guess + 6], above) + below(keys[guess + 7], above));
        if (passed == WINDOW - 1) {
            return locateAnew(hint, bucket, key);
        }
        return guess + passed;
    }

    /** Sets the path to the leaf with a descriptor. */
    final void setPath(final int bucket, final int leaf) {
        int at = leaf;
        path[0] = at;
        for (int level = 1; level <= height[bucket]; level++) {
            at = above(at);
            path[level] = at;
        }
    }

    /** Returns the position of the descriptor of the inner node that has a descriptor among its own. */
    private int above(final int at) {
        return parentOf(at >>> INNER_BITS);
    }

    private int locateAnew(final int hint, final int bucket, final long key) {
        final int at = locateFromRoot(bucket, key, 0);
        final int first = at & -INNER;
        hints[hint] = Math.min(Math.max(at - BEFORE, first), first + INNER - WINDOW);
        return at;
    }

    /** Returns where the hint for a key is kept. Keys of one class and of neighbouring ordinals share a hint. */
    private int hintOf(final int bucket, final long key) {
        final int place = order == IndexOrder.ORDINAL
                ? IndexOrder.ordinal(order, key) >>> 5
                : SizeClass.of(IndexOrder.leading(key)) << placesBits
                        | IndexOrder.ordinal(order, key) >>> ordinalShift;
        return (place ^ bucket * BUCKET_HASH) & hints.length - 1;
    }

    private int locateFromRoot(final int bucket, final long key, final int ordinal) {
        int at = firstRoot + bucket;
        for (int level = height[bucket]; level > 0; level--) {
            at = childFor(slots[at], key, ordinal);
        }
        if (Work.ENABLED) {
            work.blocksVisited += height[bucket] + 1;
        }
        return at;
    }

    // ---- insert ----------------------------------------------------------------------------------------------------

    /** Answers whether an entry can be inserted: its bucket has entries, or one more bucket may have some. */
    final boolean hasRoom(final int bucket) {
        return bucket < sizes.length && (sizes[bucket] > 0 || usedBuckets < maxBuckets);
    }

    final void insert(final int bucket, final int ordinal, final int cpu, final int memory) {
        final long entry = IndexOrder.entry(order, ordinal, cpu, memory);
        final int a = IndexOrder.pruningAmount(order, cpu, memory);
        cursorBucket = NO_BUCKET;
        final int root = firstRoot + bucket;
        if (sizes[bucket]++ == 0) {
            usedBuckets++;
            highestBucket = Math.max(highestBucket, bucket);
            last[bucket] = entry;
            slots[root] = slot(newLeaf(), 0, Integer.MIN_VALUE);
            if (usesB) {
                mostB[root] = Integer.MIN_VALUE;
                cells[root] = 0;
            }
        }
        last[bucket] = Math.max(last[bucket], entry);
        int at = locate(bucket, entry, ordinal);
        if (count(slots[at]) == LEAF) {
            at = split(bucket, entry, ordinal);
        }
        final long leaf = slots[at];
        final int position = lowerBound(leaf, entry, ordinal);
        enter(position, end(leaf, 0), entry, ordinal);
        slots[at] = leaf + ONE;
        raise(at, height[bucket], a);
        if (usesB) {
            raiseB(at, height[bucket], memory, entry);
        }
    }

    /** Splits the full nodes on the way to a leaf, and returns the position of the leaf's descriptor. */
    private int split(final int bucket, final long entry, final int ordinal) {
        final int root = firstRoot + bucket;
        if (isFull(slots[root], height[bucket])) {
            splitRoot(bucket);
        }
        int at = root;
        for (int level = height[bucket]; level > 0; level--) {
            int next = childFor(slots[at], entry, ordinal);
            if (isFull(slots[next], level - 1)) {
                splitChild(at, next, level - 1);
                next = childFor(slots[at], entry, ordinal);
            }
            at = next;
        }
        return at;
    }

    /** Raises the largest amounts A from a leaf up to the first that is as large already: so are those above it. */
    private void raise(final int leaf, final int top, final int a) {
        int at = leaf;
        for (int left = top; raiseA(at, a) && left > 0; left--) {
            at = above(at);
        }
    }

    /** Raises the largest amounts B and adds the cell of an entry, from a leaf up to the first that needs neither. */
    private void raiseB(final int leaf, final int top, final int b, final long entry) {
        final long cell = cell(entry);
        int at = leaf;
        for (int left = top; raiseB(at, b, cell) && left > 0; left--) {
            at = above(at);
        }
    }

    private boolean raiseB(final int at, final int b, final long cell) {
        if (b <= mostB[at] && (cells[at] | cell) == cells[at]) {
            return false;
        }
        mostB[at] = Math.max(mostB[at], b);
        cells[at] |= cell;
        return true;
    }

    /** Raises the largest amount A of a descriptor, and answers whether it has changed. */
    private boolean raiseA(final int at, final int a) {
        final long slot = slots[at];
        if (a <= most(slot)) {
            return false;
        }
        slots[at] = withMost(slot, a);
        return true;
    }

    private static boolean isFull(final long slot, final int level) {
        return count(slot) == (level == 0 ? LEAF : INNER);
    }

    private void splitRoot(final int bucket) {
        final int root = firstRoot + bucket;
        final int newRoot = newInner(bucket, NO_FENCE, height[bucket] + 1);
        final int at = newRoot * INNER;
        separators[at] = IndexOrder.first(order);
        if (isComposite) {
            separatorOrdinals[at] = 0;
        }
        slots[at] = slots[root];
        if (usesB) {
            mostB[at] = mostB[root];
        }
        slots[root] = slot(newRoot, 1, most(slots[at]));
        adopt(root, root + 1);
        if (height[bucket] > 0) {
            adopt(at, at + 1);
        }
        splitChild(root, at, height[bucket]++);
    }

    /** Splits a full child, then merges a half with a sparse neighbour if there is one. */
    private void splitChild(final int parent, final int at, final int level) {
        final int left = child(slots[at]);
        final int mostA = most(slots[at]);
        final int mostB = usesB ? this.mostB[at] : 0;
        final int size = level == 0 ? LEAF : INNER;
        final int half = size / 2;
        final int right = level == 0 ? newLeaf() : newInner(bucketOf(left), fence(left), level);
        if (level == 0) {
            copyEntries(left * LEAF + half, right * LEAF, half);
            Arrays.fill(entries, left * LEAF + half, left * LEAF + LEAF, IndexOrder.LAST);
        } else {
            copySlots(left * INNER + half, right * INNER, half);
            Arrays.fill(separators, left * INNER + half, left * INNER + INNER, IndexOrder.LAST);
            fences[2 * left] = separators[right * INNER];
        }
        openSlot(parent, at + 1);
        slots[at + 1] = right;
        separators[at + 1] =
                level == 0 ? IndexOrder.separator(order, entries[right * LEAF]) : separators[right * INNER];
        if (isComposite) {
            separatorOrdinals[at + 1] = level == 0 ? ordinals[right * LEAF] : separatorOrdinals[right * INNER];
        }
        if (level > 0) {
            adopt(at, end(slots[parent], 1));
        }
        summarizeHalf(at, level, half, mostA, mostB);
        summarizeHalf(at + 1, level, half, mostA, mostB);
        if (level > 1) {
            adopt(right * INNER, right * INNER + half);
        }
        mergeIfSparse(parent, at + 1, level);
        mergeIfSparse(parent, at - 1, level);
    }

    // ---- remove ----------------------------------------------------------------------------------------------------

    /** Removes an entry, which must be present. */
    final void remove(final int bucket, final int ordinal, final int cpu, final int memory) {
        final long entry = IndexOrder.entry(order, ordinal, cpu, memory);
        final int at = find(bucket, entry, ordinal);
        cursorBucket = NO_BUCKET;
        final int leaf = leafFound;
        final long left = slots[leaf] - ONE;
        final int vacant = end(left, 0);
        leave(at, vacant);
        slots[leaf] = left;
        sizes[bucket]--;
        shrink(leaf, height[bucket], IndexOrder.pruningAmount(order, cpu, memory), memory);
        if (height[bucket] > 0) {
            if (mayBeSparse(leaf, count(left))) {
                setPath(bucket, leaf);
                mergePath(bucket);
            }
        } else if (sizes[bucket] == 0) {
            usedBuckets--;
            free(child(left), 0);
            slots[leaf] = EMPTY;
        }
        if (entry == last[bucket] && sizes[bucket] > 0) {
            lowerLast(bucket);
        }
    }

    private void lowerLast(final int bucket) {
        int at = firstRoot + bucket;
        for (int level = height[bucket]; level > 0; level--) {
            at = end(slots[at], level) - 1;
        }
        if (count(slots[at]) > 0) {
            last[bucket] = entries[end(slots[at], 0) - 1];
        }
    }

    /**
     * Moves an entry, which must be present, to the place of its new amounts. What remains of its instance must be
     * these amounts. In the order by ordinal the entry keeps its place.
     */
    final void move(
            final int bucket,
            final int ordinal,
            final int cpu,
            final int memory,
            final int newCpu,
            final int newMemory) {
        if (usesB) {
            change(bucket, ordinal, cpu, memory, newCpu, newMemory);
        } else {
            remove(bucket, ordinal, cpu, memory);
            insert(bucket, ordinal, newCpu, newMemory);
        }
    }

    /**
     * Changes the amounts of an entry in the order by ordinal; the entry must be present and keeps its place. What
     * remains of the instance must be the new amounts.
     */
    private void change(
            final int bucket,
            final int ordinal,
            final int cpu,
            final int memory,
            final int newCpu,
            final int newMemory) {
        final int at = find(bucket, IndexOrder.entry(order, ordinal, cpu, memory), ordinal);
        cursorBucket = NO_BUCKET;
        final long entry = IndexOrder.entry(order, ordinal, newCpu, newMemory);
        entries[at] = entry;
        last[bucket] = Math.max(last[bucket], entry);
        final int leaf = leafFound;
        final int top = height[bucket];
        shrink(leaf, top, newCpu < cpu ? cpu : NEVER, newMemory < memory ? memory : NEVER);
        raise(leaf, top, newCpu);
        raiseB(leaf, top, newMemory, entry);
    }

    /** Returns the position of an entry, which must be present, and sets {@link #leafFound}. */
    private int find(final int bucket, final long entry, final int ordinal) {
        final int at;
        if (cursorBucket == bucket && ordinalAt(cursor) == ordinal) {
            leafFound = path[0];
            at = cursor;
        } else {
            at = descend(bucket, entry, ordinal);
        }
        assert ordinalAt(at) == ordinal : "instance " + ordinal + " is not in the index";
        return at;
    }

    /** Lowers the largest amounts from a leaf up to the first that stays. */
    private void shrink(final int leaf, final int top, final int a, final int b) {
        int at = leaf;
        for (int level = 0; most(slots[at]) == a && lowerA(at, level, a) && level < top; level++) {
            at = above(at);
        }
        at = leaf;
        for (int level = 0; usesB && mostB[at] == b && lowerB(at, level, b) && level < top; level++) {
            at = above(at);
        }
    }

    /** Recomputes the largest amount A after an entry with this amount has left, and answers whether it has changed. */
    private boolean lowerA(final int at, final int level, final int a) {
        slots[at] = withMost(slots[at], mostA(slots[at], level, a));
        return most(slots[at]) != a;
    }

    private boolean lowerB(final int at, final int level, final int b) {
        mostB[at] = mostB(at, level, b);
        return mostB[at] != b;
    }

    /**
     * Answers whether a leaf and a neighbour may be sparse, by the descriptors before and after its own. One of these
     * may be unused, or belong to another node; then the answer may be true without need.
     */
    private boolean mayBeSparse(final int leaf, final int count) {
        return count == 0
                || count + count(slots[leaf + 1]) <= LEAF_MERGE
                || count + count(slots[Math.max(0, leaf - 1)]) <= LEAF_MERGE;
    }

    /** Merges the nodes of the path with sparse neighbours, from the leaf up to the first node that stays. */
    private void mergePath(final int bucket) {
        final int top = height[bucket];
        for (int level = 0; level < top; level++) {
            final int parent = path[level + 1];
            final int at = path[level];
            if (!mergeIfSparse(parent, at, level) && !mergeIfSparse(parent, at - 1, level)) {
                return;
            }
        }
        final int root = firstRoot + bucket;
        if (count(slots[root]) == 1) {
            final int node = child(slots[root]);
            final int only = node * INNER;
            slots[root] = slots[only];
            if (usesB) {
                cells[root] = cells[only];
            }
            height[bucket]--;
            free(node, 1);
            if (height[bucket] > 0) {
                adopt(root, root + 1);
            }
        }
    }

    /**
     * Merges a child and the next one if they have at most {@value #LEAF_MERGE} entries (or {@value #INNER_MERGE}
     * children) together.
     */
    private boolean mergeIfSparse(final int parent, final int at, final int level) {
        final long above = slots[parent];
        if (at < first(above, 1) || at + 1 >= end(above, 1)) {
            return false;
        }
        final int left = count(slots[at]);
        final int right = count(slots[at + 1]);
        final boolean sparse = left + right <= (level == 0 ? LEAF_MERGE : INNER_MERGE) || left * right == 0;
        return sparse && merge(parent, at, level, left, right);
    }

    private boolean merge(final int parent, final int at, final int level, final int left, final int right) {
        final int from = first(slots[at + 1], level);
        final int to = end(slots[at], level);
        final int node = child(slots[at]);
        final int gone = child(slots[at + 1]);
        if (level == 0) {
            copyEntries(from, to, right);
        } else {
            separators[from] = separators[at + 1];
            if (isComposite) {
                separatorOrdinals[from] = separatorOrdinals[at + 1];
            }
            copySlots(from, to, right);
            fences[2 * node] = fence(gone);
            if (level > 1) {
                adopt(to, to + right);
            }
        }
        free(gone, level);
        slots[at] = merged(slots[at], slots[at + 1]);
        if (usesB) {
            mostB[at] = Math.max(mostB[at], mostB[at + 1]);
            cells[at] |= cells[at + 1];
        }
        closeSlot(parent, at + 1);
        if (level > 0) {
            adopt(at + 1, end(slots[parent], 1));
            mergeIfSparse(at, to - 1, level - 1);
        }
        return true;
    }
}
