package dev.berth.internal.explain;

import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.index.IndexCheck;
import dev.berth.internal.index.IndexSlot;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.TaskTable;

/** A check, for tests, that derived state agrees with the columns and the task table. It runs in O(N + tasks). */
public final class Validation {
    private final Cluster cluster;
    private final Columns columns;
    private final TaskTable tasks;

    private Validation(final Cluster cluster) {
        this.cluster = cluster;
        columns = cluster.columns;
        tasks = cluster.tasks;
    }

    public static void validate(final Cluster cluster) {
        final Validation validation = new Validation(cluster);
        validation.instances();
        validation.groups();
        validation.resources();
        validation.indexes();
        require(cluster.filters.isValid(), "filter among live ones", cluster.filters.liveFilters());
    }

    private static void require(final boolean holds, final String what, final long ordinal) {
        if (!holds) {
            throw new IllegalStateException("invalid: " + what + " at " + ordinal);
        }
    }

    private void instances() {
        int registered = 0;
        int taskTotal = 0;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (!columns.isRegistered(ordinal)) {
                require(columns.flags[ordinal] == 0, "flags of no instance", ordinal);
                continue;
            }
            registered++;
            int onInstance = 0;
            for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
                require(tasks.instance(task) == ordinal, "task in the list of another instance", ordinal);
                onInstance++;
            }
            require(onInstance == columns.taskCount[ordinal], "number of tasks", ordinal);
            require(columns.ordinalOf(columns.id(ordinal)) == ordinal, "ordinal by id", ordinal);
            taskTotal += onInstance;
        }
        require(registered == columns.size(), "number of instances", registered);
        require(taskTotal == tasks.size(), "number of tasks in all", taskTotal);
    }

    private void groups() {
        final Groups groups = cluster.groups;
        int entries = 0;
        int taskTotal = 0;
        for (int group = 0; group < groups.handles.slots(); group++) {
            if (!groups.handles.isLive(group)) {
                continue;
            }
            int inGroup = 0;
            for (int task = groups.firstTask[group]; task != TaskTable.NONE; task = tasks.nextOfGroup(task)) {
                require(tasks.group(task) == group, "task in the list of another group", group);
                inGroup++;
            }
            require(inGroup == groups.taskCount[group], "number of tasks of group", group);
            taskTotal += inGroup;
            for (long left = groups.fields[group]; left != 0; left &= left - 1) {
                entries += field(group, Long.numberOfTrailingZeros(left));
            }
        }
        require(taskTotal == tasks.size(), "number of tasks in groups", taskTotal);
        require(entries == cluster.counts.size(), "number of counts", entries);
    }

    /** Checks the counts of a group for a field. Returns how many entries they take. */
    private int field(final int group, final int field) {
        require(cluster.fields.isLive(field), "field that no plan needs", field);
        final GroupCounts counts = cluster.counts;
        long sum = 0;
        int keys = 0;
        int last = -1;
        long level = counts.lowestLevel(group, field);
        for (; level != GroupCounts.NONE; level = counts.nextLevel(level)) {
            require(counts.countOfLevel(level) > last, "order of levels of group", group);
            last = counts.countOfLevel(level);
            int population = 0;
            for (long at = counts.firstOfLevel(level); at != GroupCounts.NONE; at = counts.nextOfLevel(at)) {
                require(counts.get(group, field, counts.keyOf(at)) == last, "count at its level of group", group);
                population++;
            }
            require(population == counts.populationOfLevel(level), "population of level of group", group);
            keys += population;
            sum += (long) last * population;
        }
        require(sum == cluster.groups.taskCount[group], "sum of counts of group", group);
        require(keys == counts.population(group, field), "population of group", group);
        for (int task = cluster.groups.firstTask[group]; task != TaskTable.NONE; task = tasks.nextOfGroup(task)) {
            require(
                    counts.get(group, field, cluster.fields.keyOf(tasks.instance(task), field)) > 0,
                    "count of a task of group",
                    group);
        }
        return keys == 0 ? 0 : keys + 1;
    }

    private void resources() {
        final long[] sum = new long[cluster.unassigned.length];
        int ports = 0;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (columns.isRegistered(ordinal)) {
                sum[Cluster.CPU] += columns.freeCpu(ordinal);
                sum[Cluster.MEMORY] += columns.freeMemory(ordinal);
                for (int i = 0; i < columns.amounts.length; i++) {
                    sum[Cluster.AMOUNTS + i] += columns.amounts[i].free(ordinal);
                }
                ports += columns.portCount[ordinal];
                for (int t = columns.firstTask[ordinal]; t != TaskTable.NONE; t = tasks.nextOfInstance(t)) {
                    final DemandRecord demand = cluster.demands.get(tasks.demand(t));
                    sum[Cluster.CPU] += demand.cpu;
                    sum[Cluster.MEMORY] += demand.memory;
                    for (int i = 0; i < demand.amounts.length; i++) {
                        sum[Cluster.AMOUNTS + demand.amountNumbers[i]] += demand.amounts[i];
                    }
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            require(sum[i] == cluster.unassigned[i], "conservation of resource", i);
        }
        for (int i = 0; i < columns.amounts.length; i++) {
            require(columns.isAmountValid(i), "levels of the further amount", i);
        }
        require(ports == columns.ports.limit() - columns.ports.free(), "number of ports", ports);
    }

    private void indexes() {
        int indexed = 0;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
                indexed++;
                require(
                        (columns.flags[ordinal] & Columns.PLACEABLE) == Columns.PLACEABLE,
                        "indexed instance that takes no task",
                        ordinal);
            } else if ((columns.flags[ordinal] & Columns.PLACEABLE) == Columns.PLACEABLE) {
                require(
                        columns.freeCpu(ordinal) < cluster.indexes.parkCpu()
                                || columns.freeMemory(ordinal) < cluster.indexes.parkMemory(),
                        "parked instance with room",
                        ordinal);
            }
        }
        for (final IndexSlot slot : cluster.indexes.slots) {
            if (slot.isOpen()) {
                IndexCheck.validate(slot.index);
                entries(slot, indexed);
            }
            values(slot);
        }
    }

    private void values(final IndexSlot slot) {
        for (int ordinal = 0; slot.column() >= 0 && ordinal < columns.limit(); ordinal++) {
            require(
                    !columns.isRegistered(ordinal)
                            || slot.bucketOf[ordinal] == cluster.fields.valueAmongAttributes(ordinal, slot.column()),
                    "value of an instance that is kept",
                    ordinal);
        }
    }

    private void entries(final IndexSlot slot, final int indexed) {
        int found = 0;
        int absent = 0;
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if ((columns.flags[ordinal] & Columns.INDEXED) != 0 && !slot.holds(ordinal)) {
                require(!slot.isMisplaced(ordinal), "member of a restricted index", ordinal);
                absent++;
            } else if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
                final int bucket = slot.partition.bucketOf(ordinal);
                require(!slot.isMisplaced(ordinal), "member of a restricted index", ordinal);
                require(slot.bucket(ordinal) == bucket, "bucket of an instance", ordinal);
                require(
                        slot.index.contains(bucket, ordinal, columns.freeCpu(ordinal), columns.freeMemory(ordinal)),
                        "entry of an instance in the index",
                        ordinal);
                found++;
            }
        }
        require(found + absent == indexed, "number of indexed instances", found);
        require(IndexCheck.totalSize(slot.index) == found, "number of entries of the index", found);
    }
}
