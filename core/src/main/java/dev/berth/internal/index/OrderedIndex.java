package dev.berth.internal.index;

import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;
import java.util.Arrays;

/**
 * Sorted sets of instances, one for each bucket (an attribute value; bucket 0 when the index is not partitioned), at
 * most {@code maxBuckets} of them non-empty at a time, searched for the first instance at or above a key that has
 * enough of both amounts.
 *
 * <p>Each bucket is a B+-tree; all share one pool of leaves of {@value #LEAF} entries and one of inner nodes of {@value
 * #INNER} children, taken at construction. Any two adjacent nodes under one parent hold more than {@value #LEAF_MERGE}
 * entries or {@value #INNER_MERGE} children together, which bounds the pools.
 *
 * <p>Insert and remove are O(log N). The first search is O(log N) in every order led by CPU or memory, on any data: it
 * looks through the leaf of the key, goes up past children whose exact largest amount does not suffice, and down to the
 * first whose does. By ordinal both amounts are pruned apart, and a search may enter leaves in vain; it is at most one
 * pass.
 *
 * <p>Never allocates after construction. Not thread-safe; one cursor at a time.
 */
public final class OrderedIndex extends IndexNodes {
    // Full nodes are split on the way down, so a split never propagates upwards; sparse ones are merged on the way back
    // up. `path` holds the slots that describe the nodes from the root (at the height) down to the leaf (at 0).

    public static final int NONE = -1;

    private static final int NO_BUCKET = -1;

    private final int maxBuckets;
    final byte[] height;
    final int[] sizes;

    /** No entry of a bucket is above: what asks for more is refused at once. */
    final long[] last;

    private final int[] path = new int[MAX_HEIGHT + 1];
    int usedBuckets;
    private int highestBucket;
    private int cursorBucket;
    private int cursor;
    private int end;
    private int askedA;
    private int askedB;
    private int classA;
    private int classB;
    private long cellsAsked;

    OrderedIndex(
            final int maxEntries,
            final int maxBuckets,
            final int maxValues,
            final Columns columns,
            final Cells ranges,
            final Clock clock,
            final Work work) {
        super(maxEntries, maxBuckets, maxValues, columns, ranges, clock, work);
        this.maxBuckets = Math.min(maxBuckets, maxValues);
        height = new byte[maxValues];
        sizes = new int[maxValues];
        last = new long[maxValues];
        highestBucket = maxValues - 1;
        clear(IndexOrder.MEMORY);
    }

    static long footprintBytes(final int maxEntries, final int maxBuckets, final int maxValues) {
        return footprintOfNodes(maxEntries, maxBuckets, maxValues)
                + maxValues * (8L + 4 + 1);
    }

    /**
     * Returns the greatest height of a bucket: two adjacent leaves hold more than {@value #LEAF_MERGE} entries, two
     * inner nodes more than {@value #INNER_MERGE} children.
     */
    static int maxHeight(final int entries) {
        int height = 0;
        for (int nodes = ratio(2 * entries, LEAF_MERGE); nodes > 1; nodes = ratio(2 * nodes, INNER_MERGE)) {
            height++;
        }
        return height;
    }

