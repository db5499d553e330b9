package dev.berth.oracle;

import dev.berth.Demand;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The handles that an engine returned, and what each stands for. It fails when a handle is returned a second time. */
final class Registry {
    private final Map<Long, DemandEntry> demands = new HashMap<>();
    private final Map<Long, PlanEntry> plans = new HashMap<>();
    private final Map<Long, OracleGroup> groups = new HashMap<>();
    private final Set<OracleGroup> openGroups = new HashSet<>();
    private final Map<Long, Attribute> attributes = new HashMap<>();
    private final Map<Long, OracleTask> tasks = new HashMap<>();
    private final Map<OracleTask, TaskEntry> entries = new HashMap<>();
    private final Set<Long> instances = new HashSet<>();
    private final Set<Long> voidDemands = new HashSet<>();
    private final Set<Long> voidPlans = new HashSet<>();
    private final Set<Long> voidGroups = new HashSet<>();
    private final Set<Long> voidTasks = new HashSet<>();

    private static final class DemandEntry {
        final Demand demand;
        boolean dropped;
        int users;

        DemandEntry(final Demand demand) {
            this.demand = demand;
        }
    }

    private record PlanEntry(OraclePlan plan, long demand) {}

    private record TaskEntry(long handle, long demand) {}

    record Attribute(String name, String value, int pins) {}

    private static <T> void checkNew(final Set<T> voids, final Collection<T> live, final T handle) {
        if (voids.contains(handle) || live.contains(handle)) {
            throw new AssertionError("handle " + handle + " was handed out before");
        }
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    void register(final long handle) {
        if (!instances.add(handle)) {
            throw new AssertionError("handle " + handle + " was handed out before");
        }
    }

    // ---- demands ---------------------------------------------------------------------------------------------------

    void define(final long handle, final Demand demand) {
        checkNew(voidDemands, demands.keySet(), handle);
        demands.put(handle, new DemandEntry(demand));
    }

    boolean isLiveDemand(final long handle) {
        return demands.containsKey(handle) && !demands.get(handle).dropped;
    }

    Demand demand(final long handle) {
        return demands.get(handle).demand;
    }

    void dropDemand(final long handle) {
        demands.get(handle).dropped = true;
        use(handle, 0);
    }

    private void use(final long handle, final int delta) {
        final DemandEntry entry = demands.get(handle);
        entry.users += delta;
        if (entry.dropped && entry.users == 0) {
            demands.remove(handle);
            voidDemands.add(handle);
        }
    }

    int demandCount() {
        return demands.size();
    }

    // ---- plans -----------------------------------------------------------------------------------------------------

    void plan(final long handle, final long demand, final OraclePlan plan) {
        checkNew(voidPlans, plans.keySet(), handle);
        plans.put(handle, new PlanEntry(plan, demand));
        use(demand, 1);
    }

    OraclePlan plan(final long handle) {
        return plans.containsKey(handle) ? plans.get(handle).plan : null;
    }

    long demandOfPlan(final long handle) {
        return plans.get(handle).demand;
    }

    void dropPlan(final long handle) {
        voidPlans.add(handle);
        use(plans.remove(handle).demand, -1);
    }

    /** Answers whether what remains of an instance is less than any live plan asks, in CPU or in memory. */
    boolean isBelowAllPlans(final Amounts remaining) {
        return plans.values().stream()
                        .map(entry -> entry.plan.demand())
                        .noneMatch(demand -> demand.cpuUnits() == 0 || demand.cpuUnits() <= remaining.cpuUnits())
                || plans.values().stream()
                        .map(entry -> entry.plan.demand())
                        .noneMatch(demand -> demand.memoryMib() == 0 || demand.memoryMib() <= remaining.memoryMib());
    }

    int planCount() {
        return plans.size();
    }

    String describe(final long handle) {
        final OraclePlan plan = plan(handle);
        return "plan " + handle + (plan == null
                ? " (void)"
                : " (" + plan.demand().toString().replaceAll(", \\w+=(0|\\[\\])", "")
                        + " by [" + plan.chain() + "], " + plan.members().size() + " memberOf"
                        + (plan.mostTasks() == Long.MAX_VALUE ? "" : ", at most " + plan.mostTasks())
                        + (plan.provider() == null ? ")" : ", of " + plan.provider() + ")"));
    }

    // ---- groups ----------------------------------------------------------------------------------------------------

    void openGroup(final long handle, final OracleGroup group) {
        final OracleGroup before = groups.put(handle, group);
        if (before == null) {
            checkNew(voidGroups, Set.of(), handle);
        }
        if (before != null && before != group || groups.values().stream().filter(group::equals).count() != 1) {
            throw new AssertionError("handle " + handle + " is not that of group " + group.name);
        }
        openGroups.add(group);
    }

    /** Returns the group of a handle, open or closed; null if it is gone. */
    OracleGroup group(final long handle) {
        return groups.get(handle);
    }

    /** Returns the group of a handle; null if it is not open. */
    OracleGroup openGroup(final long handle) {
        final OracleGroup group = groups.get(handle);
        return group != null && openGroups.contains(group) ? group : null;
    }

    boolean isOpen(final OracleGroup group) {
        return openGroups.contains(group);
    }

    void closeGroup(final long handle) {
        openGroups.remove(groups.get(handle));
    }

    void forgetGroup(final OracleGroup group) {
        groups.entrySet().stream()
                .filter(entry -> entry.getValue() == group)
                .forEach(entry -> voidGroups.add(entry.getKey()));
        groups.values().remove(group);
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    void internAttribute(final long handle, final String name, final String value) {
        final Attribute before = attributes.get(handle);
        if (before != null && !(before.name.equals(name) && Objects.equals(before.value, value))) {
            throw new AssertionError("handle " + handle + " is that of " + before);
        }
        attributes.put(handle, new Attribute(name, value, before == null ? 1 : before.pins + 1));
    }

    Attribute attribute(final long handle) {
        return attributes.get(handle);
    }

    void releaseAttribute(final long handle) {
        final Attribute before = attributes.get(handle);
        if (before.pins == 1) {
            attributes.remove(handle);
        } else {
            attributes.put(handle, new Attribute(before.name, before.value, before.pins - 1));
        }
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    void addTask(final long handle, final OracleTask task, final long demand, final long group) {
        checkNew(voidTasks, Set.of(), handle);
        if (tasks.put(handle, task) != null || groups.get(group) != task.group) {
            throw new AssertionError("task handle " + handle + " was handed out before");
        }
        entries.put(task, new TaskEntry(handle, demand));
        use(demand, 1);
    }

    /** Returns the task of a handle; null if it does not run. */
    OracleTask task(final long handle) {
        return tasks.get(handle);
    }

    /** Returns the handle of a running task. */
    long handle(final OracleTask task) {
        return entries.get(task).handle;
    }

    void removeTask(final OracleTask task) {
        final TaskEntry entry = entries.remove(task);
        tasks.remove(entry.handle);
        voidTasks.add(entry.handle);
        use(entry.demand, -1);
    }

    Map<Long, OracleTask> handles(final Set<OracleTask> some) {
        return some.stream().collect(Collectors.toMap(task -> entries.get(task).handle, task -> task));
    }
}
