package dev.berth.internal;

import dev.berth.EngineConfig;
import dev.berth.Instance;

/**
 * The state of a cluster, and the few ways in which it changes: every change goes through here, so that columns, counts
 * and indexes change together.
 *
 * <p>An instance is in every live index if it is {@code ACTIVE}, connected, and not parked. It is parked while it has
 * less CPU or memory left than any live plan asks; on a packed cluster most are, and cost nothing.
 */
final class Cluster {
    final Columns columns;
    final Attributes attributes;
    final SpreadFields fields;
    final Groups groups;
    final GroupCounts counts;
    final TaskTable tasks;
    final IndexSlot[] slots;

    /** Slots from here upwards were never open. */
    private int slotsUsed;
    final GroupLevels levels;
    final Filters filters;
    final Cells ranges = new Cells();
    final Clock clock = new Clock();
    final Work work = new Work();

    /** Sums over instances of what would remain without tasks; kept so that {@code validate} can compare. */
    final long[] unassigned = new long[4];

    private int parkCpu = Integer.MAX_VALUE;
    private int parkMemory = Integer.MAX_VALUE;

    Cluster(final EngineConfig config) {
        columns = new Columns(config.maxInstances(), config.maxPorts());
        attributes = new Attributes(
                config.maxAttributeNames(),
                config.maxAttributeValues(),
                config.maxAttributes(),
                config.maxInstances());
        fields = new SpreadFields(attributes);
        groups = new Groups(config.maxGroups());
        counts = new GroupCounts(
                config.maxCounts(),
                config.maxGroups(),
                new InstanceCounts(config.maxInstances(), config.maxGroups()));
        tasks = new TaskTable(config.maxTasks());
        slots = new IndexSlot[config.maxIndexes()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new IndexSlot(
                    i,
                    config.maxInstances(),
                    config.maxSpreadValues(),
                    config.maxAttributeValues(),
                    ranges,
                    clock,
                    work);
        }
        levels = new GroupLevels(slots, columns, fields, counts);
        filters = new Filters(this, config);
    }

    static long footprintBytes(final EngineConfig config) {
        final int instances = config.maxInstances();
        return Columns.footprintBytes(instances, config.maxPorts())
                + Attributes.footprintBytes(
                        config.maxAttributeNames(), config.maxAttributeValues(), config.maxAttributes(), instances)
                + Groups.footprintBytes(config.maxGroups())
                + GroupCounts.footprintBytes(config.maxCounts(), config.maxGroups())
                + InstanceCounts.footprintBytes(instances, config.maxGroups())
                + TaskTable.footprintBytes(config.maxTasks())
                + Filters.footprintBytes(config)
                + config.maxIndexes()
                        * IndexSlot.footprintBytes(instances, config.maxSpreadValues(), config.maxAttributeValues());
    }

    // ---- indexes ---------------------------------------------------------------------------------------------------

