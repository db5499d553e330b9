package dev.berth.internal;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.FailedCheck;
import dev.berth.Headroom;
import dev.berth.Instance;
import dev.berth.InstanceView;
import dev.berth.LimitExceededException;
import dev.berth.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the facade delegates to: checks handles and limits, then lets the parts do their work. */
public final class Engine {
    private static final int DONE = 0;
    private static final long NO_TASK = -1;

    private final Cluster cluster;
    private final Columns columns;
    private final Attributes attributes;
    private final Groups groups;
    private final TaskTable tasks;
    private final Planner planner;
    private final PlainPlans plain;
    private final IndexSlot[] slots;
    private final Eligibility eligibility;
    private final Amounts amounts;
    private final Labels labels;
    private final Selector selector;
    private final Questions questions;
    private final SplitMix random;
    private final Work work;
    private final Batches batches;

    /** An engine with the given limits. */
    public Engine(final EngineConfig config) {
        cluster = new Cluster(config);
        columns = cluster.columns;
        attributes = cluster.attributes;
        groups = cluster.groups;
        tasks = cluster.tasks;
        work = cluster.work;
        planner = new Planner(cluster, config);
        plain = planner.plain();
        slots = cluster.indexes.slots;
        eligibility = new Eligibility(cluster);
        amounts = new Amounts(cluster, planner);
        labels = new Labels(cluster);
        questions = new Questions(cluster, eligibility);
        random = new SplitMix(config.seed());
        batches = new Batches(this, cluster, random);
        final Overlays overlays = new Overlays(config.maxOverlays(), overlayNodes(config), cluster.indexes.clock);
        selector = new Selector(cluster, eligibility, overlays, random, maxValues(config));
    }

    private static int overlayNodes(final EngineConfig config) {
        return OrderedIndex.maxNodes(config.maxInstances(), maxValues(config));
    }

    private static int maxValues(final EngineConfig config) {
        return Math.min(config.maxSpreadValues(), config.maxAttributeValues());
    }

    public static Map<String, Long> footprint(final EngineConfig config) {
        final Map<String, Long> parts = new LinkedHashMap<>();
        Cluster.footprint(config, parts);
        parts.put("overlays", Overlays.footprintBytes(config.maxOverlays(), overlayNodes(config)));
        parts.put("demands and plans", Planner.footprintBytes(config));
        parts.put("scratch", Selector.footprintBytes(maxValues(config), config.maxInstances()));
        return parts;
    }

    /** Returns the bytes that an index adds once it has been opened in every kind of order. */
    public static long otherOrderBytes(final EngineConfig config) {
        return Indexes.otherOrderBytes(config);
    }

