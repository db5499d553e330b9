package dev.berth.internal.index;

/**
 * A check of an {@link OrderedIndex}. It visits every node and compares the descriptor of the node with what is below
 * it.
 */
public final class IndexCheck {
    private final OrderedIndex index;

    private IndexCheck(final OrderedIndex index) {
        this.index = index;
    }

    /** Throws an exception that names the first inconsistency. */
    public static void validate(final OrderedIndex index) {
        new IndexCheck(index).buckets();
    }

    /** Returns how many entries all buckets have together. */
    public static int totalSize(final OrderedIndex index) {
        int total = 0;
        for (final int size : index.sizes) {
            total += size;
        }
        return total;
    }

    private void buckets() {
        int buckets = 0;
        for (int bucket = 0; bucket < index.sizes.length; bucket++) {
            final int root = index.rootOf(bucket);
            if (index.sizes[bucket] > 0) {
                buckets++;
                final int size = node(root, index.height[bucket], bucket, IndexNodes.NO_FENCE);
                require(size == index.sizes[bucket], "size of bucket", bucket);
                require(index.last[bucket] >= lastOf(root, index.height[bucket]), "last of bucket", bucket);
            } else {
                final boolean empty = index.slots[root] == IndexNodes.EMPTY && index.height[bucket] == 0;
                require(empty, "empty bucket", bucket);
            }
        }
        require(buckets == index.usedBuckets, "buckets in use", buckets);
    }

    /** Checks a node and everything below it; all keys must be below a fence. Returns how many entries there are. */
    private int node(final int at, final int level, final int bucket, final long fence) {
        final long slot = index.slots[at];
        final int mostB = index.usesB ? index.mostB(at, level, Integer.MAX_VALUE) : 0;
        final int mostA = index.mostA(slot, level, Integer.MAX_VALUE);
        require(IndexNodes.most(slot) == mostA, "largest amount A of slot", at);
        require(!index.usesB || (index.cellsBelow(slot, level) & ~index.cells[at]) == 0, "cells of slot", at);
        require(!index.usesB || index.mostB[at] == mostB, "largest amount B of slot", at);
        final int from = IndexNodes.first(slot, level);
        final int to = IndexNodes.end(slot, level);
        if (level == 0) {
            return leaf(from, to);
        }
        final int node = IndexNodes.child(slot);
        require(index.parentOf(node) == at, "parent of inner node", node);
        require(index.bucketOf(node) == bucket, "bucket of inner node", node);
        require(index.fence(node) == fence, "fence of inner node", node);
        return inner(from, to, level, bucket);
    }

    /** Returns the greatest entry of a bucket, or a lower bound of it if the last leaf is empty. */
    private long lastOf(final int root, final int height) {
        int at = root;
        for (int level = height; level > 0; level--) {
            at = IndexNodes.end(index.slots[at], level) - 1;
        }
        return count(at) == 0 ? Long.MIN_VALUE : index.entries[IndexNodes.end(index.slots[at], 0) - 1];
    }

    private int leaf(final int from, final int to) {
        for (int at = from + 1; at < to; at++) {
            final long before = index.entries[at - 1];
            final long entry = index.entries[at];
            final boolean ascends = before < entry
                    || index.isComposite && before == entry && index.ordinals[at - 1] < index.ordinals[at];
            require(ascends, "order of entry", at);
        }
        return to - from;
    }

    private int inner(final int from, final int to, final int level, final int bucket) {
        final long fence = index.fence(from / IndexNodes.INNER);
        final int sparse = level == 1 ? IndexNodes.LEAF_MERGE : IndexNodes.INNER_MERGE;
        int size = 0;
        for (int at = from; at < to; at++) {
            size += node(at, level - 1, bucket, at + 1 == to ? fence : index.separators[at + 1]);
            require(at + 1 == to || count(at) + count(at + 1) > sparse, "fill of child", at);
            require(at == from || isSeparated(at, level - 1), "range of child", at);
        }
        return size;
    }

    private int count(final int at) {
        return IndexNodes.count(index.slots[at]);
    }

    /** Answers whether all entries before a child are below its separator, and its own entries are at or above it. */
    private boolean isSeparated(final int at, final int level) {
        int last = at - 1;
        int first = at;
        for (int left = level; left > 0; left--) {
            last = IndexNodes.end(index.slots[last], left) - 1;
            first = IndexNodes.first(index.slots[first], left);
        }
        return (count(first) == 0 || !isBelow(IndexNodes.first(index.slots[first], 0), at))
                && (count(last) == 0 || isBelow(IndexNodes.end(index.slots[last], 0) - 1, at));
    }

    /** Answers whether an entry is below a separator. */
    private boolean isBelow(final int entry, final int slot) {
        final long key = index.entries[entry];
        final long separator = index.separators[slot];
        return key < separator
                || index.isComposite
                        && key == separator
                        && index.ordinals[entry] < index.separatorOrdinals[slot];
    }

    private static void require(final boolean holds, final String what, final int where) {
        if (!holds) {
            throw new IllegalStateException("invalid index: " + what + " " + where);
        }
    }
}
