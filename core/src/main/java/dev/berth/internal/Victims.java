package dev.berth.internal;

import dev.berth.Reason;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.cluster.Savepoints;
import dev.berth.internal.plan.Plan;
import dev.berth.internal.plan.Planner;
import dev.berth.internal.select.Eligibility;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.Demands;
import dev.berth.internal.state.TaskTable;
import java.util.Arrays;

/**
 * The search for the instance on which the least important tasks must stop for another task. {@code Preemption} has the
 * definition.
 *
 * <p>The search visits the priorities in ascending order. At each it adds the demands of the tasks of this priority to
 * what remains of their instances, and examines the instances that then have enough CPU and memory. Any other instance
 * needs a victim of higher priority, so it is worse. Once more tasks than instances would be visited, the search
 * examines the remaining instances in the order of ordinals instead.
 */
public final class Victims {
    private static final long NO_VICTIM = Long.MIN_VALUE;

    /** The priority of each group by its slot. The caller sets them before each search. */
    public final int[] priorities;

    private final Cluster cluster;
    private final Columns columns;
    private final TaskTable tasks;
    private final Demands demands;
    private final Planner planner;
    private final Eligibility eligibility;
    private final Savepoints savepoints;

    /**
     * The groups of lower priority that have tasks, the lowest first; the priority is in the high 32 bits, the slot in
     * the low.
     */
    private final long[] levels;

    private final long[] freedCpu;
    private final long[] freedMemory;
    private final boolean[] isDone;

    /** The keys of the tasks of lower priority on the examined instance, in the order in which they are added back. */
    private long[] lower = new long[64];
    private int lowerCount;
    private int[] slots = new int[64];
    private boolean[] stops = new boolean[64];

    private Plan plan;
    private int group;
    private int own;
    private int leastPriority;
    private long mostCpu;
    private long mostMemory;
    private boolean isLogFull;

    private int best;
    private long bestHighest;
    private long bestSum;
    private long[] bestTasks = new long[64];
    private int bestCount;

    Victims(
            final Cluster cluster,
            final Planner planner,
            final Eligibility eligibility,
            final Savepoints savepoints) {
        this.cluster = cluster;
        columns = cluster.columns;
        tasks = cluster.tasks;
        demands = cluster.demands;
        this.planner = planner;
        this.eligibility = eligibility;
        this.savepoints = savepoints;
        final int instances = columns.flags.length;
        final int groups = cluster.groups.handles.slots();
        priorities = new int[groups];
        levels = new long[groups];
        freedCpu = new long[instances];
        freedMemory = new long[instances];
        isDone = new boolean[instances];
    }

    public int count() {
        return bestCount;
    }

    public long handle(final int index) {
        return bestTasks[index];
    }

    /** Returns the ordinal of the instance, or the code of a reason. */
    public int find(final long planHandle, final long groupHandle) {
        bestCount = 0;
        best = -1;
        plan = planner.plan(planHandle);
        group = cluster.groups.slot(groupHandle);
        if (plan == null || group < 0) {
            return plan == null ? Reason.UNKNOWN_PLAN.code() : Reason.UNKNOWN_GROUP.code();
        }
        isLogFull = false;
        own = priorities[group];
        mostCpu = demands.mostCpu();
        mostMemory = demands.mostMemory();
        search();
        if (isLogFull) {
            bestCount = 0;
            return Reason.MAX_UNDO.code();
        }
        return best < 0 ? Reason.NOTHING_ELIGIBLE.code() : best;
    }

