package dev.berth.internal.index;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;
import java.util.Arrays;

/**
 * The trees of an {@link OrderedIndex}, one for each bucket, and what changes them. Full nodes are split on the way
 * down, so a split never propagates upwards; sparse ones are merged on the way back up. Each change is O(log N).
 */
abstract class IndexTree extends IndexNodes {
    static final int NO_BUCKET = -1;

    /** How many slots of an inner node are compared where a key was found before. */
    static final int WINDOW = 8;

    /** How many of them are before the one that was found. */
    private static final int BEFORE = 3;

    private static final int BUCKET_HASH = 0x9E5;
    private static final int MOST_HINTS = 1 << 13;

    /** The places to which the hints of one class of the leading amount are given, by ordinal. */
    private static final int PLACES_BITS = 2;

    private final int maxBuckets;
    private final int ordinalShift;

    /** By a hash of a key, the first of a few slots of leaves among which it was found. No more than a guess. */
    private final int[] hints;

    final byte[] height;
    final int[] sizes;

    /** No entry of a bucket is above: what asks for more is refused at once. */
    final long[] last;

    /** The slots that describe the nodes from a root (at its height) down to a leaf (at 0). */
    final int[] path = new int[MAX_HEIGHT + 1];

    /** The bucket and the position of the entry that a search found last, until the next change. */
    int cursorBucket;

