package dev.berth.internal;

import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.Reason;
import dev.berth.internal.cluster.Amounts;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.index.OrderedIndex;
import dev.berth.internal.plan.PlainPlans;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.plan.Planner;
import dev.berth.internal.select.Eligibility;
import dev.berth.internal.select.Selector;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.SplitMix;
import dev.berth.internal.state.TaskTable;
import dev.berth.internal.state.UndoLog;
import dev.berth.internal.state.Work;

/**
 * The hot commands on tasks: place, hold, claim, adopt and release. Each checks handles and limits. It returns a
 * handle, or the code of a reason after which the state is unchanged. No command allocates.
 */
public final class Placements {
    private static final int DONE = 0;

    private final Cluster cluster;
    private final Columns columns;
    private final Groups groups;
    private final TaskTable tasks;
    private final Planner planner;
    private final PlainPlans plain;
    private final IndexSlot[] slots;
    private final Amounts amounts;
    private final Eligibility eligibility;
    private final Selector selector;
    private final SplitMix random;
    private final Work work;
    private final UndoLog undo;

    Placements(
            final Cluster cluster,
            final Planner planner,
            final Amounts amounts,
            final Eligibility eligibility,
            final Selector selector,
            final SplitMix random) {
        this.cluster = cluster;
        columns = cluster.columns;
        groups = cluster.groups;
        tasks = cluster.tasks;
        work = cluster.work;
        undo = cluster.undo;
        this.planner = planner;
        plain = planner.plain;
        slots = cluster.indexes.slots;
        this.amounts = amounts;
        this.eligibility = eligibility;
        this.selector = selector;
        this.random = random;
    }

    public long place(final long planHandle, final long groupHandle, final Exclusion exclusion) {
        final long result = tryPlace(planHandle, groupHandle, exclusion);
        if (Work.ENABLED) {
            work.endOperation();
        }
        return result;
    }

    private long tryPlace(final long planHandle, final long groupHandle, final Exclusion exclusion) {
        final int plan = planner.planSlot(planHandle);
        final int group = groups.slot(groupHandle);
        if ((plan | group) < 0) {
            return unknown(plan);
        }
        if (tasks.isFull()) {
            return Reason.MAX_TASKS.code();
        }
        if (undo.isOpen() && lacksUndo(planner.planAt(plan), group)) {
            return Reason.MAX_UNDO.code();
        }
        final int index = plain.index(plan);
        if (index >= 0 && exclusion == null && groups.fields[group] == 0 && slots[index].isLive()) {
            return placePlain(plan, group, slots[index].index);
        }
        return placeByRoute(planner.planAt(plan), group, exclusion);
    }

    /** Places a task by one search in one index; no count or port is kept for the task. */
    private long placePlain(final int plan, final int group, final OrderedIndex index) {
        final int ordinal = index.first(0, plain.cpu(plan), plain.memory(plan));
        return ordinal == OrderedIndex.NONE
                ? Reason.NOTHING_ELIGIBLE.code()
                : tasks.handle(cluster.addTask(ordinal, plain.demand(plan), group, true));
    }

    private long placeByRoute(final Plan plan, final int group, final Exclusion exclusion) {
        if (!keepsCounts(plan, group)) {
            return Reason.MAX_COUNTS.code();
        }
        final long before = random.state();
        final int ordinal = selector.select(plan, group, exclusion);
        if (ordinal == Selector.NOTHING) {
            return Reason.NOTHING_ELIGIBLE.code();
        }
        final long result = commit(plan.demand, group, ordinal, true);
        if (result < 0) {
            random.restore(before);
        }
        return result;
    }

    /** Answers whether the counts of a group that a plan needs are kept. Begins to keep them if there is room. */
    private boolean keepsCounts(final Plan plan, final int group) {
        final long added = plan.fields & ~groups.fields[group];
        if (added == 0) {
            return true;
        }
        if (!cluster.track(group, plan.fields)) {
            return false;
        }
        if (undo.isOpen()) {
            undo.add(UndoLog.COUNTED, group, (int) added, (int) (added >>> 32), 0, 0);
        }
        return true;
    }

