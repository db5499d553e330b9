package dev.berth.internal.index;

import dev.berth.internal.filter.Filter;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Work;

/**
 * Sorted sets of instances, one for each bucket, of which at most {@code maxBuckets} have entries at a time. A bucket
 * is an attribute value; bucket 0 is the only one if the index is not partitioned. A search finds the first instance at
 * or above a key that has enough of both amounts. In an order led by CPU or memory, a search may also begin at the end
 * and go down.
 *
 * <p>Each bucket is a B+-tree. All trees share one pool of leaves of {@value #LEAF} entries and one of inner nodes of
 * {@value #INNER} children, which are allocated at construction. Two adjacent nodes under one parent have more than
 * {@value #LEAF_MERGE} entries or {@value #INNER_MERGE} children together, which bounds the pools.
 *
 * <p>Insertion and removal are O(log N). The first search is O(log N) in every order led by CPU or memory, on any data.
 * It reads the leaf of the key, goes up past children whose largest amount is too small, and down to the first child
 * whose largest amount suffices. In the order by ordinal the two amounts are pruned separately, so a search may enter a
 * leaf without a result; its cost is at most one pass.
 *
 * <p>It allocates at construction, and when an order is first allowed. It has one cursor and is not thread-safe.
 */
public final class OrderedIndex extends IndexTree {
    public static final int NONE = -1;

    /** The number of searches so far. A search that is still the last one can continue where the cursor is. */
    long searches;

    private int end;

    /** The least key of a falling search; an entry below it ends the search. */
    private long floor;

    private int askedA;
    private int askedB;
    private int classA;
    private int classB;
    private long cellsAsked;
    private int passedOver;

    /** Whether the path above the leaf of the cursor is known. */
    private boolean isPathSet;

    /** The cells, by level, of those children of the node on the path that the walk has passed. */
    private final long[] passedCells = new long[MAX_HEIGHT + 1];

    OrderedIndex(
            final int maxEntries,
            final int maxBuckets,
            final int maxValues,
            final Columns columns,
            final Cells ranges,
            final Work work) {
        super(maxEntries, maxBuckets, maxValues, columns, ranges, work);
    }

    static long footprintBytes(final int maxEntries, final int maxBuckets, final int maxValues) {
        return footprintOfNodes(maxEntries, maxBuckets, maxValues)
                + footprintOfHints(maxEntries)
                + maxValues * (8L + 4 + 1);
    }

    /**
     * Returns the greatest height of a bucket. Two adjacent leaves have more than {@value #LEAF_MERGE} entries, two
     * adjacent inner nodes more than {@value #INNER_MERGE} children.
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
     * Returns an upper bound of the entries and separators that a placement compares, in an order led by CPU or memory,
     * if every candidate is eligible. The search reads two leaves. Three descents, each after a wrong hint, find the
     * key, the entry to remove, and the position of the new entry. A further descent may split a node at each level,
     * and compares twice there.
     */
    public static int mostEntries(final int entries) {
        return 2 * LEAF + 3 * (LEAF_COMPARISONS + WINDOW) + 5 * COMPARISONS * maxHeight(entries);
    }

    /**
     * Returns an upper bound of the blocks that such a placement visits: past the descriptors of each level on the way
     * up, and again on the way down.
     */
    public static int mostBlocks(final int entries) {
        return 3 * (maxHeight(entries) + 1) + 2 * INNER * maxHeight(entries);
    }

    /** Answers whether some instance of a bucket may have enough. The answer false is always right. Runs in O(1). */
    public boolean mayHold(final int bucket, final int cpu, final int memory) {
        final int asked = IndexOrder.pruningAmount(order, cpu, memory);
        return sizes[bucket] > 0
                && (asked == 0 || most(slots[firstRoot + bucket]) >= asked)
                && last[bucket] >= IndexOrder.start(order, cpu, memory);
    }

    /** Answers whether a bucket has an instance with these amounts. */
    public boolean contains(final int bucket, final int ordinal, final int cpu, final int memory) {
        if (sizes[bucket] == 0) {
            return false;
        }
        final long entry = IndexOrder.entry(order, ordinal, cpu, memory);
        final int at = descend(bucket, entry, ordinal);
        cursorBucket = NO_BUCKET;
        return at < end(slots[leafFound], 0) && ordinalAt(at) == ordinal && entries[at] == entry;
    }

    // ---- search ----------------------------------------------------------------------------------------------------

    /**
     * Sets the cursor to the first instance of a bucket that has enough of both amounts. Any remainder is enough for a
     * demand of 0.
     *
     * @return its ordinal, or {@link #NONE}
     */
    public int first(final int bucket, final int cpu, final int memory) {
        final long start = IndexOrder.start(order, cpu, memory);
        if (!ask(bucket, cpu, memory) || last[bucket] < start) {
            return NONE;
        }
        cursorBucket = bucket;
        if (usesB && height[bucket] > 0) {
            return firstByOrdinal(bucket);
        }
        seek(bucket, start);
        cursor--;
        return next();
    }

