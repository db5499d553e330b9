package dev.berth.internal.select;

import dev.berth.Exclusion;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.filter.FilterSet;
import dev.berth.internal.index.IndexNodes;
import dev.berth.internal.index.IndexOrder;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.index.OrderedIndex;
import dev.berth.internal.index.SizeClass;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Work;

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

    /** No class is above. */
    private static final int UNBOUNDED = Short.MAX_VALUE;

    private static final int MAY_FIT = -1;

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
    /** Whether CPU and memory alone decide, but for the levels that are asked. */
    private boolean admitsAll;

    private boolean hasFewMembers;
    private boolean bucketIsFilter;
    private boolean gaveUp;

    private IndexSlot slot;
    private OrderedIndex index;
    private int askedA;
    private int askedB;
    private int classA;
    private int classB;
    private int overlay;
    private long start;

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
        admitsAll = !newPlan.asksMore && newExclusion == null;
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
        final boolean byOrdinal = newSlot.order == IndexOrder.ORDINAL;
        askedA = IndexOrder.pruningAmount(newSlot.order, demand.cpu, demand.memory);
        askedB = byOrdinal ? demand.memory : 0;
        classA = SizeClass.of(askedA);
        classB = SizeClass.of(askedB);
    }

    /** The first admitted instance of a bucket, or {@link #NOTHING}. */
    int first(final int bucket) {
        if (admitsAll && level == ANY && valueSlot == null) {
            return index.first(bucket, demand.cpu, demand.memory);
        }
        if (mayLearn() && overlays.knows(overlayKey(), overlayFilter())) {
            return firstWithOverlay(bucket);
        }
        int ordinal = index.first(bucket, demand.cpu, demand.memory);
        int passed = 0;
        while (ordinal != NOTHING) {
            if (admits(ordinal)) {
                return ordinal;
            }
            if (++passed == PATIENCE && mayLearn()) {
                if (!hasFewMembers || !overlays.isCrowded()) {
                    return firstWithOverlay(bucket);
                }
                limit = PATIENCE;
            }
            if (passed >= limit || --budget < 0) {
                gaveUp = true;
                return NOTHING;
            }
            ordinal = index.next();
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
        return admittedFrom(index.first(bucket, demand.cpu, demand.memory));
    }

    /** The next one, or {@link #NOTHING}. */
    int nextFit() {
        return admittedFrom(index.next());
    }

    private int admittedFrom(final int from) {
        int ordinal = from;
        while (ordinal != NOTHING && !bucketIsFilter && !admits(ordinal)) {
            ordinal = index.next();
        }
        return ordinal;
    }

    /** Whether an instance that is in an index has the CPU and memory. */
    boolean fits(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return (demand.cpu <= columns.freeCpu(ordinal) || demand.cpu == 0)
                && (demand.memory <= columns.freeMemory(ordinal) || demand.memory == 0);
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

    // ---- with an overlay -------------------------------------------------------------------------------------------

    /** Whether all that the filter reads is seen by the index: each change of it stamps the entry. */
    private boolean mayLearn() {
        return !overlays.isEmpty()
                && exclusion == null
                && valueSlot == null
                && plan.more.mayLearn
                && (level != ANY || plan.asksMore);
    }

    private int firstWithOverlay(final int bucket) {
        if (index.size(bucket) == 0) {
            return NOTHING;
        }
        overlay = overlays.open(overlayKey(), overlayFilter());
        only = level == ANY && !plan.more.checksMore && plan.more.filters.length == 1 ? plan.more.filters[0] : null;
        start = IndexOrder.start(slot.order, demand.cpu, demand.memory);
        return search(index.rootOf(bucket), index.heightOf(bucket), false);
    }

    private long overlayKey() {
        return plan.more.id << 8 | slot.number;
    }

    private long overlayFilter() {
        return level == ANY && !plan.more.distinct ? 0 : (long) group << 32 | level + 1;
    }

    /**
     * The first admitted instance below the node that a slot describes, at or above the start; {@code whole} = all
     * entries of the node are, and it is not known that none of them can help.
     */
    private int search(final int at, final int height, final boolean whole) {
        if (Work.ENABLED) {
            cluster.work.blocksVisited++;
        }
        final long described = index.slotAt(at);
        final int node = IndexNodes.child(described);
        final int to = IndexNodes.end(described, height);
        if (height > 0) {
            final int from = whole ? IndexNodes.first(described, height) : index.childFor(described, start, 0);
            return searchInner(node, from, to, height, whole);
        }
        final int from = whole ? IndexNodes.first(described, 0) : index.lowerBound(described, start, 0);
        budget -= to - from;
        if (budget < 0) {
            gaveUp = true;
            return NOTHING;
        }
        return searchLeaf(node, from, to, whole);
    }

    private int searchInner(final int node, final int from, final int to, final int height, final boolean whole) {
        int bound = index.usesB ? classA : 0;
        for (int at = from; at < to; at++) {
            if (Work.ENABLED) {
                cluster.work.blocksVisited++;
            }
            final long known = index.slotAt(at);
            final int beyond = boundIfTooSmall(at, known);
            if (beyond != MAY_FIT) {
                bound = Math.max(bound, beyond);
                continue;
            }
            final boolean wholeChild = whole || at > from;
            final int nodeId = index.nodeId(IndexNodes.child(known), height - 1);
            final int id = overlay + nodeId;
            if (!wholeChild
                    || !overlays.excludes(id, index.stamp(nodeId), classA, classB) && !isExcludedStill(nodeId, id)) {
                final int found = search(at, height - 1, wholeChild);
                if (found != NOTHING || gaveUp) {
                    return found;
                }
            }
            bound = wholeChild ? Math.max(bound, overlays.boundA(id)) : UNBOUNDED;
        }
        if (whole) {
            overlays.learn(overlay + index.nodeId(node, height), bound, classB);
        }
        return NOTHING;
    }

    /**
     * Returns one more than the highest class that a child has, if its largest amounts are less than asked; else
     * MAY_FIT.
     */
    private int boundIfTooSmall(final int at, final long known) {
        if (askedA > 0 && IndexNodes.most(known) < askedA) {
            return SizeClass.of(IndexNodes.most(known)) + 1;
        }
        if (askedB > 0 && index.mostB[at] < askedB) {
            return SizeClass.of(index.mostB[at]) < classB ? classA : UNBOUNDED;
        }
        return MAY_FIT;
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
            if (index.usesB) {
                return false;
            }
            final int pruning = IndexOrder.pruningAmount(slot.order, columns.freeCpu(added), columns.freeMemory(added));
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
    private int searchLeaf(final int node, final int from, final int to, final boolean whole) {
        if (Work.ENABLED) {
            cluster.work.entriesCompared += to - from;
        }
        final boolean byOrdinal = index.usesB;
        int bound = byOrdinal ? classA : 0;
        for (int at = from; at < to; at++) {
            final int ordinal = index.ordinalAt(at);
            final int entryClass = index.classA(at);
            final boolean mayFit = entryClass >= classA && (!byOrdinal || index.classB(at) >= classB);
            if (!mayFit && (byOrdinal || entryClass < bound)) {
                continue;
            }
            if (only == null ? admits(ordinal) : only.admits(ordinal)) {
                if (mayFit && fits(ordinal)) {
                    return ordinal;
                }
                bound = byOrdinal ? UNBOUNDED : Math.max(bound, entryClass + 1);
            }
        }
        if (whole) {
            overlays.learn(overlay + index.nodeId(node, 0), bound, classB);
        }
        return NOTHING;
    }
}