    /** Takes an instance out of the indexes, before something that an index reads of it changes. */
    void unindex(final int ordinal) {
        if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
            final int cpu = columns.freeCpu[ordinal];
            final int memory = columns.freeMemory[ordinal];
            for (int i = 0; i < slotsUsed; i++) {
                final IndexSlot slot = slots[i];
                if (slot.holds(ordinal)) {
                    slot.index.remove(slot.bucket(ordinal), IndexOrder.entry(slot.order, ordinal, cpu, memory));
                }
            }
            columns.flags[ordinal] &= ~Columns.INDEXED;
        }
    }

    /** Puts an instance that is in no index into all of them, if it belongs there. */
    void index(final int ordinal) {
        final int cpu = columns.freeCpu[ordinal];
        final int memory = columns.freeMemory[ordinal];
        if (cpu < parkCpu
                || memory < parkMemory
                || (columns.flags[ordinal] & Columns.PLACEABLE) != Columns.PLACEABLE) {
            return;
        }
        columns.flags[ordinal] |= Columns.INDEXED;
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            if (slot.live) {
                insert(slot, ordinal, cpu, memory);
            }
        }
    }

    private void insert(final IndexSlot slot, final int ordinal, final int cpu, final int memory) {
        if (slot.filter != null) {
            slot.bucketOf[ordinal] = bucketIfAdmitted(slot, ordinal);
        }
        if (!slot.holds(ordinal)) {
            return;
        }
        if (slot.field == IndexSlot.BY_LEVEL) {
            slot.bucketOf[ordinal] = levels.bucketOf(ordinal);
        }
        final int bucket = slot.bucket(ordinal);
        if (bucket >= 0 && slot.index.hasRoom(bucket)) {
            slot.index.insert(bucket, IndexOrder.entry(slot.order, ordinal, cpu, memory));
        } else {
            close(slot);
        }
    }

    private int bucketIfAdmitted(final IndexSlot slot, final int ordinal) {
        if (!slot.filter.admits(ordinal)) {
            return IndexSlot.OUTSIDE;
        }
        return slot.field == IndexSlot.UNPARTITIONED ? 0 : fields.valueOf(ordinal, slot.field);
    }

    /** Takes some more instances into the index of a wide group, while there is one to be built. */
    void buildLevels(final int group, final int order, final int field) {
        final IndexSlot slot = levels.toBuild(group, order, field);
        if (slot == null) {
            return;
        }
        if (slot.built == 0) {
            use(slot);
            fields.lendColumns(slots);
        }
        for (int left = levels.step(); slot.live && left > 0; left--) {
            final int ordinal = slot.built++;
            if (ordinal < columns.limit() && (columns.flags[ordinal] & Columns.INDEXED) != 0) {
                insert(slot, ordinal, columns.freeCpu[ordinal], columns.freeMemory[ordinal]);
            }
        }
        if (slot.live && slot.built >= columns.limit()) {
            slot.built = Integer.MAX_VALUE;
        }
    }

    /** Gives an index up; plans that need it scan. */
    void close(final IndexSlot slot) {
        slot.live = false;
        if (slot.field == IndexSlot.BY_LEVEL) {
            levels.abandon();
        } else {
            fields.lendColumns(slots);
        }
    }

    /** Notes the buckets of an instance whose attributes are new. */
    private void setBuckets(final int ordinal) {
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            setBucket(slot, ordinal);
        }
    }

    private void setBucket(final IndexSlot slot, final int ordinal) {
        if (slot.keepsValues()) {
            slot.bucketOf[ordinal] = fields.valueAmongAttributes(ordinal, slot.field);
        } else if (slot.live && slot.field == IndexSlot.KEYED) {
            slot.bucketOf[ordinal] = attributes.valueOf(ordinal, slot.key);
        }
    }

    /** Makes void what was learnt of an instance's neighbourhood, after something not in its entries changed. */
    void touch(final int ordinal) {
        if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
            if (levels.isMisplaced(ordinal) || isMisplaced(ordinal)) {
                unindex(ordinal);
                index(ordinal);
                return;
            }
            final int cpu = columns.freeCpu[ordinal];
            final int memory = columns.freeMemory[ordinal];
            for (int i = 0; i < slotsUsed; i++) {
                final IndexSlot slot = slots[i];
                if (slot.holds(ordinal)) {
                    slot.index.touch(slot.bucket(ordinal), IndexOrder.entry(slot.order, ordinal, cpu, memory));
                }
            }
        }
    }

    private boolean isMisplaced(final int ordinal) {
        for (int i = 0; i < slotsUsed; i++) {
            final IndexSlot slot = slots[i];
            if (slot.isMisplaced(ordinal)) {
                return true;
            }
        }
        return false;
    }

    /** Builds an index over all instances that are indexed, or over those of them that a filter admits. */
    void build(final IndexSlot slot, final int order, final int field, final Filter filter) {
        slot.open(order, field, filter);
        use(slot);
        fill(slot);
    }

    /** Builds an index of the indexed instances that have an attribute, with a bucket for each of its values. */
    void buildKeyed(final IndexSlot slot, final int order, final int name) {
        slot.open(order, IndexSlot.KEYED);
        slot.key = name;
        use(slot);
        fill(slot);
    }

    /** Keeps the values of a field by ordinal in a slot that has no index. */
    void keepValues(final IndexSlot slot, final int field) {
        slot.openColumn(field);
        use(slot);
        setBuckets(slot);
    }

    /** The field is about to be another's. */
    void forgetValues(final int field) {
        for (final IndexSlot slot : slots) {
            if (slot.isColumn() && slot.field == field) {
                slot.closeColumn();
            }
        }
        fields.lendColumns(slots);
    }

    private void use(final IndexSlot slot) {
        slotsUsed = Math.max(slotsUsed, slot.number + 1);
    }

    private void setBuckets(final IndexSlot slot) {
        fields.lendColumns(slots);
        for (int ordinal = 0; ordinal < columns.limit(); ordinal++) {
            if (columns.isRegistered(ordinal)) {
                setBucket(slot, ordinal);
            }
        }
    }

    private void fill(final IndexSlot slot) {
        setBuckets(slot);
        for (int ordinal = 0; ordinal < columns.limit() && slot.live; ordinal++) {
            if ((columns.flags[ordinal] & Columns.INDEXED) != 0) {
                insert(slot, ordinal, columns.freeCpu[ordinal], columns.freeMemory[ordinal]);
            }
        }
    }

    /** Takes note of what a plan asks, for the order by ordinal. */
    void noteDemand(final int cpu, final int memory) {
        if (ranges.note(cpu, memory)) {
            for (int i = 0; i < slotsUsed; i++) {
                final IndexSlot slot = slots[i];
                if (slot.live) {
                    slot.index.renewCells();
                }
            }
        }
    }

    /**
     * Sets the least amounts that a live plan asks. Lower ones bring parked instances back at once; higher ones park an
     * instance when it next changes.
     */
    void park(final int cpu, final int memory) {
        final boolean lower = cpu < parkCpu || memory < parkMemory;
        parkCpu = cpu;
        parkMemory = memory;
        for (int ordinal = 0; lower && ordinal < columns.limit(); ordinal++) {
            if ((columns.flags[ordinal] & (Columns.INDEXED | Columns.REGISTERED)) == Columns.REGISTERED) {
                index(ordinal);
            }
        }
    }

    int parkCpu() {
        return parkCpu;
    }

    int parkMemory() {
        return parkMemory;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    void register(final int ordinal, final Instance instance) {
        columns.add(ordinal, instance);
        addUnassigned(
                instance.remainingCpuUnits(),
                instance.remainingMemoryMib(),
                instance.remainingGpus(),
                instance.remainingEniSlots());
        setBuckets(ordinal);
        filters.registered(ordinal);
        index(ordinal);
    }

    void deregister(final int ordinal) {
        unindex(ordinal);
        addUnassigned(
                -(long) columns.freeCpu[ordinal],
                -(long) columns.freeMemory[ordinal],
                -columns.freeGpu[ordinal],
                -columns.freeEni[ordinal]);
        int entry = attributes.firstEntry(ordinal);
        while (entry != Attributes.NONE) {
            forgetLast(attributes.valueAt(entry));
            entry = attributes.nextEntry(entry);
        }
        attributes.removeAll(ordinal);
        columns.remove(ordinal);
        filters.deregistered(ordinal);
    }

    void setFlag(final int ordinal, final int flag, final boolean on) {
        unindex(ordinal);
        columns.flags[ordinal] = (byte) (on ? columns.flags[ordinal] | flag : columns.flags[ordinal] & ~flag);
        if (flag == Columns.CONNECTED) {
            filters.connectionChanged(ordinal);
        }
        index(ordinal);
    }

    /** Adds to what remains of an instance, other than through its tasks. */
    void addFree(final int ordinal, final int cpu, final int memory, final int gpu, final int eni) {
        unindex(ordinal);
        columns.freeCpu[ordinal] += cpu;
        columns.freeMemory[ordinal] += memory;
        addDevices(ordinal, gpu, eni);
        addUnassigned(cpu, memory, gpu, eni);
        index(ordinal);
    }

    /** Gives a host port back that no task holds. */
    void releasePort(final int ordinal, final int portKey) {
        if (columns.releasePort(ordinal, portKey)) {
            filters.portChanged(ordinal, portKey, true);
            touch(ordinal);
        }
    }

    private void addDevices(final int ordinal, final int gpu, final int eni) {
        if (gpu != 0) {
            columns.addGpu(ordinal, gpu);
            filters.gpusChanged(ordinal);
        }
        if (eni != 0) {
            columns.addEni(ordinal, eni);
            filters.eniSlotsChanged(ordinal);
        }
    }

    private void addUnassigned(final long cpu, final long memory, final long gpu, final long eni) {
        unassigned[0] += cpu;
        unassigned[1] += memory;
        unassigned[2] += gpu;
        unassigned[3] += eni;
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    /** How many entries of the counts it may take to move an instance's tasks to another value of an attribute. */
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
        unindex(ordinal);
        countTasks(ordinal, name, false);
        final long[] before = filters.rowOf(ordinal, name);
        final int old = attributes.valueOf(ordinal, name);
        if (old != Attributes.NONE) {
            forgetLast(old);
        }
        if (value == Attributes.NONE) {
            attributes.remove(ordinal, name);
        } else {
            attributes.set(ordinal, value);
        }
        setBuckets(ordinal);
        filters.attributeChanged(ordinal, name, before);
        countTasks(ordinal, name, true);
        index(ordinal);
    }

    /** Forgets that groups had tasks under a value, if one instance has it, which is about to lose it. */
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

    /** The attribute field with a name among some fields, or 0. */
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
                levels.forget(group);
            }
        }
    }

    // ---- groups ----------------------------------------------------------------------------------------------------

    /** Begins to keep the counts of a group for some fields; false if they find no room. */
    boolean track(final int group, final long wanted) {
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

    /** Ceases to keep the counts of a group for some fields. */
    void untrack(final int group, final long unwanted) {
        for (long left = unwanted; left != 0; left &= left - 1) {
            untrackUntil(group, Long.numberOfTrailingZeros(left), TaskTable.NONE);
        }
    }

    /** Ceases to keep the counts of a field for any group. */
    void untrack(final int field) {
        for (int group = 0; group < groups.handles.slots(); group++) {
            if (groups.handles.isLive(group) && (groups.fields[group] >>> field & 1) != 0) {
                untrackUntil(group, field, TaskTable.NONE);
            }
        }
    }

    /** Whether the counts have room for one more task of a group on an instance. */
    boolean hasCountRoom(final int group, final int ordinal) {
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
     * @param charged whether its demand is to be taken off what remains.
     * @return its slot.
     */
    int addTask(final int ordinal, final DemandRecord demand, final int group, final boolean charged) {
        final int task = tasks.allocate(ordinal, demand.slot, group);
        tasks.linkToInstance(task, columns.firstTask[ordinal]);
        columns.firstTask[ordinal] = task;
        columns.taskCount[ordinal]++;
        tasks.linkToGroup(task, groups.firstTask[group]);
        groups.firstTask[group] = task;
        groups.taskCount[group]++;
        demand.tasks++;
        countTask(group, ordinal, true);
        for (final int port : demand.ports) {
            if (columns.takePort(ordinal, port)) {
                filters.portChanged(ordinal, port, false);
            }
        }
        if (filters.watchTasks()) {
            filters.taskAdded(ordinal, group);
        }
        if (charged) {
            charge(ordinal, demand, -1);
        } else {
            addUnassigned(demand.cpu, demand.memory, demand.gpu, demand.eni);
            touch(ordinal);
        }
        return task;
    }

    /** Removes a task; what it held remains again. */
    void removeTask(final int task, final DemandRecord demand) {
        final int ordinal = tasks.instance(task);
        final int group = tasks.group(task);
        columns.firstTask[ordinal] = tasks.unlinkFromInstance(task, columns.firstTask[ordinal]);
        columns.taskCount[ordinal]--;
        groups.firstTask[group] = tasks.unlinkFromGroup(task, groups.firstTask[group]);
        groups.taskCount[group]--;
        demand.tasks--;
        countTask(group, ordinal, false);
        for (final int port : demand.ports) {
            if (columns.releasePort(ordinal, port)) {
                filters.portChanged(ordinal, port, true);
            }
        }
        if (filters.watchTasks()) {
            filters.taskRemoved(ordinal, group);
        }
        charge(ordinal, demand, 1);
        tasks.free(task);
        groups.freeIfDone(group);
    }

    private void countTask(final int group, final int ordinal, final boolean add) {
        for (long left = groups.fields[group]; left != 0; left &= left - 1) {
            count(group, Long.numberOfTrailingZeros(left), ordinal, add);
        }
    }

    private void charge(final int ordinal, final DemandRecord demand, final int sign) {
        if (Work.ENABLED) {
            work.columnsRead++;
        }
        if ((demand.gpu | demand.eni) != 0) {
            addDevices(ordinal, sign * demand.gpu, sign * demand.eni);
        }
        if ((demand.cpu | demand.memory) == 0) {
            touch(ordinal);
            return;
        }
        unindex(ordinal);
        columns.freeCpu[ordinal] += sign * demand.cpu;
        columns.freeMemory[ordinal] += sign * demand.memory;
        index(ordinal);
    }
}