    /** Begins a search for some amounts. Answers whether a bucket may have enough; the answer false is always right. */
    private boolean ask(final int bucket, final int cpu, final int memory) {
        searches++;
        final int asked = IndexOrder.pruningAmount(order, cpu, memory);
        askedA = asked > 0 ? asked : Integer.MIN_VALUE;
        final int root = firstRoot + bucket;
        if (sizes[bucket] == 0 || most(slots[root]) < askedA) {
            return false;
        }
        classA = SizeClass.of(asked);
        if (usesB) {
            askedB = memory > 0 ? memory : Integer.MIN_VALUE;
            classB = SizeClass.of(memory);
            cellsAsked = ranges.cellsFrom(classA, classB);
            return mostB[root] >= askedB;
        }
        return true;
    }

    /** Sets the cursor to the first entry at or above a key. The path above its leaf is left unknown. */
    private void seek(final int bucket, final long key) {
        cursor = descend(bucket, key, 0);
        path[0] = leafFound;
        isPathSet = false;
        end = end(slots[leafFound], 0);
    }

    /** Descends from the root, because no key says where the search begins. */
    private int firstByOrdinal(final int bucket) {
        final int top = height[bucket];
        isPathSet = true;
        path[top] = firstRoot + bucket;
        path[top - 1] = first(slots[path[top]], top) - 1;
        passedCells[top - 1] = 0;
        if (!nextLeaf(top - 1)) {
            cursorBucket = NO_BUCKET;
            return NONE;
        }
        return next();
    }

    /**
     * Sets the cursor to the first instance of a bucket that has enough and is at or after a key, which is that of a
     * place in an order that is not composite.
     *
     * @return its ordinal, or {@link #NONE}
     */
    int firstFrom(final int bucket, final long key, final int cpu, final int memory) {
        if (!ask(bucket, cpu, memory) || last[bucket] < key) {
            return NONE;
        }
        cursorBucket = bucket;
        seek(bucket, key);
        cursor--;
        if (usesB) {
            passCellsBefore(bucket);
        }
        return next();
    }

    /** Sets the path, and notes the cells of the nodes before it as passed. */
    private void passCellsBefore(final int bucket) {
        setPath(bucket, path[0]);
        isPathSet = true;
        for (int level = 0; level < height[bucket]; level++) {
            long passed = 0;
            for (int at = first(slots[path[level + 1]], 1); at < path[level]; at++) {
                passed |= cells[at];
            }
            passedCells[level] = passed;
        }
    }