    /** Answers whether the undo log lacks room for a placement and the counts that it may begin to keep. */
    private boolean lacksUndo(final Plan plan, final int group) {
        return undo.lacks((plan.fields & ~groups.fields[group]) == 0 ? 1 : 2);
    }

    private static int unknown(final int plan) {
        return plan < 0 ? Reason.UNKNOWN_PLAN.code() : Reason.UNKNOWN_GROUP.code();
    }

    /** Adds a task if the tables have room. Returns its handle, or the code of the limit that is reached. */
    private long commit(final DemandRecord demand, final int group, final int ordinal, final boolean charged) {
        final int room = room(demand, group, ordinal);
        return room != DONE ? room : tasks.handle(cluster.addTask(ordinal, demand.slot, group, charged));
    }

    public long placeOn(final long planHandle, final long groupHandle, final int ordinal) {
        final long result = tryPlaceOn(planHandle, groupHandle, ordinal);
        if (Work.ENABLED) {
            work.endOperation();
        }
        return result;
    }

    private long tryPlaceOn(final long planHandle, final long groupHandle, final int ordinal) {
        final Plan plan = planner.plan(planHandle);
        final int group = groups.slot(groupHandle);
        final int notConsidered = notConsidered(plan, group, ordinal);
        if (notConsidered != DONE) {
            return notConsidered;
        }
        if (!keepsCounts(plan, group)) {
            return Reason.MAX_COUNTS.code();
        }
        final int failed = failed(plan, group, ordinal);
        return failed == DONE ? commit(plan.demand, group, ordinal, true) : failed;
    }

    /** Returns the code that refuses a task on an instance before its checks are made, or {@link #DONE}. */
    private int notConsidered(final Plan plan, final int group, final int ordinal) {
        if (plan == null || group < 0) {
            return unknown(plan == null ? -1 : 0);
        }
        if (!columns.isRegistered(ordinal)) {
            return Reason.UNKNOWN_INSTANCE.code();
        }
        if ((columns.flags[ordinal] & Columns.ACTIVE) == 0) {
            return Reason.NOT_ACTIVE.code();
        }
        if (!plan.more.isOfProvider(ordinal)) {
            return Reason.OTHER_PROVIDER.code();
        }
        if (tasks.isFull()) {
            return Reason.MAX_TASKS.code();
        }
        return undo.isOpen() && lacksUndo(plan, group) ? Reason.MAX_UNDO.code() : DONE;
    }

    /** Returns the code of the first check that an instance fails, or {@link #DONE}. */
    private int failed(final Plan plan, final int group, final int ordinal) {
        final int failures = eligibility.failures(plan, group, ordinal, 0);
        return failures == 0 ? DONE : Eligibility.reason(Integer.numberOfTrailingZeros(failures)).code();
    }

    public int canPlaceOn(final long planHandle, final long groupHandle, final int ordinal) {
        final Plan plan = planner.plan(planHandle);
        final int group = groups.slot(groupHandle);
        int result = notConsidered(plan, group, ordinal);
        if (result == DONE) {
            final long added = plan.fields & ~groups.fields[group];
            if (added != 0 && !cluster.track(group, plan.fields)) {
                return Reason.MAX_COUNTS.code();
            }
            result = failed(plan, group, ordinal);
            result = result == DONE ? room(plan.demand, group, ordinal) : result;
            if (added != 0) {
                cluster.untrack(group, added);
            }
        }
        if (Work.ENABLED) {
            work.endOperation();
        }
        return result;
    }

    public int canPlace(final long planHandle, final long groupHandle) {
        final int result = tryCanPlace(planHandle, groupHandle);
        if (Work.ENABLED) {
            work.endOperation();
        }
        return result;
    }

