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
 * The searches of one placement in its indexes: the first instance, in the order of an index, that has the CPU and
 * memory and that a request admits.
 *
 * <p>Cost: O(log N) for each search, and the instances passed over. The searches of a placement share a budget of
 * instances to pass over; the one that exceeds it gives up, and the placement goes over to a scan.
 */
final class Walk {
    static final int NOTHING = -1;

    /** In place of an ordinal: none came by soon. */
    static final int NOT_SOON = -2;

    private final Cluster cluster;
    private final Columns columns;
    private final Eligibility eligibility;
    private final Request request;

    private OrderedIndex index;
    private int cpu;
    private int memory;

    /** How many more instances may be passed over, of how many; below 0 = it has given up. */
    private int budget;

    private int granted;

    /** Whether CPU and memory alone decide, but for {@link #untouched} and {@link #valueSlot}. */
    private boolean admitsAll;

    /** The filter that decides together with CPU and memory, but for those two; null = there is more to decide. */
    private Filter only;

    /** Whether only instances without tasks of the group are asked for. */
    private boolean untouched;

    /** Only instances whose value in this index has {@link #valueCount} tasks of the group; null = any. */
    private IndexSlot valueSlot;

    private int valueCount;

    Walk(final Cluster cluster, final Eligibility eligibility, final Request request) {
        this.cluster = cluster;
        this.columns = cluster.columns;
        this.eligibility = eligibility;
        this.request = request;
    }

    /** Begins a placement. */
    void begin() {
        final DemandRecord demand = request.plan.demand;
        cpu = demand.cpu;
        memory = demand.memory;
        granted = Request.budget(columns.size());
        budget = granted;
        admitsAll = !request.plan.asksMore && request.exclusion == null;
        only = request.exclusion == null && request.plan.asksMore ? request.plan.more.only() : null;
        untouched = false;
        valueSlot = null;
    }

    void in(final OrderedIndex newIndex) {
        index = newIndex;
    }

    /** Asks only for instances without tasks of the group, or for any. */
    void askUntouched(final boolean only) {
        untouched = only;
    }

    boolean gaveUp() {
        return budget < 0;
    }

    /** How many instances with the CPU and memory were passed over, or looked at by themselves. */
    int passed() {
        return granted - budget;
    }

    /** The first admitted instance of a bucket, or {@link #NOTHING}: there is none, or the budget is spent. */
    int first(final int bucket) {
        int ordinal = index.first(bucket, cpu, memory);
        if (!untouched && valueSlot == null) {
            if (admitsAll) {
                return ordinal;
            }
            if (only != null) {
                return firstMember(ordinal);
            }
        }
        while (ordinal != NOTHING && !admits(ordinal)) {
            if (--budget < 0) {
                return NOTHING;
            }
            ordinal = index.next();
        }
        return ordinal;
    }

    private int firstMember(final int from) {
        final Filter members = only;
        int ordinal = from;
        while (ordinal != NOTHING && !members.admits(ordinal)) {
            if (--budget < 0) {
                return NOTHING;
            }
            ordinal = index.next();
        }
        return ordinal;
    }

    /**
     * The first admitted instance of all whose value, by which another index is partitioned, has a number of tasks of
     * the group; or {@link #NOTHING}; or {@link #NOT_SOON} after so many were passed over, which are not of the budget.
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

    /** The first instance of a bucket that fits and is admitted, however many are passed over; or {@link #NOTHING}. */
    int firstFit(final int bucket) {
        return admittedFrom(index.first(bucket, cpu, memory));
    }

    /** The next one, or {@link #NOTHING}. */
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

    /** Whether an instance that is in an index, looked at by itself, fits and is admitted; it counts as passed over. */
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

    /** Whether an instance with the CPU and memory is admitted. */
    private boolean admits(final int ordinal) {
        final Plan plan = request.plan;
        return (!untouched || countOn(ordinal) == 0)
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
