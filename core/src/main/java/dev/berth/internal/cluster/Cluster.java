package dev.berth.internal.cluster;

import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.internal.count.GroupCounts;
import dev.berth.internal.count.InstanceCounts;
import dev.berth.internal.filter.Filters;
import dev.berth.internal.index.Indexes;
import dev.berth.internal.state.AmountColumn;
import dev.berth.internal.state.AttributeUndo;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Demands;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.LongCounts;
import dev.berth.internal.state.PortKey;
import dev.berth.internal.state.SpreadFields;
import dev.berth.internal.state.TaskTable;
import dev.berth.internal.state.UndoLog;
import dev.berth.internal.state.Work;
import java.util.Map;

/**
 * The state of a cluster and the methods that change it. Every change is made here, so that columns, counts, filters
 * and indexes change together.
 */
public final class Cluster {
    public final UndoLog undo;
    public final Columns columns;
    public final Attributes attributes;
    final AttributeUndo attributeUndo;
    public final SpreadFields fields;
    public final Groups groups;
    public final GroupCounts counts;
    public final TaskTable tasks;
    public final Demands demands;
    public final Work work = new Work();
    public final Indexes indexes;
    public final Filters filters;

    /** The number of tasks whose records a batch reads before it releases them. */
    public static final int READ_AHEAD = 16;

    /** Whether, after an adoption as counted, more may remain without tasks than is registered. */
    public boolean mayExceedRegistered;

    private final int[] aheadSlots = new int[READ_AHEAD];

    /** The sum of all values read ahead. It keeps the compiler from removing these reads. */
    private long readAhead;

    /** The sums over all instances of what would remain without tasks, for comparison by {@code validate}. */
    public final long[] unassigned;

    /** The position of the CPU in {@link #unassigned}. */
    public static final int CPU = 0;

    /** The position of the memory in {@link #unassigned}. */
    public static final int MEMORY = 1;

    /** The position of the first further amount in {@link #unassigned}; the others follow by number. */
    public static final int AMOUNTS = 2;

    public Cluster(final EngineConfig config) {
        undo = new UndoLog(config.maxUndo());
        columns = new Columns(config.maxInstances(), config.maxPorts(), config.resources());
        unassigned = new long[AMOUNTS + columns.amounts.length];
        attributes = new Attributes(
                config.maxAttributeNames(),
                config.maxAttributeValues(),
                config.maxAttributes(),
                config.maxInstances(),
                undo);
        attributeUndo = new AttributeUndo(attributes, undo);
        fields = new SpreadFields(attributes);
        groups = new Groups(config.maxGroups(), undo);
        counts = new GroupCounts(
                config.maxCounts(),
                config.maxGroups(),
                new InstanceCounts(config.maxInstances()));
        tasks = new TaskTable(config.maxTasks());
        demands = new Demands(columns, attributes, config.maxDemands(), undo);
        indexes = new Indexes(columns, attributes, fields, counts, work, config);
        filters = new Filters(columns, attributes, groups, tasks, config);
    }