    private static int ratio(final int dividend, final int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    /**
     * Returns how many entries and separators a placement compares at most, in an order led by CPU or memory, if no
     * candidate is rejected for something else: two leaves are looked through, and three descents find the key, the
     * entry that leaves and the place of the one that enters, which may split a node at each level.
     */
    public static int mostEntries(final int entries) {
        return 2 * LEAF + 3 * LEAF_COMPARISONS + 4 * COMPARISONS * maxHeight(entries);
    }

    /** Returns how many blocks such a placement visits at most: up past the slots of each level, and down again. */
    public static int mostBlocks(final int entries) {
        return 3 * (maxHeight(entries) + 1) + 2 * INNER * maxHeight(entries);
    }

    /** Forgets all entries and takes an order. Costs what the buckets used so far do. */
    void clear(final int newOrder) {
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
    public int size(final int bucket) {
        return sizes[bucket];
    }

    /** Returns false if certainly no instance of a bucket has enough of one of the amounts. O(1). */
    public boolean mayHold(final int bucket, final int cpu, final int memory) {
        final int asked = IndexOrder.pruningAmount(order, cpu, memory);
        return sizes[bucket] > 0
                && (asked == 0 || most(slots[firstRoot + bucket]) >= asked)
                && last[bucket] >= IndexOrder.start(order, cpu, memory);
    }

    /** Makes the cells of all leaves anew, after the ranges have changed. */
    void renewCells() {
        for (int bucket = 0; usesB && bucket <= highestBucket; bucket++) {
            if (sizes[bucket] > 0) {
                renewCells(firstRoot + bucket, height[bucket]);
            }
        }
    }

    private void renewCells(final int at, final int level) {
        if (level == 0) {
            tightenCells(at);
            return;
        }
        for (int i = first(slots[at], level); i < end(slots[at], level); i++) {
            renewCells(i, level - 1);
        }
    }

    /** Returns whether a bucket holds an instance with these amounts. */
    public boolean contains(final int bucket, final int ordinal, final int cpu, final int memory) {
        if (sizes[bucket] == 0) {
            return false;
        }
        final long entry = IndexOrder.entry(order, ordinal, cpu, memory);
        final int at = descend(bucket, entry, ordinal);
        cursorBucket = NO_BUCKET;
        return at < end(slots[path[0]], 0) && ordinalAt(at) == ordinal && entries[at] == entry;
    }

    /** Sets the path to where an entry is or would be; answers its position in the leaf. */
    private int descend(final int bucket, final long key, final int ordinal) {
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
        return lowerBound(slots[at], key, ordinal);
    }

    // ---- insert ----------------------------------------------------------------------------------------------------

    /** Whether an entry may be inserted: its bucket is in use, or another may come into use. */
    boolean hasRoom(final int bucket) {
        return bucket < sizes.length && (sizes[bucket] > 0 || usedBuckets < maxBuckets);
    }

    void insert(final int bucket, final int ordinal, final int cpu, final int memory) {
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
        } else if (isFull(slots[root], height[bucket])) {
            splitRoot(bucket);
        }
        last[bucket] = Math.max(last[bucket], entry);
        int at = root;
        for (int level = height[bucket]; level > 0; level--) {
            raise(at, a, memory, entry);
            int next = childFor(slots[at], entry, ordinal);
            if (isFull(slots[next], level - 1)) {
                splitChild(at, next, level - 1);
                next = childFor(slots[at], entry, ordinal);
            }
            at = next;
        }
        final long leaf = slots[at];
        final int position = lowerBound(leaf, entry, ordinal);
        copyEntries(position, position + 1, end(leaf, 0) - position);
        entries[position] = entry;
        if (isComposite) {
            ordinals[position] = ordinal;
        }
        slots[at] = leaf + ONE;
        raise(at, a, memory, entry);
        if (clock.isRunning()) {
            clock.tick();
            stampPath(bucket, entry, ordinal);
        }
    }

    private void raise(final int at, final int a, final int b, final long entry) {
        if (a > most(slots[at])) {
            slots[at] = withMost(slots[at], a);
        }
        if (usesB) {
            mostB[at] = Math.max(mostB[at], b);
            cells[at] |= cell(entry);
        }
    }

    private static boolean isFull(final long slot, final int level) {
        return count(slot) == (level == 0 ? LEAF : INNER);
    }

    private void splitRoot(final int bucket) {
        final int root = firstRoot + bucket;
        final int newRoot = newInner();
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
        splitChild(root, at, height[bucket]++);
    }

    /** Splits a full child, then merges a half with a sparse neighbour if there is one. */
    private void splitChild(final int parent, final int at, final int level) {
        final int left = child(slots[at]);
        final int mostA = most(slots[at]);
        final int mostB = usesB ? this.mostB[at] : 0;
        final int size = level == 0 ? LEAF : INNER;
        final int half = size / 2;
        final int right = level == 0 ? newLeaf() : newInner();
        if (level == 0) {
            copyEntries(left * LEAF + half, right * LEAF, half);
            Arrays.fill(entries, left * LEAF + half, left * LEAF + LEAF, IndexOrder.LAST);
        } else {
            copySlots(left * INNER + half, right * INNER, half);
            Arrays.fill(separators, left * INNER + half, left * INNER + INNER, IndexOrder.LAST);
        }
        openSlot(parent, at + 1);
        slots[at + 1] = right;
        separators[at + 1] = level == 0 ? entries[right * LEAF] : separators[right * INNER];
        if (isComposite) {
            separatorOrdinals[at + 1] = level == 0 ? ordinals[right * LEAF] : separatorOrdinals[right * INNER];
        }
        summarizeHalf(at, level, half, mostA, mostB);
        summarizeHalf(at + 1, level, half, mostA, mostB);
        mergeIfSparse(parent, at + 1, level);
        mergeIfSparse(parent, at - 1, level);
    }

    // ---- remove ----------------------------------------------------------------------------------------------------

    /** Removes an entry that is there. */
    void remove(final int bucket, final int ordinal, final int cpu, final int memory) {
        final long entry = IndexOrder.entry(order, ordinal, cpu, memory);
        final int at;
        if (cursorBucket == bucket && ordinalAt(cursor) == ordinal) {
            at = cursor;
        } else {
            at = descend(bucket, entry, ordinal);
        }
        assert ordinalAt(at) == ordinal : "instance " + ordinal + " is not in the index";
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

    /** Lowers the largest amounts along the path, from the leaf up to where they stay. */
    private void shrink(final int bucket, final int a, final int b) {
        final int top = height[bucket];
        for (int level = 0; level <= top; level++) {
            final int at = path[level];
            final boolean wasMostA = most(slots[at]) == a;
            final boolean wasMostB = usesB && mostB[at] == b;
            if (!wasMostA && !wasMostB) {
                return;
            }
            if (wasMostA) {
                slots[at] = withMost(slots[at], mostA(at, level, a));
            }
            if (wasMostB) {
                mostB[at] = mostB(at, level, b);
            }
            if (most(slots[at]) == a && (!usesB || mostB[at] == b)) {
                return;
            }
        }
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
        final boolean sparse =
                level == 0 ? left + right <= LEAF_MERGE || left * right == 0 : left + right <= INNER_MERGE;
        return sparse && merge(parent, at, level, left, right);
    }

    private boolean merge(final int parent, final int at, final int level, final int left, final int right) {
        final int from = first(slots[at + 1], level);
        final int to = end(slots[at], level);
        final int node = child(slots[at]);
        final int gone = child(slots[at + 1]);
        if (level == 0) {
            copyEntries(from, to, right);
            stampWhole(node, 0, clock.tick());
        } else {
            separators[from] = separators[at + 1];
            if (isComposite) {
                separatorOrdinals[from] = separatorOrdinals[at + 1];
            }
            copySlots(from, to, right);
            stampWhole(node, 1, clock.tick());
        }
        free(gone, level);
        slots[at] = slot(node, left + right, Math.max(most(slots[at]), most(slots[at + 1])));
        if (usesB) {
            mostB[at] = Math.max(mostB[at], mostB[at + 1]);
            cells[at] |= cells[at + 1];
        }
        closeSlot(parent, at + 1);
        if (level > 0) {
            mergeIfSparse(at, to - 1, level - 1);
        }
        return true;
    }

    // ---- search ----------------------------------------------------------------------------------------------------

    /**
     * Sets the cursor on the first instance of a bucket, at or above what it asks of the amount that leads, that has
     * what is asked of both; nothing is enough where 0 is asked.
     *
     * @return its ordinal, or {@link #NONE}.
     */
    public int first(final int bucket, final int cpu, final int memory) {
        final int asked = IndexOrder.pruningAmount(order, cpu, memory);
        askedA = asked > 0 ? asked : Integer.MIN_VALUE;
        final int root = firstRoot + bucket;
        final long start = IndexOrder.start(order, cpu, memory);
        if (sizes[bucket] == 0 || most(slots[root]) < askedA || last[bucket] < start) {
            return NONE;
        }
        classA = SizeClass.of(asked);
        if (usesB) {
            askedB = memory > 0 ? memory : Integer.MIN_VALUE;
            classB = SizeClass.of(memory);
            cellsAsked = ranges.cellsFrom(classA, classB);
            if (mostB[root] < askedB) {
                return NONE;
            }
        }
        cursorBucket = bucket;
        cursor = descend(bucket, start, 0) - 1;
        end = end(slots[path[0]], 0);
        return next();
    }

    /** Moves the cursor to the next instance that has what was asked. The index must not have changed. */
    public int next() {
        if (cursorBucket == NO_BUCKET) {
            return NONE;
        }
        do {
            final int found = nextInLeaf(cursor + 1, end);
            if (found != NONE) {
                cursor = found;
                return ordinalAt(found);
            }
        } while (nextLeaf());
        cursorBucket = NO_BUCKET;
        return NONE;
    }

    private int nextInLeaf(final int from, final int to) {
        final int found;
        if (usesB) {
            found = nextByBoth(from, to);
        } else if (isComposite) {
            found = nextBySecond(from, to);
        } else {
            found = nextByClass(from, to);
        }
        if (Work.ENABLED) {
            work.entriesCompared += (found == NONE ? to : found + 1) - from;
        }
        return found;
    }

    private int nextByClass(final int from, final int to) {
        final long[] entries = this.entries;
        final int asked = classA;
        for (int at = from; at < to; at++) {
            final int found = (int) entries[at] & SizeClass.MASK;
            if (found >= asked && (found > asked || hasEnough(at))) {
                return at;
            }
        }
        return NONE;
    }

    /** Whether the exact amount is enough, where the class does not tell. */
    private boolean hasEnough(final int at) {
        if (Work.ENABLED) {
            work.columnsRead++;
        }
        return amountA(at) >= askedA;
    }

    private int nextBySecond(final int from, final int to) {
        final long[] entries = this.entries;
        final int asked = askedA;
        for (int at = from; at < to; at++) {
            if (IndexOrder.second(entries[at]) >= asked) {
                return at;
            }
        }
        return NONE;
    }

    private int nextByBoth(final int from, final int to) {
        final long[] entries = this.entries;
        final int a = classA;
        final int b = classB;
        for (int at = from; at < to; at++) {
            final int cpu = (int) entries[at] & SizeClass.MASK;
            final int memory = (int) (entries[at] >>> SizeClass.BITS) & SizeClass.MASK;
            if (cpu >= a && memory >= b && (cpu > a && memory > b || hasEnoughOfBoth(at))) {
                return at;
            }
        }
        return NONE;
    }

    private boolean hasEnoughOfBoth(final int at) {
        if (Work.ENABLED) {
            work.columnsRead++;
        }
        final long left = free[IndexOrder.ordinal(order, entries[at])];
        return Columns.cpu(left) >= askedA && Columns.memory(left) >= askedB;
    }

    /** Sets the cursor before the first entry of the next leaf that may hold enough; false if there is none. */
    private boolean nextLeaf() {
        final int top = height[cursorBucket];
        if (usesB && top > 0 && cursor < first(slots[path[0]], 0)) {
            tightenCells(path[0]);
        }
        int level = 0;
        while (level < top) {
            final int found = nextInInner(path[level] + 1, end(slots[path[level + 1]], 1));
            if (found == NONE) {
                level++;
                continue;
            }
            path[level] = found;
            if (level == 0) {
                cursor = first(slots[found], 0) - 1;
                end = end(slots[found], 0);
                return true;
            }
            level--;
            path[level] = first(slots[found], 1) - 1;
        }
        return false;
    }

    private int nextInInner(final int from, final int to) {
        final long[] slots = this.slots;
        final int a = askedA;
        int at = from;
        if (usesB) {
            final long asked = cellsAsked;
            while (at < to && ((cells[at] & asked) == 0 || most(slots[at]) < a || mostB[at] < askedB)) {
                at++;
            }
        } else {
            while (at < to && most(slots[at]) < a) {
                at++;
            }
        }
        if (Work.ENABLED) {
            work.blocksVisited += at - from + (at < to ? 1 : 0);
        }
        return at < to ? at : NONE;
    }

    // ---- for overlays ----------------------------------------------------------------------------------------------

    /** Makes what was learnt of the nodes above an entry void. */
    void touch(final int bucket, final int ordinal, final int cpu, final int memory) {
        if (clock.isRunning()) {
            clock.tick();
            stampPath(bucket, IndexOrder.entry(order, ordinal, cpu, memory), ordinal);
        }
    }

    private void stampPath(final int bucket, final long entry, final int ordinal) {
        int at = firstRoot + bucket;
        for (int level = height[bucket]; level > 0; level--) {
            stampOne(child(slots[at]), level, ordinal);
            at = childFor(slots[at], entry, ordinal);
        }
        stampOne(child(slots[at]), 0, ordinal);
    }

    /** The slot that describes the root of a bucket. */
    public int rootOf(final int bucket) {
        return firstRoot + bucket;
    }

    public int heightOf(final int bucket) {
        return height[bucket];
    }
}
