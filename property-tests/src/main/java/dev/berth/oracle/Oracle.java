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
 * A cluster as objects, and the answer to "on which instance does this task go?" by a scan over all of them.
 *
 * <p>Commands trust their caller: {@link Lockstep} refuses what is to be refused. O(N) and worse. Not thread-safe.
 */
public final class Oracle {
    private final Map<Integer, OracleInstance> instances = new TreeMap<>();
    private final Map<String, OracleInstance> instancesById = new HashMap<>();
    private final Map<String, OracleGroup> groups = new LinkedHashMap<>();
    private int firstFreeOrdinal;
    private int ordinalLimit;
    private int taskCount;

    private final List<String> resources;

    /** A cluster without instances and without named resources. */
    public Oracle() {
        this(List.of());
    }

    /**
     * A cluster without instances.
     *
     * @param resources names of resources, in the order of their checks.
     */
    public Oracle(final List<String> resources) {
        this.resources = resources;
    }

    // ---- the question ----------------------------------------------------------------------------------------------

    /**
     * The instances that the chain of a plan leaves, by ordinal. A chain with {@code random} draws one of them, see
     * {@link Draws}; another chain picks the first; none = refused.
     *
     * @param plan of the task.
     * @param group of the task.
     * @param exclusion to be passed over; null = none.
     * @return the candidates.
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
     * The first check that an instance fails.
     *
     * @param plan of the task.
     * @param group of the task.
     * @param instance any.
     * @return the reason, empty if it is eligible; {@link Reason#NOT_ACTIVE} and {@link Reason#OTHER_PROVIDER} come
     *     before the checks.
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
     * What each check refuses.
     *
     * @param plan of the task.
     * @param group of the task.
     * @return the counts and the closest instance.
     */
    public OracleExplanation explain(final OraclePlan plan, final OracleGroup group) {
        return explain(plan, group, null);
    }

    /**
     * What each check refuses, of all instances but some.
     *
     * @param plan of the task.
     * @param group of the task.
     * @param exclusion to be passed over; null = none.
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
     * Removes an instance, and the tasks that run on it.
     *
     * @param instance to be removed.
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
     * @param instance to be changed.
     * @param active whether its status is {@code ACTIVE} from now on.
     */
    public void setActive(final OracleInstance instance, final boolean active) {
        instance.active = active;
    }

    /**
     * Connects or disconnects the agent of an instance.
     *
     * @param instance to be changed.
     * @param connected whether it is connected from now on.
     */
    public void setAgentConnected(final OracleInstance instance, final boolean connected) {
        instance.agentConnected = connected;
    }

    /**
     * Changes what is registered; what remains changes by the same amounts.
     *
     * @param instance to be changed.
     * @param registered what is registered from now on.
     */
    public void resize(final OracleInstance instance, final Amounts registered) {
        instance.remaining = instance.remaining.plus(registered).minus(instance.registered);
        instance.registered = registered;
    }

    /**
     * Takes amounts off what remains.
     *
     * @param instance to be changed.
     * @param amounts to be taken; negative ones are given back.
     */
    public void reserve(final OracleInstance instance, final Amounts amounts) {
        instance.remaining = instance.remaining.minus(amounts);
    }

    /**
     * Sets an attribute.
     *
     * @param instance to be changed.
     * @param name of the attribute.
     * @param value null = no value.
     */
    public void setAttribute(final OracleInstance instance, final String name, final String value) {
        instance.attributes.put(name, value);
    }

    /**
     * Removes an attribute.
     *
     * @param instance to be changed.
     * @param name of the attribute.
     * @return whether the instance had it.
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
     * Forgets a group without tasks.
     *
     * @param group to be forgotten.
     */
    public void forget(final OracleGroup group) {
        groups.remove(group.name);
    }

    /**
     * Puts a task on an instance, whether it is eligible or not.
     *
     * @param demand what the task asks.
     * @param group of the task.
     * @param instance of the task.
     * @param counted whether what remains has the demand subtracted already, and the ports that are in use for no task
     *     are the task's.
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
     * Stops a task.
     *
     * @param task to be stopped.
     */
    public void release(final OracleTask task) {
        task.instance.tasks.remove(task);
        task.group.tasks.remove(task);
        taskCount--;
        task.instance.remaining = task.instance.remaining.plus(Amounts.asked(task.demand));
        task.instance.giveBack(task.demand);
    }

    /**
     * Remembers everything.
     *
     * @return what makes it so again.
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
     * The instance at an ordinal.
     *
     * @param ordinal any number.
     * @return the instance, null if none is registered there.
     */
    public OracleInstance instance(final int ordinal) {
        return instances.get(ordinal);
    }

    /**
     * One more than the highest ordinal that was ever registered.
     *
     * @return the limit.
     */
    public int ordinalLimit() {
        return ordinalLimit;
    }

    /**
     * Whether an instance is registered.
     *
     * @param id of the instance.
     * @return true if so.
     */
    public boolean isRegistered(final String id) {
        return instancesById.containsKey(id);
    }

    /**
     * The registered instances.
     *
     * @return them by ordinal.
     */
    public Collection<OracleInstance> instances() {
        return instances.values();
    }

    /**
     * The groups that are not forgotten.
     *
     * @return them in the order in which they were opened.
     */
    public Collection<OracleGroup> groups() {
        return groups.values();
    }

    /**
     * How many tasks run.
     *
     * @return a count.
     */
    public int taskCount() {
        return taskCount;
    }

    /**
     * How many attributes are set, a capacity provider counted as one.
     *
     * @return a count over all instances.
     */
    public int attributeCount() {
        return instances.values().stream().mapToInt(OracleInstance::entries).sum();
    }

    /**
     * How many host ports are in use.
     *
     * @return a count over all instances.
     */
    public int portsInUse() {
        return instances.values().stream().mapToInt(OracleInstance::portsInUse).sum();
    }

    /**
     * The hash of the state.
     *
     * @return what the engine must answer.
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