    public static void footprint(final EngineConfig config, final Map<String, Long> parts) {
        final int instances = config.maxInstances();
        parts.put("instances", Columns.footprintBytes(instances));
        if (!config.resources().isEmpty()) {
            parts.put("resources", Columns.footprintOfResources(instances, config.resources().size()));
        }
        parts.put("ports", LongCounts.footprintBytes(config.maxPorts()));
        parts.put("attributes", Attributes.footprintBytes(
                config.maxAttributeNames(), config.maxAttributeValues(), config.maxAttributes(), instances));
        parts.put("groups", Groups.footprintBytes(config.maxGroups()));
        parts.put("counts", GroupCounts.footprintBytes(config.maxCounts(), config.maxGroups())
                + InstanceCounts.footprintBytes(instances));
        parts.put("tasks", TaskTable.footprintBytes(config.maxTasks()));
        parts.put("undo", UndoLog.footprintBytes(config.maxUndo()));
        parts.put("filters", Filters.footprintBytes(config));
        parts.put("indexes", Indexes.footprintBytes(config));
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Registers an instance whose attributes are set.
     *
     * @param unusedEntry the result of {@link Attributes#highest()} before the attributes were set
     */
    public void register(final int ordinal, final Instance instance, final int unusedEntry) {
        if (undo.isOpen()) {
            undo.add(UndoLog.REGISTERED, ordinal, columns.limit(), unusedEntry, 0, 0);
        }
        columns.add(ordinal, instance);
        addUnassigned(ordinal, 1);
        indexes.setBuckets(ordinal);
        filters.registered(ordinal);
        indexes.index(ordinal);
    }

    public void deregister(final int ordinal) {
        forgetAmountsAndValues(ordinal);
        attributes.removeAll(ordinal);
        columns.remove(ordinal);
        filters.deregistered(ordinal);
    }

    /** Undoes {@link #register}. The instance must be as it was when it was registered. */
    void unregister(final int ordinal, final int limitBefore, final int unusedEntry) {
        forgetAmountsAndValues(ordinal);
        attributeUndo.unsetAll(ordinal, unusedEntry);
        columns.takeBack(ordinal, limitBefore);
        filters.deregistered(ordinal);
    }

    private void forgetAmountsAndValues(final int ordinal) {
        indexes.unindex(ordinal);
        addUnassigned(ordinal, -1);
        int entry = attributes.firstEntry(ordinal);
        while (entry != Attributes.NONE) {
            forgetLast(attributes.valueAt(entry));
            entry = attributes.nextEntry(entry);
        }
    }

    void setFlag(final int ordinal, final int flag, final boolean on) {
        indexes.unindex(ordinal);
        columns.flags[ordinal] = (byte) (on ? columns.flags[ordinal] | flag : columns.flags[ordinal] & ~flag);
        if (flag == Columns.CONNECTED) {
            filters.connectionChanged(ordinal);
        }
        indexes.index(ordinal);
    }

    /** Adds to what remains of an instance, apart from its tasks; {@code amounts} are further amounts by number. */
    void addFree(final int ordinal, final int cpu, final int memory, final int[] amounts) {
        unassigned[CPU] += cpu;
        unassigned[MEMORY] += memory;
        for (int i = 0; i < amounts.length; i++) {
            addAmount(ordinal, i, amounts[i]);
            unassigned[AMOUNTS + i] += amounts[i];
        }
        addFree(ordinal, cpu, memory);
    }

    private void addFree(final int ordinal, final int cpu, final int memory) {
        if ((cpu | memory) == 0) {
            indexes.touch(ordinal);
        } else {
            indexes.addFree(ordinal, cpu, memory);
        }
    }

    /** Releases one use of a host port that is not the use of a task. */
    void releasePort(final int ordinal, final int portKey) {
        if (columns.releasePort(ordinal, portKey)) {
            filters.portChanged(ordinal, portKey, true);
            indexes.touch(ordinal);
        }
    }

    private void addAmount(final int ordinal, final int number, final int delta) {
        final AmountColumn amount = columns.amounts[number];
        final int before = amount.free(ordinal);
        if (delta != 0) {
            amount.addFree(ordinal, delta);
            filters.amountChanged(number, ordinal, before);
        }
    }

    /** Adds (sign 1) or subtracts (sign −1) what remains of an instance without tasks. */
    private void addUnassigned(final int ordinal, final int sign) {
        unassigned[CPU] += sign * (long) columns.freeCpu(ordinal);
        unassigned[MEMORY] += sign * (long) columns.freeMemory(ordinal);
        for (int i = 0; i < columns.amounts.length; i++) {
            unassigned[AMOUNTS + i] += sign * (long) columns.amounts[i].free(ordinal);
        }
    }

    /** Adds (sign 1) or subtracts (sign −1) the demand of a task that was adopted as counted. */
    private void addUnassigned(final DemandRecord demand, final int sign) {
        unassigned[CPU] += (long) sign * demand.cpu;
        unassigned[MEMORY] += (long) sign * demand.memory;
        for (int i = 0; i < demand.amounts.length; i++) {
            unassigned[AMOUNTS + demand.amountNumbers[i]] += (long) sign * demand.amounts[i];
        }
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    /** Returns an upper bound of the counts needed to move an instance's tasks to another value of an attribute. */
    int countsToMove(final int ordinal, final int name) {
        int needed = 0;
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            needed += fieldOf(name, groups.fields[tasks.group(task)]) == 0 ? 0 : 2;
        }
        return needed;
    }

    void setAttribute(final int ordinal, final int value) {
        changeAttribute(ordinal, attributes.nameOf(value), value);
    }

    void removeAttribute(final int ordinal, final int name) {
        changeAttribute(ordinal, name, Attributes.NONE);
    }

    private void changeAttribute(final int ordinal, final int name, final int value) {
        if (undo.isOpen()) {
            final int old = attributes.valueOf(ordinal, name);
            final int entry =
                    old == Attributes.NONE ? attributes.highest() : attributeUndo.entryBefore(ordinal, name);
            undo.add(UndoLog.ATTRIBUTE, ordinal, value, old, entry, name);
        }
        final long[] before = beginChange(ordinal, name);
        if (value == Attributes.NONE) {
            attributes.remove(ordinal, name);
        } else {
            attributes.set(ordinal, value);
        }
        endChange(ordinal, name, before);
    }

    /**
     * Undoes the setting or the removal of an instance's value for a name.
     *
     * @param entry the entry before that of the name, or the highest entry if the instance had no value
     */
    void unchangeAttribute(
            final int ordinal, final int name, final int value, final int old, final int entry) {
        final long[] before = beginChange(ordinal, name);
        if (value == Attributes.NONE) {
            attributeUndo.unremove(ordinal, old, entry);
        } else {
            attributeUndo.unset(ordinal, value, old, entry);
        }
        endChange(ordinal, name, before);
    }

    /** Removes an instance from all that its value for a name decides. Returns the results of queries for the value. */
    private long[] beginChange(final int ordinal, final int name) {
        indexes.unindex(ordinal);
        countTasks(ordinal, name, false);
        final int old = attributes.valueOf(ordinal, name);
        if (old != Attributes.NONE) {
            forgetLast(old);
        }
        return filters.rowOf(ordinal, name);
    }

    private void endChange(final int ordinal, final int name, final long[] before) {
        indexes.setBuckets(ordinal);
        filters.attributeChanged(ordinal, name, before);
        countTasks(ordinal, name, true);
        indexes.index(ordinal);
    }

    /** Removes the counts of 0 for a value that one instance has and is about to lose. */
    private void forgetLast(final int value) {
        if (!counts.hasZeros() || attributes.instancesOf(value) > 1) {
            return;
        }
        final int name = attributes.nameOf(value);
        for (int group = 0; group < groups.handles.slots(); group++) {
            final int field = fieldOf(name, groups.fields[group]);
            if (field != 0) {
                counts.forgetZero(group, field, value);
            }
        }
    }

    private void countTasks(final int ordinal, final int name, final boolean add) {
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final int group = tasks.group(task);
            final int field = fieldOf(name, groups.fields[group]);
            if (field != 0) {
                count(group, field, ordinal, add);
            }
        }
    }

    /** Returns the attribute field with a name among some fields, or 0. */
    private int fieldOf(final int name, final long among) {
        for (long left = among & ~1L; left != 0; left &= left - 1) {
            final int field = Long.numberOfTrailingZeros(left);
            if (fields.name(field) == name) {
                return field;
            }
        }
        return 0;
    }

    private void count(final int group, final int field, final int ordinal, final boolean add) {
        if (Work.ENABLED) {
            work.columnsRead++;
        }
        if (add) {
            counts.increment(group, field, fields.keyOf(ordinal, field));
        } else {
            counts.decrement(group, field, fields.keyOf(ordinal, field));
            if (field == SpreadFields.INSTANCE && !counts.isWide(group)) {
                indexes.levels.forget(group);
            }
        }
    }

    // ---- groups ----------------------------------------------------------------------------------------------------

    /** Opens the group with a name, and makes it if there is none. */
    public long openGroup(final String name) {
        final boolean isKnown = groups.find(name) >= 0;
        if (!isKnown && groups.handles.isFull()) {
            throw new LimitExceededException("maxGroups", groups.handles.slots());
        }
        final int slot = groups.open(name);
        if (!isKnown) {
            filters.groupOpened(slot);
        }
        return groups.handles.handle(slot);
    }

    /** Begins to keep the counts of a group for some fields. Answers whether there was room for them. */
    public boolean track(final int group, final long wanted) {
        final long before = groups.fields[group];
        for (long left = wanted & ~groups.fields[group]; left != 0; left &= left - 1) {
            final int field = Long.numberOfTrailingZeros(left);
            for (int task = groups.firstTask[group]; task != TaskTable.NONE; task = tasks.nextOfGroup(task)) {
                if (counts.free() < 2 && counts.free() < needed(group, field, tasks.instance(task))) {
                    untrackUntil(group, field, task);
                    untrack(group, groups.fields[group] & ~before);
                    return false;
                }
                count(group, field, tasks.instance(task), true);
            }
            groups.fields[group] |= 1L << field;
        }
        return true;
    }

    private int needed(final int group, final int field, final int ordinal) {
        return counts.needed(group, field, fields.keyOf(ordinal, field));
    }

    private void untrackUntil(final int group, final int field, final int end) {
        for (int task = groups.firstTask[group]; task != end; task = tasks.nextOfGroup(task)) {
            count(group, field, tasks.instance(task), false);
        }
        groups.fields[group] &= ~(1L << field);
    }

    /** Stops keeping the counts of a group for some fields. */
    public void untrack(final int group, final long unwanted) {
        for (long left = unwanted; left != 0; left &= left - 1) {
            untrackUntil(group, Long.numberOfTrailingZeros(left), TaskTable.NONE);
        }
    }

    /** Stops keeping the counts of a field for all groups. */
    public void untrack(final int field) {
        for (int group = 0; group < groups.handles.slots(); group++) {
            if (groups.handles.isLive(group) && (groups.fields[group] >>> field & 1) != 0) {
                untrackUntil(group, field, TaskTable.NONE);
            }
        }
    }

    /** Answers whether the counts have room for one more task of a group on an instance. */
    public boolean hasCountRoom(final int group, final int ordinal) {
        final long tracked = groups.fields[group];
        if (counts.free() >= 2 * Long.bitCount(tracked)) {
            return true;
        }
        int needed = 0;
        for (long left = tracked; left != 0; left &= left - 1) {
            needed += needed(group, Long.numberOfTrailingZeros(left), ordinal);
        }
        return counts.free() >= needed;
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /**
     * Adds a task; there must be room for it in every table.
     *
     * @param charged whether its demand is subtracted from what remains. If not, the task takes over those of its
     *     ports that are in use and that no task has.
     * @return the slot of the task
     */
    public int addTask(final int ordinal, final int demand, final int group, final boolean charged) {
        final int task = tasks.add(ordinal, demand, group, columns.firstTask[ordinal], groups.firstTask[group]);
        if (undo.isOpen()) {
            undo.placed(task, charged);
        }
        columns.firstTask[ordinal] = task;
        groups.firstTask[group] = task;
        enter(ordinal, group, demand);
        if ((demands.more(demand) & Demands.PORTS) != 0) {
            takePorts(ordinal, demands.get(demand).ports, charged);
        }
        if (charged) {
            charge(ordinal, demand, -1);
        } else {
            addUnassigned(demands.get(demand), 1);
            indexes.touch(ordinal);
        }
        return task;
    }

    /** Adds a task that is in both lists to all counts. Its ports and what remains are updated elsewhere. */
    private void enter(final int ordinal, final int group, final int demand) {
        columns.taskCount[ordinal]++;
        groups.taskCount[group]++;
        demands.addTasks(demand, 1);
        if (groups.fields[group] != 0) {
            countTask(group, ordinal, true);
        }
        if (filters.watchTasks()) {
            filters.taskAdded(ordinal, group);
        }
    }

    /** Takes the ports of a task; a task without charge takes over the uses that no task has. */
    private void takePorts(final int ordinal, final int[] ports, final boolean charged) {
        for (int i = 0; i < ports.length; i++) {
            final int port = ports[i];
            if (charged || usesBesideTasks(ordinal, port) < 0) {
                if (columns.takePort(ordinal, port)) {
                    filters.portChanged(ordinal, port, false);
                }
                if (!charged && undo.isOpen()) {
                    undo.markTaken(i);
                }
            }
        }
    }

    /** Returns the uses of a port apart from those of tasks, at least −1. Runs in O(tasks of the instance). */
    int usesBesideTasks(final int ordinal, final int port) {
        int uses = columns.ports.get(PortKey.at(ordinal, port));
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            for (final int taken : demands.get(tasks.demand(task)).ports) {
                uses -= taken == port ? 1 : 0;
            }
        }
        return uses;
    }

    /** Removes a task; what it held remains again. */
    public void removeTask(final int task) {
        final int ordinal = tasks.instance(task);
        final int group = tasks.group(task);
        final int demand = tasks.demand(task);
        if (undo.isOpen()) {
            tasks.note(task, undo);
        }
        leave(task, ordinal, group, demand);
        if ((demands.more(demand) & Demands.PORTS) != 0) {
            freePorts(ordinal, demands.get(demand).ports);
        }
        charge(ordinal, demand, 1);
        tasks.free(task);
        if (groups.taskCount[group] == 0) {
            groups.freeIfDone(group);
        }
        if (demands.isDropped(demand)) {
            demands.freeIfUnused(demand);
        }
    }

    /** Removes a task from both lists and from all counts. Its ports and what remains are updated elsewhere. */
    private void leave(final int task, final int ordinal, final int group, final int demand) {
        columns.firstTask[ordinal] = tasks.unlinkFromInstance(task, columns.firstTask[ordinal]);
        columns.taskCount[ordinal]--;
        groups.firstTask[group] = tasks.unlinkFromGroup(task, groups.firstTask[group]);
        groups.taskCount[group]--;
        demands.addTasks(demand, -1);
        if (groups.fields[group] != 0) {
            countTask(group, ordinal, false);
        }
        if (filters.watchTasks()) {
            filters.taskRemoved(ordinal, group);
        }
    }

    /** Undoes {@link #addTask} from an entry of the undo log. The task must be the first in both lists. */
    void unadd(final int entry) {
        final int task = undo.get(entry, 1);
        final int ordinal = tasks.instance(task);
        final int demand = tasks.demand(task);
        final boolean isCharged = undo.get(entry, 2) != 0;
        leave(task, ordinal, tasks.group(task), demand);
        final int[] ports = demands.get(demand).ports;
        for (int i = 0; i < ports.length; i++) {
            if (isCharged || undo.isTaken(entry, i)) {
                freePort(ordinal, ports[i]);
            }
        }
        if (isCharged) {
            charge(ordinal, demand, 1);
        } else {
            addUnassigned(demands.get(demand), -1);
            indexes.touch(ordinal);
        }
        tasks.takeBack(task);
    }

    /** Undoes {@link #removeTask} from an entry of the undo log. */
    void unremove(final int entry) {
        final int task = tasks.revive(entry, undo);
        final int ordinal = tasks.instance(task);
        final int group = tasks.group(task);
        final int demand = tasks.demand(task);
        demands.reviveIfFreed(demand);
        groups.reviveIfFreed(group);
        if (tasks.isFirstOfInstance(task)) {
            columns.firstTask[ordinal] = task;
        }
        if (tasks.isFirstOfGroup(task)) {
            groups.firstTask[group] = task;
        }
        enter(ordinal, group, demand);
        takePorts(ordinal, demands.get(demand).ports, true);
        charge(ordinal, demand, -1);
    }

    /**
     * Reads what the release of some tasks will read: the records of all tasks, then all their instances. The cache
     * misses of each step overlap.
     */
    public void readAhead(final long[] handles, final int from, final int to) {
        final int[] slots = aheadSlots;
        int known = 0;
        for (int i = from; i < to; i++) {
            final int slot = tasks.slot(handles[i]);
            slots[known] = slot;
            known += slot == TaskTable.NONE ? 0 : 1;
        }
        long seen = 0;
        for (int i = 0; i < known; i++) {
            final int ordinal = tasks.instance(slots[i]);
            seen += columns.free[ordinal] + columns.firstTask[ordinal] + columns.taskCount[ordinal];
        }
        readAhead = seen;
    }

    private void freePorts(final int ordinal, final int[] ports) {
        for (final int port : ports) {
            freePort(ordinal, port);
        }
    }

    private void freePort(final int ordinal, final int port) {
        if (columns.releasePort(ordinal, port)) {
            filters.portChanged(ordinal, port, true);
        }
    }

    private void countTask(final int group, final int ordinal, final boolean add) {
        for (long left = groups.fields[group]; left != 0; left &= left - 1) {
            count(group, Long.numberOfTrailingZeros(left), ordinal, add);
        }
    }

    private void charge(final int ordinal, final int demand, final int sign) {
        if (Work.ENABLED) {
            work.columnsRead++;
        }
        if ((demands.more(demand) & Demands.DEVICES) != 0) {
            final DemandRecord record = demands.get(demand);
            for (int i = 0; i < record.amounts.length; i++) {
                addAmount(ordinal, record.amountNumbers[i], sign * record.amounts[i]);
            }
        }
        addFree(ordinal, sign * demands.cpu(demand), sign * demands.memory(demand));
    }
}