    public Work work() {
        return work;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    public int register(final Instance instance) {
        if (columns.ordinalOf(instance.id()) >= 0) {
            throw new IllegalArgumentException("id is '" + instance.id() + "', must not be registered already");
        }
        Amounts.checkRemaining(instance);
        check(!columns.isFull(), "maxInstances", columns.flags.length);
        final int portTotal = instance.tcpPortsInUse().size() + instance.udpPortsInUse().size();
        check(columns.ports.free() >= portTotal, "maxPorts", columns.ports.limit());
        check(attributes.free() >= Labels.entries(instance), "maxAttributes", attributes.limit());
        final int ordinal = columns.lowestFree();
        labels.setAll(ordinal, instance);
        cluster.register(ordinal, instance);
        return ordinal;
    }

    private static void check(final boolean room, final String limit, final long value) {
        if (!room) {
            throw new LimitExceededException(limit, value);
        }
    }

    public void deregister(final int ordinal, final boolean force) {
        checkRegistered(ordinal);
        if (columns.taskCount[ordinal] > 0 && !force) {
            throw new IllegalStateException("instance '" + columns.id(ordinal) + "' has " + columns.taskCount[ordinal]
                    + " tasks, must have none; release them or force");
        }
        while (columns.firstTask[ordinal] != TaskTable.NONE) {
            removeTask(columns.firstTask[ordinal]);
        }
        cluster.deregister(ordinal);
    }

    private void checkRegistered(final int ordinal) {
        if (!columns.isRegistered(ordinal)) {
            throw new IllegalArgumentException("ordinal is " + ordinal + ", must be that of a registered instance");
        }
    }

    public int setActive(final int ordinal, final boolean active) {
        return setFlag(ordinal, Columns.ACTIVE, active);
    }

    public int setAgentConnected(final int ordinal, final boolean connected) {
        return setFlag(ordinal, Columns.CONNECTED, connected);
    }

    private int setFlag(final int ordinal, final int flag, final boolean on) {
        if (!columns.isRegistered(ordinal)) {
            return Reason.UNKNOWN_INSTANCE.code();
        }
        if ((columns.flags[ordinal] & flag) != 0 != on) {
            cluster.setFlag(ordinal, flag, on);
        }
        return DONE;
    }

    public void resize(final int ordinal, final int cpu, final int memory, final int gpus, final int eniSlots) {
        checkRegistered(ordinal);
        amounts.resize(ordinal, cpu, memory, gpus, eniSlots);
    }

    public void reserve(final int ordinal, final int cpu, final int memory, final int gpus, final int eniSlots) {
        checkRegistered(ordinal);
        amounts.reserve(ordinal, cpu, memory, gpus, eniSlots);
    }

    public void releasePort(final int ordinal, final boolean udp, final int port) {
        checkRegistered(ordinal);
        amounts.releasePort(ordinal, Columns.portKey(udp, port));
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    public void setAttributeByName(final int ordinal, final String name, final String text) {
        checkRegistered(ordinal);
        labels.set(ordinal, name, text);
    }

    public boolean removeAttributeByName(final int ordinal, final String name) {
        checkRegistered(ordinal);
        return labels.remove(ordinal, name);
    }

    public long internAttribute(final String name, final String text) {
        return attributes.pin(name, text);
    }

    public void releaseAttribute(final long handle) {
        attributes.unpin(handle);
    }

    public int setAttribute(final int ordinal, final long handle) {
        return columns.isRegistered(ordinal) ? labels.set(ordinal, handle) : Reason.UNKNOWN_INSTANCE.code();
    }

    public int removeAttribute(final int ordinal, final long handle) {
        return columns.isRegistered(ordinal) ? labels.remove(ordinal, handle) : Reason.UNKNOWN_INSTANCE.code();
    }

    // ---- demands, plans, groups ------------------------------------------------------------------------------------

    public long define(final Demand demand) {
        return planner.define(demand);
    }

    public void dropDemand(final long demand) {
        planner.dropDemand(demand);
    }

    public long plan(final long demand, final Chain chain, final String provider, final Constraint[] constraints) {
        return planner.plan(demand, chain, provider, constraints);
    }

    public void dropPlan(final long plan) {
        planner.dropPlan(plan);
    }

    public String explainPlan(final long plan) {
        return planner.explain(planner.livePlan(plan));
    }

    public long group(final String name) {
        check(groups.find(name) >= 0 || !groups.handles.isFull(), "maxGroups", groups.handles.slots());
        final int known = groups.find(name);
        final int slot = groups.open(name);
        if (known < 0) {
            cluster.filters.groupOpened(slot);
        }
        return groups.handles.handle(slot);
    }

    public void closeGroup(final long group) {
        groups.close(openGroup(group));
    }

    private int openGroup(final long group) {
        final int slot = groups.slot(group);
        if (slot < 0) {
            throw new IllegalArgumentException("group is " + group + ", must be the handle of an open group");
        }
        return slot;
    }

    public void prepare(final long plan, final long group) {
        final long fields = planner.livePlan(plan).fields;
        check(cluster.track(openGroup(group), fields), "maxCounts", cluster.counts.limit());
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

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
        final int index = plain.index(plan);
        if (index >= 0 && exclusion == null && groups.fields[group] == 0 && slots[index].live) {
            return placePlain(plan, group, slots[index].index);
        }
        return placeByRoute(planner.planAt(plan), group, exclusion);
    }

    /** One search in one index decides, and no count or port is kept of the task. */
    private long placePlain(final int plan, final int group, final OrderedIndex index) {
        final int ordinal = index.first(0, plain.cpu(plan), plain.memory(plan));
        return ordinal == OrderedIndex.NONE
                ? Reason.NOTHING_ELIGIBLE.code()
                : tasks.handle(cluster.addTask(ordinal, plain.demand(plan), group, true));
    }

    private long placeByRoute(final Plan plan, final int group, final Exclusion exclusion) {
        if ((plan.fields & ~groups.fields[group]) != 0 && !cluster.track(group, plan.fields)) {
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

    private static int unknown(final int plan) {
        return plan < 0 ? Reason.UNKNOWN_PLAN.code() : Reason.UNKNOWN_GROUP.code();
    }

    /** Adds a task if the tables have room: its handle, or the limit that is reached. */
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
        if ((plan.fields & ~groups.fields[group]) != 0 && !cluster.track(group, plan.fields)) {
            return Reason.MAX_COUNTS.code();
        }
        final int failures = eligibility.failures(plan, group, ordinal, 0);
        return failures == 0
                ? commit(plan.demand, group, ordinal, true)
                : Reason.AGENT.code() - Integer.numberOfTrailingZeros(failures);
    }

    public Batches batches() {
        return batches;
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

    /** Whether ports and counts have room for one more task: {@link #DONE}, or the limit that is reached. */
    private int room(final DemandRecord demand, final int group, final int ordinal) {
        if (columns.ports.free() < demand.ports.length) {
            return Reason.MAX_PORTS.code();
        }
        return cluster.hasCountRoom(group, ordinal) ? DONE : Reason.MAX_COUNTS.code();
    }

    public long adopt(final long demandHandle, final long groupHandle, final int ordinal, final boolean counted) {
        final DemandRecord demand = planner.demand(demandHandle);
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
        removeTask(task);
        if (Work.ENABLED) {
            work.columnsRead++;
            work.endOperation();
        }
        return DONE;
    }

    /** Removes a task that a batch has just placed, as part of the same operation. */
    void takeBack(final long handle) {
        removeTask(tasks.slot(handle));
    }

    private void removeTask(final int task) {
        final int demand = tasks.demand(task);
        cluster.removeTask(task);
        if (cluster.demands.isDropped(demand)) {
            planner.freeIfUnused(cluster.demands.get(demand));
        }
    }

    public int instanceOf(final long handle) {
        final int task = tasks.slot(handle);
        return task == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : tasks.instance(task);
    }

    public long groupOf(final long handle) {
        final int task = tasks.slot(handle);
        return task == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : groups.handles.handle(tasks.group(task));
    }

    public long demandOf(final long handle) {
        final int task = tasks.slot(handle);
        return task == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : planner.demandHandle(tasks.demand(task));
    }

    public long firstTaskOn(final int ordinal) {
        return columns.isRegistered(ordinal) ? handleOrNone(columns.firstTask[ordinal]) : NO_TASK;
    }

    public long nextTaskOn(final long handle) {
        final int task = tasks.slot(handle);
        return task == TaskTable.NONE ? NO_TASK : handleOrNone(tasks.nextOfInstance(task));
    }

    public long firstTaskIn(final long groupHandle) {
        final int group = groups.handles.slot(groupHandle);
        return group < 0 ? NO_TASK : handleOrNone(groups.firstTask[group]);
    }

    public long nextTaskIn(final long handle) {
        final int task = tasks.slot(handle);
        return task == TaskTable.NONE ? NO_TASK : handleOrNone(tasks.nextOfGroup(task));
    }

    private long handleOrNone(final int task) {
        return task == TaskTable.NONE ? NO_TASK : tasks.handle(task);
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    public int instanceCount() {
        return columns.size();
    }

    public int ordinalLimit() {
        return columns.limit();
    }

    public int taskCount() {
        return tasks.size();
    }

    public int tasksOn(final int ordinal) {
        return columns.isRegistered(ordinal) ? columns.taskCount[ordinal] : Reason.UNKNOWN_INSTANCE.code();
    }

    public int tasksIn(final long groupHandle) {
        final int group = groups.handles.slot(groupHandle);
        return group < 0 ? Reason.UNKNOWN_GROUP.code() : groups.taskCount[group];
    }

    public boolean isRegistered(final int ordinal) {
        return columns.isRegistered(ordinal);
    }

    public boolean isActive(final int ordinal) {
        return columns.isRegistered(ordinal) && (columns.flags[ordinal] & Columns.ACTIVE) != 0;
    }

    public boolean isAgentConnected(final int ordinal) {
        return columns.isRegistered(ordinal) && (columns.flags[ordinal] & Columns.CONNECTED) != 0;
    }

    public String instanceId(final int ordinal) {
        checkRegistered(ordinal);
        return columns.id(ordinal);
    }

    public int ordinalOf(final String id) {
        return columns.ordinalOf(id);
    }

    public long instanceHandle(final int ordinal) {
        return columns.isRegistered(ordinal) ? columns.handle(ordinal) : Reason.UNKNOWN_INSTANCE.code();
    }

    public int ordinal(final long handle) {
        return columns.isLive(handle) ? HandleFormat.slot(handle) : Reason.UNKNOWN_INSTANCE.code();
    }

    public Map<String, String> attributes(final int ordinal) {
        checkRegistered(ordinal);
        return attributes.toMap(ordinal);
    }

    public int remainingCpuUnits(final int ordinal) {
        return columns.isRegistered(ordinal) ? columns.freeCpu(ordinal) : 0;
    }

    public int remainingMemoryMib(final int ordinal) {
        return columns.isRegistered(ordinal) ? columns.freeMemory(ordinal) : 0;
    }

    public int remainingGpus(final int ordinal) {
        return columns.isRegistered(ordinal) ? columns.freeGpu[ordinal] : 0;
    }

    public int remainingEniSlots(final int ordinal) {
        return columns.isRegistered(ordinal) ? columns.freeEni[ordinal] : 0;
    }

    public InstanceView view(final int ordinal) {
        checkRegistered(ordinal);
        return eligibility.view(0, ordinal, 0);
    }

    public Instance describe(final int ordinal) {
        checkRegistered(ordinal);
        return Inspection.describe(cluster, ordinal);
    }

    public String capacityProvider(final int ordinal) {
        checkRegistered(ordinal);
        return attributes.provider(ordinal);
    }

    public String groupName(final long groupHandle) {
        final int group = groups.handles.slot(groupHandle);
        if (group < 0) {
            throw new IllegalArgumentException("group is " + groupHandle + ", must be the handle of a group");
        }
        return groups.name(group);
    }

    public Demand demand(final long handle) {
        final DemandRecord demand = planner.demand(handle);
        if (demand == null) {
            throw new IllegalArgumentException("demand is " + handle + ", must be the handle of a demand");
        }
        return demand.demand;
    }

    public Explanation explain(final long planHandle, final long groupHandle, final Exclusion exclusion) {
        return questions.explain(planner.livePlan(planHandle), openGroup(groupHandle), exclusion);
    }

    public int failedChecks(final long planHandle, final long groupHandle, final int ordinal) {
        final int plan = planner.planSlot(planHandle);
        final int group = groups.slot(groupHandle);
        if ((plan | group) < 0) {
            return unknown(plan);
        }
        final boolean known = columns.isRegistered(ordinal);
        return known ? eligibility.failures(planner.planAt(plan), group, ordinal, 0) : Reason.UNKNOWN_INSTANCE.code();
    }

    public List<FailedCheck> whyNot(final long planHandle, final long groupHandle, final int ordinal) {
        checkRegistered(ordinal);
        return questions.whyNot(planner.livePlan(planHandle), openGroup(groupHandle), ordinal);
    }

    public Headroom headroom(final long planHandle, final long groupHandle) {
        return questions.headroom(planner.livePlan(planHandle), openGroup(groupHandle));
    }

    public long digest() {
        return Inspection.digest(cluster, planner);
    }

    public void validate() {
        Validation.validate(cluster, planner);
    }
}