    /** Moves the cursor to the next instance that has enough. The index must be unchanged since the search began. */
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
            if (usesB) {
                tightenCells(path[0], 0);
                passedCells[0] |= cells[path[0]];
            }
        } while (nextLeaf(0));
        cursorBucket = NO_BUCKET;
        return NONE;
    }

    /**
     * Sets the cursor to the first instance of a bucket that has enough and that a filter admits. {@link #passedOver()}
     * then returns how many other instances may have had enough.
     *
     * @param limit the number of instances that may be passed over; one more ends the search
     * @return its ordinal, or {@link #NONE}
     */
    public int firstMember(
            final int bucket, final int cpu, final int memory, final Filter members, final int limit) {
        passedOver = 0;
        int ordinal = first(bucket, cpu, memory);
        while (ordinal != NONE && !members.admits(ordinal)) {
            if (++passedOver > limit) {
                return NONE;
            }
            ordinal = usesB || isComposite ? next() : nextMember(members, limit);
        }
        return ordinal;
    }

    public int passedOver() {
        return passedOver;
    }

    /**
     * Moves the cursor like {@link #next()} in an order led by one amount, but checks the filter before the exact
     * amount.
     */
    private int nextMember(final Filter members, final int limit) {
        final long[] entries = this.entries;
        final int asked = classA;
        int passed = passedOver;
        int at = cursor + 1;
        while (true) {
            for (; at < end; at++) {
                if (((int) entries[at] & SizeClass.MASK) < asked) {
                    continue;
                }
                final int ordinal = IndexOrder.ordinal(IndexOrder.MEMORY, entries[at]);
                if (members.admits(ordinal)) {
                    if (hasEnough(at)) {
                        return found(at, ordinal, passed);
                    }
                } else if (++passed > limit) {
                    return found(at, NONE, passed);
                }
            }
            if (Work.ENABLED) {
                work.entriesCompared += end - cursor - 1;
            }
            if (!nextLeaf(0)) {
                cursorBucket = NO_BUCKET;
                return found(cursor, NONE, passed);
            }
            at = cursor + 1;
        }
    }

    private int found(final int at, final int ordinal, final int passed) {
        if (Work.ENABLED) {
            work.entriesCompared += at - cursor;
        }
        cursor = at;
        passedOver = passed;
        return ordinal;
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

    /** Answers whether the exact amount is enough, for an entry whose class leaves this open. */
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

    /**
     * Sets the cursor before the first entry of the next leaf that may have enough, and answers whether there is one.
     * The path must be known from the root down to a level.
     */
    private boolean nextLeaf(final int from) {
        if (!isPathSet) {
            setPath(cursorBucket, path[0]);
            isPathSet = true;
        }
        final int top = height[cursorBucket];
        int level = from;
        while (level < top) {
            final int found = nextInInner(path[level] + 1, end(slots[path[level + 1]], 1), level);
            if (found == NONE) {
                level++;
                if (usesB) {
                    cells[path[level]] = passedCells[level - 1];
                    passedCells[level] |= passedCells[level - 1];
                }
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
            passedCells[level] = 0;
        }
        return false;
    }

    private int nextInInner(final int from, final int to, final int level) {
        final long[] slots = this.slots;
        final int a = askedA;
        int at = from;
        if (usesB) {
            final long asked = cellsAsked;
            long passed = 0;
            while (at < to && ((cells[at] & asked) == 0 || most(slots[at]) < a || mostB[at] < askedB)) {
                passed |= cells[at];
                at++;
            }
            passedCells[level] |= passed;
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

    // ---- falling search, in an order led by CPU or memory ----------------------------------------------------------

    /**
     * Sets the cursor to the last instance of a bucket that has enough of both amounts.
     *
     * @return its ordinal, or {@link #NONE}
     */
    int last(final int bucket, final int cpu, final int memory) {
        floor = IndexOrder.start(order, cpu, memory);
        if (!ask(bucket, cpu, memory) || last[bucket] < floor) {
            return NONE;
        }
        cursorBucket = bucket;
        final int top = height[bucket];
        path[top] = firstRoot + bucket;
        isPathSet = true;
        if (top == 0) {
            cursor = end(slots[path[0]], 0);
        } else {
            path[top - 1] = end(slots[path[top]], top);
            if (!previousLeaf(top - 1)) {
                cursorBucket = NO_BUCKET;
                return NONE;
            }
        }
        return previous();
    }

    /**
     * Sets the cursor to the last instance of a bucket that has enough and is before a key, which is that of a place.
     *
     * @return its ordinal, or {@link #NONE}
     */
    int lastBefore(final int bucket, final long key, final int cpu, final int memory) {
        floor = IndexOrder.start(order, cpu, memory);
        if (!ask(bucket, cpu, memory) || key <= floor) {
            return NONE;
        }
        cursorBucket = bucket;
        seek(bucket, key);
        return previous();
    }

    /** Moves the cursor to the next instance before it that has enough. The index must be unchanged meanwhile. */
    int previous() {
        if (cursorBucket == NO_BUCKET) {
            return NONE;
        }
        final long[] entries = this.entries;
        final int asked = classA;
        int first;
        int at;
        do {
            first = first(slots[path[0]], 0);
            for (at = cursor - 1; at >= first && entries[at] >= floor; at--) {
                final int found = (int) entries[at] & SizeClass.MASK;
                if (found >= asked && (found > asked || hasEnough(at))) {
                    return found(at);
                }
            }
            if (Work.ENABLED) {
                work.entriesCompared += cursor - Math.max(at, first);
            }
        } while (at < first && previousLeaf(0));
        cursorBucket = NO_BUCKET;
        return NONE;
    }

    private int found(final int at) {
        if (Work.ENABLED) {
            work.entriesCompared += cursor - at;
        }
        cursor = at;
        return ordinalAt(at);
    }

    /** Sets the cursor behind the last entry of the leaf before, of those that may have enough. */
    private boolean previousLeaf(final int from) {
        if (!isPathSet) {
            setPath(cursorBucket, path[0]);
            isPathSet = true;
        }
        final int top = height[cursorBucket];
        int level = from;
        while (level < top) {
            final int found = previousInInner(path[level] - 1, first(slots[path[level + 1]], 1));
            if (found == NONE) {
                level++;
                continue;
            }
            path[level] = found;
            if (level == 0) {
                cursor = end(slots[found], 0);
                return true;
            }
            level--;
            path[level] = end(slots[found], 1);
        }
        return false;
    }

    private int previousInInner(final int from, final int first) {
        final long[] slots = this.slots;
        final int asked = askedA;
        int at = from;
        while (at >= first && most(slots[at]) < asked) {
            at--;
        }
        if (Work.ENABLED) {
            work.blocksVisited += from - at + (at >= first ? 1 : 0);
        }
        return at >= first ? at : NONE;
    }

    /** Returns the position of the descriptor of a bucket's root. */
    int rootOf(final int bucket) {
        return firstRoot + bucket;
    }
}
