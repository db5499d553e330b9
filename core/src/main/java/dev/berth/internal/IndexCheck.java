package dev.berth.internal;

/** The check of an {@link OrderedIndex}: walks every node and compares what is kept of it with what is below it. */
final class IndexCheck {
    private final OrderedIndex index;

    private IndexCheck(final OrderedIndex index) {
        this.index = index;
    }

    /** Throws an exception that names the first thing that does not agree. */
    static void validate(final OrderedIndex index) {
        new IndexCheck(index).buckets();
    }

    /** Returns how many index.entries all buckets hold together. */
    static int totalSize(final OrderedIndex index) {
        int total = 0;
        for (final int size : index.sizes) {
            total += size;
        }
        return total;
    }

    private void buckets() {
        int buckets = 0;
        for (int bucket = 0; bucket < index.sizes.length; bucket++) {
            final int root = index.firstRoot + bucket;
            if (index.sizes[bucket] > 0) {
                buckets++;
                require(node(root, index.height[bucket]) == index.sizes[bucket], "size of bucket", bucket);
            } else {
                require(index.slots[root] == IndexNodes.EMPTY && index.height[bucket] == 0, "empty bucket", bucket);
            }
        }
        require(buckets == index.usedBuckets, "buckets in use", buckets);
    }

    /** Checks a node and what is below it; answers how many index.entries that are. */
    private int node(final int at, final int level) {
        final long slot = index.slots[at];
        final int from = IndexNodes.first(slot, level);
        final int to = IndexNodes.end(slot, level);
        require(IndexNodes.most(slot) == index.mostA(at, level, Integer.MAX_VALUE), "largest amount A of slot", at);
        require(!index.usesB || index.mostB[at] == index.mostB(at, level, Integer.MAX_VALUE), "largest amount B of slot", at);
        if (level == 0) {
            for (int i = from + 1; i < to; i++) {
                require(isBelow(index.entries[i - 1], i - 1, index.entries[i], i), "order of leaf", IndexNodes.child(slot));
            }
            return to - from;
        }
        int size = 0;
        for (int i = from; i < to; i++) {
            size += node(i, level - 1);
            final int together = i + 1 == to ? Integer.MAX_VALUE : IndexNodes.count(index.slots[i]) + IndexNodes.count(index.slots[i + 1]);
            require(together > (level == 1 ? IndexNodes.LEAF_MERGE : IndexNodes.INNER_MERGE), "fill of child", i);
            require(i == from || isSeparated(i, level - 1), "range of child", i);
        }
        return size;
    }

    private boolean isBelow(final long entry, final int at, final long other, final int otherAt) {
        return entry < other || index.isComposite && entry == other && index.ordinals[at] < index.ordinals[otherAt];
    }

    /** Whether all index.entries before a child are below its separator, and none of its own is. */
    private boolean isSeparated(final int at, final int level) {
        int last = at - 1;
        int first = at;
        for (int left = level; left > 0; left--) {
            last = IndexNodes.end(index.slots[last], left) - 1;
            first = IndexNodes.first(index.slots[first], left);
        }
        return (IndexNodes.count(index.slots[first]) == 0 || !isBelowSeparator(IndexNodes.first(index.slots[first], 0), at))
                && (IndexNodes.count(index.slots[last]) == 0 || isBelowSeparator(IndexNodes.end(index.slots[last], 0) - 1, at));
    }

    private boolean isBelowSeparator(final int entry, final int at) {
        final long key = index.entries[entry];
        return key < index.separators[at]
                || index.isComposite && key == index.separators[at] && index.ordinals[entry] < index.separatorOrdinals[at];
    }

    private static void require(final boolean holds, final String what, final int where) {
        if (!holds) {
            throw new IllegalStateException("invalid index: " + what + " " + where);
        }
    }
}
