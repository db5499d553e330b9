package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.Reason;
import dev.berth.StateDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster as plain objects, which answers "on which instance does this task go?" by a scan over all instances.
 *
 * <p>It trusts its caller: {@link Lockstep} refuses what has to be refused. Costs O(N) and more. Not thread-safe.
 */
public final class Oracle {
    private final Map<Integer, OracleInstance> instances = new TreeMap<>();
    private final Map<String, OracleInstance> instancesById = new HashMap<>();
    private final Map<String, OracleGroup> groups = new LinkedHashMap<>();
    private int firstFreeOrdinal;
    private int ordinalLimit;
    private int taskCount;

    private final List<String> resources;

    /** Creates a cluster without instances and without named resources. */
    public Oracle() {
        this(List.of());
    }

    /**
     * Creates a cluster without instances.
     *
     * @param resources names of resources, in the order of their checks.
     */
    public Oracle(final List<String> resources) {
        this.resources = resources;
    }

    // ---- the question ----------------------------------------------------------------------------------------------

    /**
     * Returns the instances that the chain of a plan leaves, by ordinal. A chain with {@code random} draws one of them,
     * see {@link Draws}; any other chain takes the first.
     *
     * @param plan of the task.
     * @param group of the task.
     * @param exclusion instances to leave out; null for none.
     * @return the candidates; none if the task is refused.
     */
    public List<OracleInstance> candidates(
            final OraclePlan plan, final OracleGroup group, final Exclusion exclusion) {
        final List<OracleInstance> eligible = considered(plan).stream()
                .filter(instance -> exclusion == null || !exclusion.contains(instance.ordinal))
                .filter(instance -> Eligibility.firstFailure(plan, group, instance).isEmpty())
                .toList();
        return Ranking.narrow(plan.chain(), group, eligible);
    }

    /**
     * Returns the first check that an instance fails.
     *
     * @param plan of the task.
     * @param group of the task.
     * @param instance any.
     * @return the reason, empty if the instance is eligible; {@link Reason#NOT_ACTIVE} and
     *     {@link Reason#OTHER_PROVIDER} come before the checks.
     */
    public Optional<Reason> refusal(final OraclePlan plan, final OracleGroup group, final OracleInstance instance) {
        if (!instance.active) {
            return Optional.of(Reason.NOT_ACTIVE);
        }
        return plan.considers(instance)
                ? Eligibility.firstFailure(plan, group, instance)
                : Optional.of(Reason.OTHER_PROVIDER);
    }

    /**
     * Returns how many instances each check refuses.
     *
     * @param plan of the task.
     * @param group of the task.
     * @return the counts and the closest instance.
     */
    public OracleExplanation explain(final OraclePlan plan, final OracleGroup group) {
        return explain(plan, group, null);
    }

    /**
     * Returns how many instances each check refuses, without those of an exclusion.
     *
     * @param plan of the task.
     * @param group of the task.
     * @param exclusion instances to leave out; null for none.
     * @return the counts and the closest instance.
     */
    public OracleExplanation explain(
            final OraclePlan plan, final OracleGroup group, final Exclusion exclusion) {
        return OracleExplanation.of(plan, group, considered(plan).stream()
                .filter(instance -> exclusion == null || !exclusion.contains(instance.ordinal))
                .toList());
    }

    List<OracleInstance> active() {
        return instances.values().stream().filter(instance -> instance.active).toList();
    }