    private void search() {
        final int limit = columns.limit();
        Arrays.fill(isDone, 0, limit, false);
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            if (plan.demand.fits(columns.free[ordinal])) {
                examine(ordinal);
                if (best >= 0 && bestCount == 0 || isLogFull) {
                    return;
                }
            }
        }
        final int groups = isSomeLargeEnough(limit) ? collectLevels() : 0;
        if (groups == 0) {
            return;
        }
        leastPriority = (int) (levels[0] >> 32);
        Arrays.fill(freedCpu, 0, limit, 0);
        Arrays.fill(freedMemory, 0, limit, 0);
        long left = columns.size();
        int from = 0;
        while (from < groups && !isLogFull) {
            final int priority = (int) (levels[from] >> 32);
            if (best >= 0 && bestHighest < priority) {
                return;
            }
            int to = from;
            while (to < groups && (int) (levels[to] >> 32) == priority) {
                left -= cluster.groups.taskCount[(int) levels[to++]];
            }
            if (left < 0) {
                examineAll(priority, limit);
                return;
            }
            examinePriority(priority, from, to);
            from = to;
        }
    }

    private boolean isSomeLargeEnough(final int limit) {
        for (int ordinal = 0; ordinal < limit; ordinal++) {
            if ((columns.flags[ordinal] & Columns.PLACEABLE) == Columns.PLACEABLE && isLargeEnough(ordinal)) {
                return true;
            }
        }
        return false;
    }

    private int collectLevels() {
        int count = 0;
        for (int slot = 0; slot < priorities.length; slot++) {
            if (cluster.groups.taskCount[slot] > 0 && priorities[slot] < own) {
                levels[count++] = (long) priorities[slot] << 32 | slot;
            }
        }
        sort(levels, count);
        return count;
    }

    /** Examines the instances that have enough once the tasks of one more priority stop. */
    private void examinePriority(final int priority, final int from, final int to) {
        for (int at = from; at < to; at++) {
            for (int task = cluster.groups.firstTask[(int) levels[at]];
                    task != TaskTable.NONE;
                    task = tasks.nextOfGroup(task)) {
                final int ordinal = tasks.instance(task);
                freedCpu[ordinal] += demands.cpu(tasks.demand(task));
                freedMemory[ordinal] += demands.memory(tasks.demand(task));
            }
        }
        for (int at = from; at < to; at++) {
            for (int task = cluster.groups.firstTask[(int) levels[at]];
                    task != TaskTable.NONE;
                    task = tasks.nextOfGroup(task)) {
                final int ordinal = tasks.instance(task);
                if (!isDone[ordinal]
                        && lacks(columns.freeCpu(ordinal) + freedCpu[ordinal], plan.demand.cpu) == 0
                        && lacks(columns.freeMemory(ordinal) + freedMemory[ordinal], plan.demand.memory) == 0
                        && canBeBest(ordinal, priority)) {
                    examine(ordinal);
                }
            }
        }
    }

    private void examineAll(final int priority, final int limit) {
        for (int ordinal = 0; ordinal < limit && !isLogFull; ordinal++) {
            if (!isDone[ordinal]
                    && (columns.flags[ordinal] & Columns.PLACEABLE) == Columns.PLACEABLE
                    && canBeBest(ordinal, priority)) {
                examine(ordinal);
            }
        }
    }

    /** Returns how much of an amount is missing. */
    private static long lacks(final long free, final int asked) {
        return asked == 0 ? 0 : Math.max(0, asked - free);
    }

    /**
     * Answers whether an instance may be better than the best so far. A task of a given priority or a higher one must
     * stop there.
     */
    private boolean canBeBest(final int ordinal, final int priority) {
        final long cpu = lacks(columns.freeCpu(ordinal), plan.demand.cpu);
        final long memory = lacks(columns.freeMemory(ordinal), plan.demand.memory);
        if (cpu > 0 && mostCpu == 0 || memory > 0 && mostMemory == 0 || !isLargeEnough(ordinal)) {
            return false;
        }
        if (best < 0 || priority < bestHighest || leastPriority < 0) {
            return true;
        }
        final long byCpu = cpu == 0 ? 1 : (cpu + mostCpu - 1) / mostCpu;
        final long byMemory = memory == 0 ? 1 : (memory + mostMemory - 1) / mostMemory;
        final long count = Math.max(byCpu, byMemory);
        final long sum = priority + (count - 1) * leastPriority;
        if (priority != bestHighest || sum != bestSum) {
            return priority == bestHighest && sum < bestSum;
        }
        return count < bestCount || count == bestCount && ordinal < best;
    }

    /**
     * Answers whether the registered CPU and memory suffice. At most these remain without tasks, unless a task was
     * adopted as counted.
     */
    private boolean isLargeEnough(final int ordinal) {
        return cluster.mayExceedRegistered
                || lacks(columns.registeredCpu[ordinal], plan.demand.cpu) == 0
                        && lacks(columns.registeredMemory[ordinal], plan.demand.memory) == 0;
    }

    // ---- one instance ----------------------------------------------------------------------------------------------

    /** Finds the victims on an instance, and keeps them if they are better than the best so far. */
    private void examine(final int ordinal) {
        isDone[ordinal] = true;
        if ((columns.flags[ordinal] & Columns.ACTIVE) == 0
                || !columns.isRegistered(ordinal)
                || !plan.more.isOfProvider(ordinal)) {
            return;
        }
        collectLower(ordinal);
        final boolean passes = plan.asksMore ? stopSome(ordinal) : stopSomeByAmounts(ordinal);
        if (!passes || isLogFull) {
            return;
        }
        long highest = NO_VICTIM;
        long sum = 0;
        int count = 0;
        for (int i = 0; i < lowerCount; i++) {
            if (stops[i]) {
                final int priority = priorities[tasks.group(slots[i])];
                highest = Math.max(highest, priority);
                sum += priority;
                count++;
            }
        }
        if (best < 0 || isBetter(highest, sum, count, ordinal)) {
            keep(ordinal, highest, sum, count);
        }
    }

    private boolean isBetter(final long highest, final long sum, final int count, final int ordinal) {
        if (highest != bestHighest) {
            return highest < bestHighest;
        }
        if (sum != bestSum) {
            return sum < bestSum;
        }
        return count != bestCount ? count < bestCount : ordinal < best;
    }

    private void keep(final int ordinal, final long highest, final long sum, final int count) {
        best = ordinal;
        bestHighest = highest;
        bestSum = sum;
        bestCount = 0;
        if (bestTasks.length < count) {
            bestTasks = new long[2 * count];
        }
        for (int i = 0; i < lowerCount; i++) {
            if (stops[i]) {
                bestTasks[bestCount++] = tasks.handle(slots[i]);
            }
        }
    }

    /**
     * Collects the tasks of lower priority, by descending priority, and within a priority in the order of placement.
     */
    private void collectLower(final int ordinal) {
        lowerCount = 0;
        int position = 0;
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final int priority = priorities[tasks.group(task)];
            if (priority < own) {
                if (lowerCount == lower.length) {
                    lower = Arrays.copyOf(lower, 2 * lowerCount);
                    slots = new int[lower.length];
                    stops = new boolean[lower.length];
                }
                lower[lowerCount++] = (long) ~priority << 32 | Integer.MAX_VALUE - position;
            }
            position++;
        }
        sort(lower, lowerCount);
        position = 0;
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final int priority = priorities[tasks.group(task)];
            if (priority < own) {
                final long key = (long) ~priority << 32 | Integer.MAX_VALUE - position;
                slots[Arrays.binarySearch(lower, 0, lowerCount, key)] = task;
            }
            position++;
        }
    }

    /**
     * Chooses the victims of a plan that asks for CPU and memory alone. Answers whether the checks pass without them.
     */
    private boolean stopSomeByAmounts(final int ordinal) {
        if ((columns.flags[ordinal] & Columns.CONNECTED) == 0) {
            return false;
        }
        long cpu = columns.freeCpu(ordinal);
        long memory = columns.freeMemory(ordinal);
        for (int i = 0; i < lowerCount; i++) {
            cpu += demands.cpu(tasks.demand(slots[i]));
            memory += demands.memory(tasks.demand(slots[i]));
        }
        if (lacks(cpu, plan.demand.cpu) > 0 || lacks(memory, plan.demand.memory) > 0) {
            return false;
        }
        for (int i = 0; i < lowerCount; i++) {
            final long cpuWith = cpu - demands.cpu(tasks.demand(slots[i]));
            final long memoryWith = memory - demands.memory(tasks.demand(slots[i]));
            stops[i] = lacks(cpuWith, plan.demand.cpu) > 0 || lacks(memoryWith, plan.demand.memory) > 0;
            if (!stops[i]) {
                cpu = cpuWith;
                memory = memoryWith;
            }
        }
        return true;
    }

    /**
     * Stops the tasks within a savepoint and adds back those that may stay. Answers whether the checks pass without
     * them.
     */
    private boolean stopSome(final int ordinal) {
        if (lowerCount == 0) {
            return eligibility.failures(plan, group, ordinal, 0) == 0;
        }
        isLogFull = cluster.undo.lacksRoomFor(1 + 3 * lowerCount);
        if (isLogFull) {
            return false;
        }
        // Each group and demand counts one more task meanwhile, so that it is not freed with its last task.
        for (int i = 0; i < lowerCount; i++) {
            cluster.groups.taskCount[tasks.group(slots[i])]++;
            demands.addTasks(tasks.demand(slots[i]), 1);
        }
        final long savepoint = savepoints.open();
        try {
            return stopSomeOf(ordinal);
        } finally {
            savepoints.rollback(savepoint);
            for (int i = 0; i < lowerCount; i++) {
                cluster.groups.taskCount[tasks.group(slots[i])]--;
                demands.addTasks(tasks.demand(slots[i]), -1);
            }
        }
    }

    private boolean stopSomeOf(final int ordinal) {
        for (int i = 0; i < lowerCount; i++) {
            // The groups and demands are copied, because the tasks that are added below reuse the slots of the removed
            // ones.
            lower[i] = (long) tasks.group(slots[i]) << 32 | tasks.demand(slots[i]);
        }
        for (int i = 0; i < lowerCount; i++) {
            cluster.removeTask(slots[i]);
        }
        if (eligibility.failures(plan, group, ordinal, 0) != 0) {
            return false;
        }
        for (int i = 0; i < lowerCount; i++) {
            final int back = cluster.addTask(ordinal, (int) lower[i], (int) (lower[i] >>> 32), true);
            stops[i] = eligibility.failures(plan, group, ordinal, 0) != 0;
            if (stops[i]) {
                cluster.removeTask(back);
            }
        }
        return true;
    }

    // ---- sorting without allocation --------------------------------------------------------------------------------

    /** Sorts the first numbers of an array (heapsort). */
    private static void sort(final long[] array, final int size) {
        for (int i = size / 2 - 1; i >= 0; i--) {
            sift(array, i, size);
        }
        for (int end = size - 1; end > 0; end--) {
            final long last = array[end];
            array[end] = array[0];
            array[0] = last;
            sift(array, 0, end);
        }
    }

    private static void sift(final long[] array, final int from, final int size) {
        final long value = array[from];
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            child += child + 1 < size && array[child + 1] > array[child] ? 1 : 0;
            if (array[child] <= value) {
                break;
            }
            array[at] = array[child];
            at = child;
        }
        array[at] = value;
    }
}