    int cursor;
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
        ordinalShift = Math.max(0, 32 - PLACES_BITS - Integer.numberOfLeadingZeros(maxEntries - 1));
        height = new byte[maxValues];
        sizes = new int[maxValues];
        last = new long[maxValues];
        highestBucket = maxValues - 1;
        clear(IndexOrder.MEMORY);
    }

    /** Forgets all entries and takes an order. Costs what the buckets used so far do. */
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

    /** How many entries a bucket holds. */
    public final int size(final int bucket) {
        return sizes[bucket];
    }

    /** Makes the cells of all leaves anew, after the ranges have changed. */
    final void renewCells() {
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

    /** One for each four instances; there need be no more than for all classes and places. */
    private static int hints(final int maxEntries) {
        return Math.min(MOST_HINTS, Integer.highestOneBit(maxEntries / 4 + 1));
    }

    static long footprintOfHints(final int maxEntries) {
        return 4L * hints(maxEntries);
    }

    /** Sets the path to where an entry is or would be; answers its position in the leaf. */
    final int descend(final int bucket, final long key, final int ordinal) {
        return lowerBound(slots[locate(bucket, key, ordinal)], key, ordinal);
    }

    /**
     * Sets the path to the leaf whose range holds a key; answers the slot of the leaf. A hint is right if its node is
     * of the bucket and its fence above the key, and the key not below the slot that is named, but below the seventh
     * after.
     */
    private int locate(final int bucket, final long key, final int ordinal) {
        final int top = height[bucket];
        if (top < 2 || isComposite) {
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
        int at = guess + passed;
        final int found = at;
        path[0] = at;
        for (int level = 1; level <= top; level++) {
            at = parentOf(at >>> INNER_BITS);
            path[level] = at;
        }
        return found;
    }

    private int locateAnew(final int hint, final int bucket, final long key) {
        final int at = locateFromRoot(bucket, key, 0);
        final int first = at & -INNER;
        hints[hint] = Math.min(Math.max(at - BEFORE, first), first + INNER - WINDOW);
        return at;
    }

    /** Where the hint for a key is kept: keys of one class, and of neighbouring ordinals, share it. */
    private int hintOf(final int bucket, final long key) {
        final int place = order == IndexOrder.ORDINAL
                ? IndexOrder.ordinal(order, key) >>> 5
                : SizeClass.of(IndexOrder.leading(key)) << PLACES_BITS
                        | IndexOrder.ordinal(order, key) >>> ordinalShift;
        return (place ^ bucket * BUCKET_HASH) & hints.length - 1;
    }

    private int locateFromRoot(final int bucket, final long key, final int ordinal) {
        int at = firstRoot + bucket;
        int level = height[bucket];
        path[level] = at;
        while (level > 0) {
            at = childFor(slots[at], key, ordinal);
            path[--level] = at;
        }
        if (Work.ENABLED) {
            work.blocksVisited += height[bucket] + 1;
        }
        return at;
    }

    // ---- insert ----------------------------------------------------------------------------------------------------

    /** Whether an entry may be inserted: its bucket is in use, or another may come into use. */
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
        copyEntries(position, position + 1, end(leaf, 0) - position);
        entries[position] = entry;
        if (isComposite) {
            ordinals[position] = ordinal;
        }
        slots[at] = leaf + ONE;
        raise(height[bucket], a, memory, entry);
    }

    /** Splits the full nodes on the way to a leaf; sets the path to it. */
    private int split(final int bucket, final long entry, final int ordinal) {
        final int root = firstRoot + bucket;
        if (isFull(slots[root], height[bucket])) {
            splitRoot(bucket);
        }
        int at = root;
        path[height[bucket]] = root;
        for (int level = height[bucket]; level > 0; level--) {
            int next = childFor(slots[at], entry, ordinal);
            if (isFull(slots[next], level - 1)) {
                splitChild(at, next, level - 1);
                next = childFor(slots[at], entry, ordinal);
            }
            at = next;
            path[level - 1] = at;
        }
        return at;
    }

    /** Takes account of an entry that is new below the slots of the path. */
    private void raise(final int top, final int a, final int b, final long entry) {
        for (int level = 0; level <= top && raiseA(path[level], a); level++) {
            // What is no more than the largest below a slot is no more than the largest above it.
        }
        if (usesB) {
            final long cell = cell(entry);
            for (int level = 0; level <= top; level++) {
                final int at = path[level];
                mostB[at] = Math.max(mostB[at], b);
                cells[at] |= cell;
            }
        }
    }

    /** Raises the largest amount A below a slot; false if it is as large already. */
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

    /** Removes an entry that is there. */
    final void remove(final int bucket, final int ordinal, final int cpu, final int memory) {
        final long entry = IndexOrder.entry(order, ordinal, cpu, memory);
        final int at = find(bucket, entry, ordinal);
        cursorBucket = NO_BUCKET;
        final int leaf = path[0];
        final long left = slots[leaf] - ONE;
        final int vacant = end(left, 0);
        copyEntries(at + 1, at, vacant - at);
        entries[vacant] = IndexOrder.LAST;
        slots[leaf] = left;
        sizes[bucket]--;
        shrink(bucket, IndexOrder.pruningAmount(order, cpu, memory), memory);
        if (height[bucket] > 0) {
            mergePath(bucket);
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
     * Moves an entry that is there to where its new amounts belong; what remains of its instance must be these. By
     * ordinal it stays where it is.
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
     * Changes the amounts of an entry that is there and keeps its place, in the order by ordinal. What remains of the
     * instance must be the new amounts.
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
        for (int level = 0; level <= height[bucket]; level++) {
            final int changed = path[level];
            changeA(changed, level, cpu, newCpu);
            changeB(changed, level, memory, newMemory);
            cells[changed] |= cell(entry);
        }
    }

    private void changeA(final int at, final int level, final int before, final int after) {
        if (before < after) {
            raiseA(at, after);
        } else if (before > after && before == most(slots[at])) {
            lowerA(at, level, before);
        }
    }

    private void changeB(final int at, final int level, final int before, final int after) {
        if (after > mostB[at]) {
            mostB[at] = after;
        } else if (before == mostB[at] && after < before) {
            lowerB(at, level, before);
        }
    }

    /** Sets the path to an entry that is there; returns its position. */
    private int find(final int bucket, final long entry, final int ordinal) {
        final boolean isFound = cursorBucket == bucket && ordinalAt(cursor) == ordinal;
        final int at = isFound ? cursor : descend(bucket, entry, ordinal);
        assert ordinalAt(at) == ordinal : "instance " + ordinal + " is not in the index";
        return at;
    }

    /** Lowers the largest amounts along the path, from the leaf up to where they stay. */
    private void shrink(final int bucket, final int a, final int b) {
        final int top = height[bucket];
        boolean lowerA = true;
        boolean lowerB = usesB;
        for (int level = 0; level <= top && (lowerA || lowerB); level++) {
            final int at = path[level];
            lowerA = lowerA && most(slots[at]) == a && lowerA(at, level, a);
            lowerB = lowerB && mostB[at] == b && lowerB(at, level, b);
        }
    }

    /** One entry fewer below a slot has the largest amount A; whether the largest is another now. */
    private boolean lowerA(final int at, final int level, final int a) {
        slots[at] = withMost(slots[at], mostA(slots[at], level, a));
        return most(slots[at]) != a;
    }

    private boolean lowerB(final int at, final int level, final int b) {
        mostB[at] = mostB(at, level, b);
        return mostB[at] != b;
    }

    /** Merges the nodes of the path with sparse neighbours, from the leaf up to the first that stays. */
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

    /** Merges a child and the one after it if together they hold at most {@value #LEAF_MERGE} entries. */
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
