package dev.berth.internal.select;

import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.filter.Filter;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.index.OrderedIndex;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Work;

/**
 * The searches of one placement in its indexes. Each finds the first instance, in the order of an index, that has the
 * CPU and memory and that the request admits.
 *
 * <p>A search is O(log N), plus one step for each instance passed over. All searches of a placement share one budget of
 * instances to pass over. The search that exceeds the budget gives up, and the placement continues with a scan.
 */
final class Walk {
    static final int NOTHING = -1;

    /** The result of a bounded search that passed over its limit of instances. */
    static final int NOT_SOON = -2;

    private final Cluster cluster;
    private final Columns columns;
    private final Eligibility eligibility;
    private final Request request;

    private OrderedIndex index;
    private int cpu;
    private int memory;

    /** The number of instances that may still be passed over; negative once a search has given up. */
    private int budget;

    private int granted;

    /**
     * Whether every instance with the CPU and memory is admitted, apart from {@link #withoutTasks} and
     * {@link #valueSlot}.
     */
    private boolean admitsAll;

    /**
     * The filter that admits an instance on its own, apart from {@link #withoutTasks} and {@link #valueSlot}; null if
     * the plan has further checks or none.
     */
    private Filter only;

    /** Whether the search is narrowed to instances without tasks of the group. */
    private boolean withoutTasks;

    /**
     * The index by whose buckets the search is narrowed to values with {@link #valueCount} tasks; null if any value
     * will do.
     */
    private IndexSlot valueSlot;

    private int valueCount;

    Walk(final Cluster cluster, final Eligibility eligibility, final Request request) {
        this.cluster = cluster;
        this.columns = cluster.columns;
        this.eligibility = eligibility;
        this.request = request;
    }

    /** Begins a placement with a full budget. */
    void begin() {
        final DemandRecord demand = request.plan.demand;
        cpu = demand.cpu;
        memory = demand.memory;
        granted = Request.budget(columns.size());
        budget = granted;
        admitsAll = !request.plan.asksMore && request.exclusion == null;
        only = request.exclusion == null && request.plan.asksMore ? request.plan.more.only() : null;
        withoutTasks = false;
        valueSlot = null;
    }

    void in(final OrderedIndex newIndex) {
        index = newIndex;
    }

    /** Sets whether the next searches are narrowed to instances without tasks of the group. */
    void admitWithoutTasks(final boolean only) {
        withoutTasks = only;
    }

    boolean gaveUp() {
        return budget < 0;
    }

    /** Returns how many instances with the CPU and memory this placement has passed over or checked one by one. */
    int passed() {
        return granted - budget;
    }

    /**
     * Returns the first admitted instance of a bucket. Returns {@link #NOTHING} if there is none or the budget is
     * spent.
     */
    int first(final int bucket) {
        if (!withoutTasks && valueSlot == null) {
            if (admitsAll) {
                return index.first(bucket, cpu, memory);
            }
            if (only != null) {
                final int found = index.firstMember(bucket, cpu, memory, only, budget);
                budget -= index.passedOver();
                return found;
            }
        }
        int ordinal = index.first(bucket, cpu, memory);
        while (ordinal != NOTHING && !admits(ordinal)) {
            if (--budget < 0) {
                return NOTHING;
            }
            ordinal = index.next();
        }
        return ordinal;
    }

    /**
     * Returns the first admitted instance, in the whole cluster, whose value in another index has a given number of
     * tasks of the group. Returns {@link #NOTHING} if there is none, and {@link #NOT_SOON} after {@code limit}
     * instances were passed over. These instances are outside the budget of the placement.
     */
    int firstUnder(final IndexSlot partitioned, final int count, final int limit) {
        final int left = budget;
        budget = limit - 1;
        valueSlot = partitioned;
        valueCount = count;
        final int found = first(0);
        valueSlot = null;
        final boolean isSoon = budget >= 0;
        budget = left;
        return isSoon ? found : NOT_SOON;
    }

    /** Returns the first admitted instance of a bucket, or {@link #NOTHING}. This search has no budget. */
    int firstFit(final int bucket) {
        return admittedFrom(index.first(bucket, cpu, memory));
    }

    /** Returns the next admitted instance after that of {@link #firstFit}, or {@link #NOTHING}. */
    int nextFit() {
        return admittedFrom(index.next());
    }

    private int admittedFrom(final int from) {
        final boolean bucketIsFilter = request.plan.keyIsAll && request.exclusion == null;
        int ordinal = from;
        while (ordinal != NOTHING && !bucketIsFilter && !admits(ordinal)) {
            ordinal = index.next();
        }
        return ordinal;
    }

    /** Answers whether an indexed instance fits and is admitted. The check takes one from the budget. */
    boolean takes(final int ordinal) {
        budget--;
        return fits(ordinal) && admits(ordinal);
    }

    private boolean fits(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return request.plan.demand.fits(columns.free[ordinal]);
    }

    /** Answers whether an instance that has the CPU and memory is admitted. */
    private boolean admits(final int ordinal) {
        final Plan plan = request.plan;
        return (!withoutTasks || countOn(ordinal) == 0)
                && (valueSlot == null || countUnder(ordinal) == valueCount)
                && (!plan.asksMore || eligibility.passesMore(plan, request.group, ordinal))
                && (request.exclusion == null || !request.exclusion.contains(ordinal));
    }

    private int countOn(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return cluster.counts.onInstance(request.group, ordinal);
    }

    private int countUnder(final int ordinal) {
        if (Work.ENABLED) {
            cluster.work.columnsRead++;
        }
        return cluster.counts.get(request.group, request.plan.spreadField, valueSlot.bucketOf[ordinal]);
    }
}
