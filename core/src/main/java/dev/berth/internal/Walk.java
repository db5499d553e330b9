package dev.berth.internal;

import dev.berth.Exclusion;

/**
 * One search in an index: the first entry, in the index's order, of an instance that a plan may use and whose group
 * counts are as asked.
 *
 * <p>Starts as a plain walk over the entries whose classes fit. When it has passed over more than {@value #PATIENCE}
 * entries that the filter rejected, it goes over to an overlay, which remembers the nodes that cannot help this filter;
 * or, where the filter may depend on what no index sees, goes on. Cost: O(log N) plus the entries passed over; with an
 * overlay the nodes that changed since, and those above them. It gives up rather than cost more than a scan.
 */
final class Walk {
    static final int NOTHING = -1;

    /** Any count of the group on the instance. */
    static final int ANY = -1;

    private static final int PATIENCE = 64;

    /** The most members of a filter that are gone through where overlays are crowded. */
    private static final int FEW_MEMBERS = 2_048;

    /** A walk whose filter no index prunes for gives up after 1/64 of the instances; a scan is then no slower. */
    private static final int SHARE_BITS = 6;

    /** All walks for one placement give up together after as many entries as there are instances, or this many. */
    private static final int LEAST_BUDGET = 1_024;

    private final Cluster cluster;
    private final Columns columns;
    private final Eligibility eligibility;
    private final Overlays overlays;

    private Plan plan;
    private DemandRecord demand;
    private int group;
    private Exclusion exclusion;
    private int level = ANY;
    private IndexSlot valueSlot;
    private int valueLevel;
    private int limit = Integer.MAX_VALUE;
    private int budget;
    private boolean hasFewMembers;
    private boolean bucketIsFilter;
    private boolean gaveUp;

    private IndexSlot slot;
    private OrderedIndex index;
    private int classA;
    private int classB;
    private int overlay;

    /** The filter, if it alone decides. */
    private Filter only;

    Walk(final Cluster cluster, final Eligibility eligibility, final Overlays overlays) {
        this.cluster = cluster;
        this.columns = cluster.columns;
        this.eligibility = eligibility;
        this.overlays = overlays;
    }

    /** Sets who asks. */
    void ask(final Plan newPlan, final int newGroup, final Exclusion newExclusion) {
        plan = newPlan;
        demand = newPlan.demand;
        group = newGroup;
        exclusion = newExclusion;
        level = ANY;
        valueSlot = null;
        limit = Integer.MAX_VALUE;
        budget = Math.max(LEAST_BUDGET, columns.size());
        hasFewMembers = false;
        if (newPlan.asksMore) {
            askMore(newPlan.more);
        }
        gaveUp = false;
    }

    private void askMore(final FilterSet more) {
        limit = Math.max(PATIENCE, columns.size() >> SHARE_BITS);
        if (more.filters.length > 0) {
            final int members = more.fewest().size();
            hasFewMembers = members <= FEW_MEMBERS;
            budget = Math.max(LEAST_BUDGET, Math.min(columns.size(), 4 * members));
        }
    }

    /** Asks for instances with a given number of tasks of the group, or {@link #ANY}. */
    void askLevel(final int count) {
        level = count;
    }

    /** Asks for instances whose value, by which an index is partitioned, has a given number of tasks of the group. */
    void askValueLevel(final IndexSlot partitioned, final int count) {
        valueSlot = partitioned;
        valueLevel = count;
    }