    private int tryCanPlace(final long planHandle, final long groupHandle) {
        final Plan plan = planner.plan(planHandle);
        final int group = groups.slot(groupHandle);
        if (plan == null || group < 0) {
            return unknown(plan == null ? -1 : 0);
        }
        if (tasks.isFull()) {
            return Reason.MAX_TASKS.code();
        }
        if (undo.isOpen() && lacksUndo(plan, group)) {
            return Reason.MAX_UNDO.code();
        }
        final long added = plan.fields & ~groups.fields[group];
        if (added != 0 && !cluster.track(group, plan.fields)) {
            return Reason.MAX_COUNTS.code();
        }
        final long before = random.state();
        final int ordinal = selector.select(plan, group, null);
        random.restore(before);
        final int result =
                ordinal == Selector.NOTHING ? Reason.NOTHING_ELIGIBLE.code() : room(plan.demand, group, ordinal);
        if (added != 0) {
            cluster.untrack(group, added);
        }
        return result;
    }

    /**
     * Returns {@link #DONE} if ports and counts have room for one more task, otherwise the code of the limit that is
     * reached.
     */
    private int room(final DemandRecord demand, final int group, final int ordinal) {
        if (columns.ports.free() < demand.ports.length) {
            return Reason.MAX_PORTS.code();
        }
        return cluster.hasCountRoom(group, ordinal) ? DONE : Reason.MAX_COUNTS.code();
    }

    public long adopt(final long demandHandle, final long groupHandle, final int ordinal, final boolean counted) {
        final DemandRecord demand = cluster.demands.find(demandHandle);
        if (demand == null || cluster.demands.isDropped(demand.slot)) {
            return Reason.UNKNOWN_DEMAND.code();
        }
        final int group = groups.slot(groupHandle);
        if (group < 0) {
            return Reason.UNKNOWN_GROUP.code();
        }
        if (!columns.isRegistered(ordinal)) {
            return Reason.UNKNOWN_INSTANCE.code();
        }
        if (tasks.isFull()) {
            return Reason.MAX_TASKS.code();
        }
        if (undo.lacks(1)) {
            return Reason.MAX_UNDO.code();
        }
        if (counted ? amounts.overflowsWhenReleased(demand, ordinal) : amounts.underflows(demand, ordinal)) {
            return Reason.OUT_OF_RANGE.code();
        }
        if (demand.ports.length > 0 && columns.portCountWith(ordinal, demand.ports) > Instance.MAX_PORTS) {
            return Reason.OUT_OF_RANGE.code();
        }
        return commit(demand, group, ordinal, !counted);
    }

    public int release(final long handle) {
        final int task = tasks.slot(handle);
        if (task == TaskTable.NONE) {
            return Reason.UNKNOWN_TASK.code();
        }
        if (undo.lacks(1)) {
            return Reason.MAX_UNDO.code();
        }
        cluster.removeTask(task);
        if (Work.ENABLED) {
            work.columnsRead++;
            work.endOperation();
        }
        return DONE;
    }

    /** Places a task and marks it as held. Returns the same as {@link #place}. */
    public long hold(final long plan, final long group) {
        final long task = place(plan, group, null);
        if (task >= 0) {
            tasks.setHeld(tasks.slot(task), true);
        }
        return task;
    }

    public int claim(final long handle) {
        final int task = tasks.slot(handle);
        if (task == TaskTable.NONE) {
            return Reason.UNKNOWN_TASK.code();
        }
        if (!tasks.isHeld(task)) {
            return Reason.NOT_HELD.code();
        }
        if (undo.isOpen()) {
            if (undo.lacks(1)) {
                return Reason.MAX_UNDO.code();
            }
            undo.add(UndoLog.CLAIMED, task);
        }
        tasks.setHeld(task, false);
        return DONE;
    }
}