    List<OracleInstance> considered(final OraclePlan plan) {
        return instances.values().stream().filter(plan::considers).toList();
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Registers an instance at the lowest free ordinal.
     *
     * @param registration what is registered.
     * @return the instance.
     */
    public OracleInstance register(final Instance registration) {
        while (instances.containsKey(firstFreeOrdinal)) {
            firstFreeOrdinal++;
        }
        final OracleInstance instance = new OracleInstance(registration, firstFreeOrdinal, resources);
        ordinalLimit = Math.max(ordinalLimit, firstFreeOrdinal + 1);
        instances.put(firstFreeOrdinal, instance);
        instancesById.put(instance.id(), instance);
        return instance;
    }

    /**
     * Removes an instance and the tasks that run on it.
     *
     * @param instance to remove.
     */
    public void deregister(final OracleInstance instance) {
        List.copyOf(instance.tasks).forEach(this::release);
        instances.remove(instance.ordinal);
        instancesById.remove(instance.id());
        firstFreeOrdinal = Math.min(firstFreeOrdinal, instance.ordinal);
    }

    /**
     * Drains or reactivates an instance.
     *
     * @param instance to change.
     * @param active whether its status becomes {@code ACTIVE}.
     */
    public void setActive(final OracleInstance instance, final boolean active) {
        instance.active = active;
    }

    /**
     * Connects or disconnects the agent of an instance.
     *
     * @param instance to change.
     * @param connected whether the agent becomes connected.
     */
    public void setAgentConnected(final OracleInstance instance, final boolean connected) {
        instance.agentConnected = connected;
    }

    /**
     * Changes what an instance has registered; what remains changes by the same amounts.
     *
     * @param instance to change.
     * @param registered new registered amounts.
     */
    public void resize(final OracleInstance instance, final Amounts registered) {
        instance.remaining = instance.remaining.plus(registered).minus(instance.registered);
        instance.registered = registered;
    }

    /**
     * Takes amounts from what an instance has left.
     *
     * @param instance to change.
     * @param amounts to take; negative amounts are given back.
     */
    public void reserve(final OracleInstance instance, final Amounts amounts) {
        instance.remaining = instance.remaining.minus(amounts);
    }

    /**
     * Sets an attribute.
     *
     * @param instance to change.
     * @param name of the attribute.
     * @param value of the attribute; null for none.
     */
    public void setAttribute(final OracleInstance instance, final String name, final String value) {
        instance.attributes.put(name, value);
    }

    /**
     * Removes an attribute.
     *
     * @param instance to change.
     * @param name of the attribute.
     * @return true if the instance had it.
     */
    public boolean removeAttribute(final OracleInstance instance, final String name) {
        final boolean had = instance.attributes.containsKey(name);
        instance.attributes.remove(name);
        return had;
    }

    // ---- groups and tasks ------------------------------------------------------------------------------------------

    /**
     * Opens a group, or finds it.
     *
     * @param name of the group.
     * @return the group.
     */
    public OracleGroup group(final String name) {
        return groups.computeIfAbsent(name, OracleGroup::new);
    }

    /**
     * Forgets a group that has no tasks.
     *
     * @param group to forget.
     */
    public void forget(final OracleGroup group) {
        groups.remove(group.name);
    }

    /**
     * Adds a task to an instance, whether the instance is eligible or not.
     *
     * @param demand of the task.
     * @param group of the task.
     * @param instance of the task.
     * @param counted whether the demand is already subtracted from what remains, and the ports in use without a task
     *     are those of this task.
     * @return the task.
     */
    public OracleTask add(
            final Demand demand, final OracleGroup group, final OracleInstance instance, final boolean counted) {
        final OracleTask task = new OracleTask(demand, group, instance);
        instance.tasks.add(task);
        group.tasks.add(task);
        taskCount++;
        if (counted) {
            instance.takeOver(task);
        } else {
            instance.remaining = instance.remaining.minus(Amounts.asked(demand));
            instance.take(demand);
        }
        return task;
    }

    /**
     * Removes a task.
     *
     * @param task to remove.
     */
    public void release(final OracleTask task) {
        task.instance.tasks.remove(task);
        task.group.tasks.remove(task);
        taskCount--;
        task.instance.remaining = task.instance.remaining.plus(Amounts.asked(task.demand));
        task.instance.giveBack(task.demand);
    }

    /**
     * Saves the whole state.
     *
     * @return an action that restores it.
     */
    Runnable save() {
        final Map<Integer, OracleInstance> instancesNow = new TreeMap<>(instances);
        final Map<String, OracleInstance> byIdNow = new HashMap<>(instancesById);
        final int freeNow = firstFreeOrdinal;
        final int limitNow = ordinalLimit;
        final int tasksNow = taskCount;
        final List<Runnable> parts = new ArrayList<>();
        instances.values().forEach(instance -> parts.add(instance.save()));
        groups.values().forEach(group -> parts.add(group.save()));
        return () -> {
            instances.clear();
            instances.putAll(instancesNow);
            instancesById.clear();
            instancesById.putAll(byIdNow);
            firstFreeOrdinal = freeNow;
            ordinalLimit = limitNow;
            taskCount = tasksNow;
            parts.forEach(Runnable::run);
        };
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    /**
     * Returns the instance at an ordinal.
     *
     * @param ordinal any number.
     * @return the instance, null if none is registered there.
     */
    public OracleInstance instance(final int ordinal) {
        return instances.get(ordinal);
    }

    /**
     * Returns one more than the highest ordinal that was ever registered.
     *
     * @return the ordinal limit.
     */
    public int ordinalLimit() {
        return ordinalLimit;
    }

    /**
     * Answers whether an instance is registered.
     *
     * @param id of the instance.
     * @return true if it is.
     */
    public boolean isRegistered(final String id) {
        return instancesById.containsKey(id);
    }

    /**
     * Returns the registered instances.
     *
     * @return the instances by ordinal.
     */
    public Collection<OracleInstance> instances() {
        return instances.values();
    }

    /**
     * Returns the groups that are not forgotten.
     *
     * @return the groups in the order in which they were opened.
     */
    public Collection<OracleGroup> groups() {
        return groups.values();
    }

    /**
     * Returns how many tasks run.
     *
     * @return a count.
     */
    public int taskCount() {
        return taskCount;
    }

    /**
     * Returns how many attributes are set; a capacity provider counts as one.
     *
     * @return a count over all instances.
     */
    public int attributeCount() {
        return instances.values().stream().mapToInt(OracleInstance::entries).sum();
    }

    /**
     * Returns how many host ports are in use.
     *
     * @return a count over all instances.
     */
    public int portsInUse() {
        return instances.values().stream().mapToInt(OracleInstance::portsInUse).sum();
    }

    /**
     * Returns the digest of the state.
     *
     * @return the digest that the engine must return.
     */
    public long digest() {
        return instances.values().stream().mapToLong(Oracle::digest).sum();
    }

    private static long digest(final OracleInstance instance) {
        final String id = instance.id();
        final Amounts remaining = instance.remaining;
        long sum = StateDigest.instance(
                id,
                instance.ordinal,
                instance.active,
                instance.agentConnected,
                Math.toIntExact(remaining.cpuUnits()),
                Math.toIntExact(remaining.memoryMib()),
                Math.toIntExact(remaining.gpus()),
                Math.toIntExact(remaining.eniSlots()));
        for (final String name : instance.resources) {
            sum += StateDigest.resource(id, name, Math.toIntExact(remaining.of(name)));
        }
        for (final Map.Entry<String, String> attribute : instance.attributes.entrySet()) {
            sum += StateDigest.attribute(id, attribute.getKey(), attribute.getValue());
        }
        for (final int port : instance.usesOfTcpPort.keySet()) {
            sum += StateDigest.port(id, false, port);
        }
        for (final int port : instance.usesOfUdpPort.keySet()) {
            sum += StateDigest.port(id, true, port);
        }
        for (final OracleTask task : instance.tasks) {
            sum += StateDigest.task(id, task.group.name, task.demand);
        }
        return sum;
    }
}