    /** Gives up after so many entries passed over; {@link #gaveUp()} tells. */
    void limit(final int entries) {
        limit = entries;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    void in(final IndexSlot newSlot) {
        slot = newSlot;
        index = newSlot.index;
        classA = SizeClass.of(IndexOrder.pruningAmount(newSlot.order, demand.cpu, demand.memory));
        classB = newSlot.order == IndexOrder.ORDINAL ? SizeClass.of(demand.memory) : 0;
    }

    /** The first admitted instance of a bucket, or {@link #NOTHING}. */
    int first(final int bucket) {
        final int order = slot.order;
        final long start = IndexOrder.start(order, demand.cpu, demand.memory);
        if (mayLearn() && overlays.knows(overlayKey(), overlayFilter())) {
            return firstWithOverlay(bucket, start);
        }
        long entry = index.first(bucket, start, classA, classB);
        int passed = 0;
        while (entry != OrderedIndex.NONE) {
            final int ordinal = IndexOrder.ordinal(order, entry);
            if (admits(ordinal) && fits(ordinal)) {
                return IndexOrder.isComposite(order) ? leastOfRun(entry, ordinal) : ordinal;
            }
            if (++passed == PATIENCE && mayLearn()) {
                if (!hasFewMembers || !overlays.isCrowded()) {
                    return firstWithOverlay(bucket, start);
                }
                limit = PATIENCE;
            }
            if (passed >= limit || --budget < 0) {
                gaveUp = true;
                return NOTHING;
            }
            entry = index.next(classA, classB);
        }
        return NOTHING;
    }

    /**
     * The first instance of a bucket that is admitted and fits, however many are passed over; or {@link #NOTHING}.
     *
     * @param isFilter whether to be in the bucket is all that is asked beyond CPU and memory.
     */
    int firstFit(final int bucket, final boolean isFilter) {
        bucketIsFilter = isFilter && exclusion == null;
        return fitFrom(index.first(bucket, IndexOrder.start(slot.order, demand.cpu, demand.memory), classA, classB));
    }

    /** The next one, or {@link #NOTHING}. */
    int nextFit() {
        return fitFrom(index.next(classA, classB));
    }

    private int fitFrom(final long from) {
        long entry = from;
        while (entry != OrderedIndex.NONE) {
            final int ordinal = IndexOrder.ordinal(slot.order, entry);
            if (fits(ordinal) && (bucketIsFilter || admits(ordinal))) {
                return ordinal;
            }
            entry = index.next(classA, classB);
        }
        return NOTHING;
    }

    /** Whether an instance that is in an index has the CPU and memory. */
    boolean fits(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return (demand.cpu <= columns.freeCpu[ordinal] || demand.cpu == 0)
                && (demand.memory <= columns.freeMemory[ordinal] || demand.memory == 0);
    }

    /** Whether the filter, which CPU and memory are no part of, admits an instance. */
    boolean admits(final int ordinal) {
        return (level == ANY || countOn(ordinal) == level)
                && (valueSlot == null || countUnder(ordinal) == valueLevel)
                && (!plan.asksMore || eligibility.passesMore(plan, group, ordinal))
                && (exclusion == null || !exclusion.contains(ordinal));
    }

    private int countOn(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return cluster.counts.onInstance(group, ordinal);
    }

    private int countUnder(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return cluster.counts.get(group, valueSlot.field, valueSlot.bucketOf[ordinal]);
    }

    /**
     * The entries that agree with one in the leading amount and in the class of the other: the least exact amount, then
     * the lowest ordinal. The cursor stands on the first of them that is admitted.
     */
    private int leastOfRun(final long first, final int firstOrdinal) {
        final boolean memoryLeads = slot.order == IndexOrder.MEMORY_CPU;
        final int[] amounts = memoryLeads ? columns.freeCpu : columns.freeMemory;
        final int asked = memoryLeads ? demand.cpu : demand.memory;
        final long run = first >> IndexOrder.ORDINAL_BITS;
        final int sizeClass = (int) run & SizeClass.MASK;
        final int least = sizeClass == 0 ? Integer.MIN_VALUE : Math.max(asked, SizeClass.floor(sizeClass));
        int best = firstOrdinal;
        while (amounts[best] > least) {
            final long entry = index.next(classA, classB);
            if (entry == OrderedIndex.NONE || entry >> IndexOrder.ORDINAL_BITS != run) {
                break;
            }
            final int ordinal = IndexOrder.ordinal(slot.order, entry);
            if (amounts[ordinal] < amounts[best] && admits(ordinal) && fits(ordinal)) {
                best = ordinal;
            }
        }
        return best;
    }

    // ---- with an overlay -------------------------------------------------------------------------------------------

    /** Whether all that the filter reads is seen by the index: each change of it stamps the entry. */
    private boolean mayLearn() {
        return !overlays.isEmpty()
                && exclusion == null
                && valueSlot == null
                && plan.more.mayLearn
                && (level != ANY || plan.asksMore);
    }

    private int firstWithOverlay(final int bucket, final long start) {
        if (index.size(bucket) == 0) {
            return NOTHING;
        }
        overlay = overlays.open(overlayKey(), overlayFilter());
        only = level == ANY && !plan.more.checksMore && plan.more.filters.length == 1 ? plan.more.filters[0] : null;
        final long entry = search(index.rootOf(bucket), index.heightOf(bucket), start, false);
        if (entry == OrderedIndex.NONE) {
            return NOTHING;
        }
        if (IndexOrder.isComposite(slot.order)) {
            index.first(bucket, entry, classA, classB);
            return leastOfRun(entry, IndexOrder.ordinal(slot.order, entry));
        }
        return IndexOrder.ordinal(slot.order, entry);
    }

    private long overlayKey() {
        return plan.more.id << 8 | slot.number;
    }

    private long overlayFilter() {
        return level == ANY && !plan.more.distinct ? 0 : (long) group << 32 | level + 1;
    }

    /**
     * The first admitted entry below a node at or above a key; {@code whole} = all entries of the node are, and it is
     * not known that none of them can help.
     */
    private long search(final int node, final int height, final long start, final boolean whole) {
        if (Work.ENABLED) {
            cluster.work.blocksVisited++;
        }
        final int from = whole ? index.firstSlot(node) : index.slotFor(node, height, start);
        final int to = index.endSlot(node, height);
        if (height > 0) {
            return searchInner(node, from, to, height, start, whole);
        }
        budget -= to - from;
        if (budget < 0) {
            gaveUp = true;
            return OrderedIndex.NONE;
        }
        return searchLeaf(node, from, to, whole);
    }

    private long searchInner(
            final int node, final int from, final int to, final int height, final long start, final boolean whole) {
        int bound = slot.order == IndexOrder.ORDINAL ? classA : 0;
        for (int at = from; at < to; at++) {
            if (Work.ENABLED) {
                cluster.work.blocksVisited++;
            }
            final long known = index.slot(at);
            if (IndexNodes.maxA(known) < classA || IndexNodes.maxB(known) < classB) {
                bound = Math.max(bound, Math.min(classA, IndexNodes.maxA(known) + 1));
                continue;
            }
            final boolean wholeChild = whole || at > from;
            final int child = IndexNodes.child(known);
            final int nodeId = index.nodeId(child, height - 1);
            final int id = overlay + nodeId;
            if (!wholeChild
                    || !overlays.excludes(id, index.stamp(nodeId), classA, classB) && !isExcludedStill(nodeId, id)) {
                final long entry = search(child, height - 1, start, wholeChild);
                if (entry != OrderedIndex.NONE || gaveUp) {
                    return entry;
                }
            }
            bound = wholeChild ? Math.max(bound, overlays.boundA(id)) : Short.MAX_VALUE;
        }
        if (whole) {
            overlays.learn(overlay + index.nodeId(node, height), bound, classB);
        }
        return OrderedIndex.NONE;
    }

    /** Whether a node was excluded until one entry was added below it, which does not help; if so, learns it. */
    private boolean isExcludedStill(final int nodeId, final int id) {
        if (!overlays.excludes(id, index.stampBefore(nodeId), classA, classB)) {
            return false;
        }
        if (Work.ENABLED) {
            cluster.work.entriesCompared++;
        }
        final int added = index.lastAdded(nodeId);
        int bound = overlays.boundA(id);
        if (only == null ? admits(added) : only.admits(added)) {
            if (slot.order == IndexOrder.ORDINAL) {
                return false;
            }
            final int pruning = IndexOrder.pruningAmount(slot.order, columns.freeCpu[added], columns.freeMemory[added]);
            bound = Math.max(bound, SizeClass.of(pruning) + 1);
        }
        if (bound > classA) {
            return false;
        }
        overlays.learn(id, bound, overlays.boundB(id));
        return true;
    }

    /**
     * Looks for an entry in a leaf, and learns, if none of the whole leaf will do, one more than the highest class of
     * the entries that the filter admits, whatever this demand asks.
     */
    private long searchLeaf(final int node, final int from, final int to, final boolean whole) {
        if (Work.ENABLED) {
            cluster.work.entriesCompared += to - from;
        }
        final boolean byOrdinal = slot.order == IndexOrder.ORDINAL;
        int bound = byOrdinal ? classA : 0;
        for (int at = from; at < to; at++) {
            final long entry = index.entry(at);
            final int entryClass = index.classA(entry);
            final boolean mayFit = entryClass >= classA && index.classB(entry) >= classB;
            if (!mayFit && (byOrdinal || entryClass < bound)) {
                continue;
            }
            final int ordinal = IndexOrder.ordinal(slot.order, entry);
            if (only == null ? admits(ordinal) : only.admits(ordinal)) {
                if (mayFit && fits(ordinal)) {
                    return entry;
                }
                bound = byOrdinal ? bound : Math.max(bound, entryClass + 1);
            }
        }
        if (whole) {
            overlays.learn(overlay + index.nodeId(node, 0), bound, classB);
        }
        return OrderedIndex.NONE;
    }
}
