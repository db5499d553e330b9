package dev.berth;

import dev.berth.internal.Batches;
import dev.berth.internal.Engine;
import dev.berth.internal.EngineSnapshot;
import dev.berth.internal.Placements;
import dev.berth.internal.cluster.Amounts;
import dev.berth.internal.cluster.Cluster;
import dev.berth.internal.cluster.Instances;
import dev.berth.internal.cluster.Labels;
import dev.berth.internal.cluster.Savepoints;
import dev.berth.internal.explain.Inspection;
import dev.berth.internal.explain.Questions;
import dev.berth.internal.explain.Validation;
import dev.berth.internal.plan.Planner;
import dev.berth.internal.state.Attributes;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.Demands;
import dev.berth.internal.state.Groups;
import dev.berth.internal.state.HandleFormat;
import dev.berth.internal.state.TaskTable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of one cluster, and the engine that answers on which instance a task is placed.
 *
 * <p>State is kept in columns of primitives, by ordinal for instances and by slot for tasks, with ordered indexes over
 * them and counts per group. All of it is allocated at construction from the limits of an {@link EngineConfig}, with
 * one exception: {@link #plan} allocates more when a chain first orders by two amounts or by the ordinal alone, and
 * {@link #candidates} when they are first opened by ordinal ({@link EngineConfig#otherOrderBytes()}).
 *
 * <p>A call is <em>cold</em> or <em>hot</em>. Cold calls (register, define, plan, explain, inspect by name) take
 * objects and throw on bad arguments. Hot calls ({@link #place(long, long)}, {@link #placeMany}, {@link #placeOn},
 * {@link #canPlace}, {@link #release}, {@link #adopt}, changes of status, agent and interned attributes, iteration,
 * {@link Candidates}) take and return primitives, answer with a code of {@link Reason}, and never allocate.
 *
 * <p>A refused call leaves the state as it was, with two exceptions: a refused placement may have made the counts of
 * its group that its plan needs, as {@link #prepare(long, long)} does, and a refused cold call may have used up a
 * generation of a slot, which only later handles show.
 *
 * <p>Handles of tasks, plans, groups, demands, attributes and instances are positive longs; a handle names one kind
 * only. A handle of another kind, or of something that is gone, is refused as unknown. Handles depend on the calls made
 * and are the same under any limits of the configuration.
 *
 * <p>Cost, with N instances in the index that serves a plan: {@code place} and {@code release} are O(log N) for indexed
 * chains and O(N) for the others; {@link #explainPlan} tells which a chain is.
 *
 * <p>A random choice depends on the state, the plan and the seed alone, see {@link Strategy#random()}. Engines with the
 * same seed and history draw the same, whatever their limits. Refused calls and questions draw nothing.
 *
 * <p>The engine is not thread-safe: one thread owns an engine, the first that calls it. A call from another thread,
 * even one that only reads, throws an {@link IllegalStateException} until the owner calls {@link #releaseOwnership}.
 * The same holds for what is built on the engine, such as {@link dev.berth.service.Services}. The objects that an
 * engine answers with are immutable, and any thread may read them; {@link #view} and {@link #work} return live views,
 * which belong to the owner.
 */
public final class PlacementEngine {
    /** The answer of an iteration that has reached its end: −1. */
    public static final long NO_TASK = -1;

    /** The answer of a hot command that was carried out: 0. */
    public static final int DONE = 0;

    private static final VarHandle OWNER = ownerHandle();

    private final EngineConfig config;
    private final Engine engine;
    private final Cluster cluster;
    private final Columns columns;
    private final Attributes attributes;
    private final Groups groups;
    private final TaskTable tasks;
    private final Demands demands;
    private final Instances instances;
    private final Amounts amounts;
    private final Labels labels;
    private final Planner planner;
    private final Placements placements;
    private final Batches batches;
    private final Savepoints savepoints;
    private final Questions questions;
    private final WorkCounters work;

    /** The owner, the only thread that may call; null if the next thread that calls becomes the owner. */
    private @Nullable Thread owner;

    /** The id of the owner, written by the owner alone; 0 if there is no owner. */
    private long ownerId;

    /**
     * Creates an engine without instances.
     *
     * @param config the limits and the seed.
     */
    public PlacementEngine(final EngineConfig config) {
        this(config, new Engine(config));
    }

    private PlacementEngine(final EngineConfig config, final Engine engine) {
        this.config = config;
        this.engine = engine;
        cluster = engine.cluster;
        columns = cluster.columns;
        attributes = cluster.attributes;
        groups = cluster.groups;
        tasks = cluster.tasks;
        demands = cluster.demands;
        instances = engine.instances;
        amounts = engine.amounts;
        labels = engine.labels;
        planner = engine.planner;
        placements = engine.placements;
        batches = engine.batches;
        savepoints = engine.savepoints;
        questions = engine.questions;
        work = new WorkCounters(cluster.work);
    }

    /**
     * Returns the limits and the seed.
     *
     * @return the configuration given at construction.
     */
    public EngineConfig config() {
        return config;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Registers an instance at the lowest free ordinal.
     *
     * @param instance the description of the instance, which is {@code ACTIVE} from now on.
     * @return the ordinal of the instance, 0..maxInstances − 1.
     * @throws IllegalArgumentException if an instance with this id is registered.
     * @throws LimitExceededException if maxInstances, maxAttributes, maxAttributeValues or maxPorts is reached.
     */
    public int register(final Instance instance) {
        checkOwner();
        return instances.register(Objects.requireNonNull(instance, "instance is null"));
    }

    /**
     * Removes an instance on which no task runs. Its ordinal is free again.
     *
     * @param ordinal the ordinal of the instance.
     * @throws IllegalArgumentException if no instance is registered there.
     * @throws IllegalStateException if tasks run on it, or a savepoint is open.
     */
    public void deregister(final int ordinal) {
        checkOwner();
        checkNoSavepoint("deregister");
        instances.deregister(ordinal, false);
    }

    /**
     * Releases the tasks that run on an instance and removes the instance. Its ordinal is free again.
     *
     * @param ordinal the ordinal of the instance.
     * @throws IllegalArgumentException if no instance is registered there.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void deregisterForced(final int ordinal) {
        checkOwner();
        checkNoSavepoint("deregisterForced");
        instances.deregister(ordinal, true);
    }

    /**
     * Sets an instance to {@code DRAINING}: its tasks stay, and it takes no new ones. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int drain(final int ordinal) {
        checkOwner();
        return instances.setActive(ordinal, false);
    }

    /**
     * Sets an instance to {@code ACTIVE}. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int reactivate(final int ordinal) {
        checkOwner();
        return instances.setActive(ordinal, true);
    }

    /**
     * Sets whether the container agent is connected. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @param connected true if it is connected.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int setAgentConnected(final int ordinal, final boolean connected) {
        checkOwner();
        return instances.setAgentConnected(ordinal, connected);
    }

    /**
     * Changes the registered amounts of an instance. What remains changes by the same amounts and may become negative.
     *
     * @param ordinal the ordinal of the instance.
     * @param cpuUnits CPU units, 0..2147483647.
     * @param memoryMib MiB, 0..2147483647.
     * @param gpus devices, 0..32767.
     * @param eniSlots ENI slots, 0..32767.
     * @throws IllegalArgumentException if no instance is registered there, or an amount is out of range.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void resize(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        checkOwner();
        checkNoSavepoint("resize");
        Checks.inRange("cpuUnits", cpuUnits, 0, Integer.MAX_VALUE);
        Checks.inRange("memoryMib", memoryMib, 0, Integer.MAX_VALUE);
        Checks.inRange("gpus", gpus, 0, Short.MAX_VALUE);
        Checks.inRange("eniSlots", eniSlots, 0, Short.MAX_VALUE);
        amounts.resize(ordinal, cpuUnits, memoryMib, gpus, eniSlots);
    }

    /**
     * Subtracts amounts from what remains of an instance, for a use that is not a task. Negative amounts give back. The
     * call allocates nothing unless it throws; it costs as much as a placement for the indexes, and O(tasks of the
     * instance).
     *
     * @param ordinal the ordinal of the instance.
     * @param cpuUnits CPU units to subtract.
     * @param memoryMib MiB to subtract.
     * @param gpus devices to subtract.
     * @param eniSlots ENI slots to subtract.
     * @throws IllegalArgumentException if no instance is registered there, if more would remain than is registered, or
     *     if a remainder would leave its range.
     */
    public void reserve(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        checkOwner();
        amounts.reserve(ordinal, cpuUnits, memoryMib, gpus, eniSlots);
    }

    /**
     * Changes the registered amount of a named resource of an instance. What remains changes by the same amount and may
     * become negative.
     *
     * @param ordinal the ordinal of the instance.
     * @param resource the name of the resource, one of {@link EngineConfig#resources()}.
     * @param amount the new amount, 0..2147483647.
     * @throws IllegalArgumentException if no instance is registered there, the engine has no resource of that name, or
     *     the amount is out of range.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void resize(final int ordinal, final String resource, final int amount) {
        checkOwner();
        checkNoSavepoint("resize");
        Checks.inRange("amount of resource '" + resource + "'", amount, 0, Integer.MAX_VALUE);
        amounts.resize(ordinal, resource, amount);
    }

    /**
     * Subtracts an amount from what remains of a named resource of an instance, for a use that is not a task. A
     * negative amount gives back.
     *
     * @param ordinal the ordinal of the instance.
     * @param resource the name of the resource, one of {@link EngineConfig#resources()}.
     * @param amount the amount to subtract, -2147483647..2147483647.
     * @throws IllegalArgumentException if no instance is registered there, the engine has no resource of that name, or
     *     more would remain than is registered, or the remainder would leave its range.
     */
    public void reserve(final int ordinal, final String resource, final int amount) {
        checkOwner();
        Checks.inRange("amount of resource '" + resource + "'", amount, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        amounts.reserve(ordinal, resource, amount);
    }

    /**
     * Frees a host port of an instance that is in use, but not by a task, such as a port that was in use at
     * registration. The cost is O(tasks of the instance).
     *
     * @param ordinal the ordinal of the instance.
     * @param udp true for a UDP port, false for a TCP port.
     * @param port the port, 1..65535.
     * @throws IllegalArgumentException if no instance is registered there, or if the port is free or in use by tasks
     *     alone.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void releasePort(final int ordinal, final boolean udp, final int port) {
        checkOwner();
        checkNoSavepoint("releasePort");
        Checks.inRange("port", port, 1, 65_535);
        amounts.releasePort(ordinal, udp, port);
    }

    /**
     * Sets an attribute of an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @param name the name of the attribute, not empty.
     * @param value the value; null = no value.
     * @throws IllegalArgumentException if no instance is registered there, or the name is empty.
     * @throws LimitExceededException if maxAttributes, maxAttributeValues or maxCounts is reached.
     */
    public void setAttribute(final int ordinal, final String name, final @Nullable String value) {
        checkOwner();
        labels.set(ordinal, Checks.nonEmpty("name", name), value);
    }

    /**
     * Removes an attribute of an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @param name the name of the attribute.
     * @return true if the instance had the attribute.
     * @throws IllegalArgumentException if no instance is registered there.
     * @throws LimitExceededException if maxCounts is reached.
     */
    public boolean removeAttribute(final int ordinal, final String name) {
        checkOwner();
        return labels.remove(ordinal, Objects.requireNonNull(name, "name is null"));
    }

    /**
     * Interns an attribute with a value, for the hot {@link #setAttribute(int, long)}. The attribute stays interned
     * until {@link #releaseAttribute} has been called as often as this method.
     *
     * @param name the name of the attribute, not empty.
     * @param value the value; null = no value.
     * @return the handle of the attribute.
     * @throws LimitExceededException if maxAttributeValues is reached.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long attribute(final String name, final @Nullable String value) {
        checkOwner();
        checkNoSavepoint("attribute");
        return attributes.pin(Checks.nonEmpty("name", name), value);
    }

    /**
     * Gives an interned attribute back.
     *
     * @param attribute the handle that {@link #attribute(String, String)} returned.
     * @throws IllegalArgumentException if the handle names no interned attribute.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void releaseAttribute(final long attribute) {
        checkOwner();
        checkNoSavepoint("releaseAttribute");
        attributes.unpin(attribute);
    }

    /**
     * Sets an attribute of an instance. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @param attribute the handle that {@link #attribute(String, String)} returned, which names the attribute and its
     *     value.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#UNKNOWN_ATTRIBUTE},
     *     {@link Reason#MAX_ATTRIBUTES} or {@link Reason#MAX_COUNTS}.
     */
    public int setAttribute(final int ordinal, final long attribute) {
        checkOwner();
        return labels.set(ordinal, attribute);
    }

    /**
     * Removes an attribute of an instance, whatever its value. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @param attribute the handle that {@link #attribute(String, String)} returned; its value is ignored.
     * @return {@link #DONE} (even if the instance did not have the attribute), or the code of
     *     {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#UNKNOWN_ATTRIBUTE} or {@link Reason#MAX_COUNTS}.
     */
    public int removeAttribute(final int ordinal, final long attribute) {
        checkOwner();
        return labels.remove(ordinal, attribute);
    }

    // ---- demands, plans, groups ------------------------------------------------------------------------------------

    /**
     * Defines a demand.
     *
     * @param demand the amounts and properties that one task asks.
     * @return the handle of the demand.
     * @throws LimitExceededException if maxDemands, maxAttributeNames or maxAttributeValues is reached.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long define(final Demand demand) {
        checkOwner();
        checkNoSavepoint("define");
        return demands.define(Objects.requireNonNull(demand, "demand is null"));
    }

    /**
     * Drops a demand: new plans and tasks may not name it. Its slot is free once no plan and no task uses it.
     *
     * @param demand the handle of the demand.
     * @throws IllegalArgumentException if the handle names no live demand.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void dropDemand(final long demand) {
        checkOwner();
        checkNoSavepoint("dropDemand");
        demands.drop(demand);
    }

    /**
     * Compiles a demand, a chain and constraints to a plan that any group may use. It may build indexes: O(N log N).
     *
     * @param demand the handle that {@link #define} returned.
     * @param chain the strategies.
     * @param constraints 0..10 constraints, all of which must hold.
     * @return the handle of the plan.
     * @throws IllegalArgumentException if the demand is unknown, or there are more than ten constraints.
     * @throws NullPointerException if the chain or a constraint is null.
     * @throws LimitExceededException if maxPlans, maxFilters, maxAttributeNames or maxAttributeValues is reached, or if
     *     live plans spread over 63 other attributes.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long plan(final long demand, final Chain chain, final Constraint... constraints) {
        return plan(demand, chain, null, constraints);
    }

    /**
     * Compiles a plan as {@link #plan(long, Chain, Constraint...)} does and narrows it to the instances of one capacity
     * provider. Placements, explanations and headroom of the plan consider the instances of that provider alone. The
     * narrowing is neither a constraint nor a check. It takes a filter, as a query does.
     *
     * @param demand the handle that {@link #define} returned.
     * @param chain the strategies.
     * @param capacityProvider the name of a provider, as in {@link Instance.Builder#capacityProvider}, which no
     *     instance need have yet; null = the plan considers all instances, with or without a provider.
     * @param constraints 0..10 constraints, all of which must hold.
     * @return the handle of the plan.
     * @throws IllegalArgumentException if the demand is unknown, the provider is empty, or there are more than ten
     *     constraints.
     * @throws NullPointerException if the chain or a constraint is null.
     * @throws LimitExceededException under the same conditions as without a provider.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long plan(
            final long demand,
            final Chain chain,
            final @Nullable String capacityProvider,
            final Constraint... constraints) {
        checkOwner();
        checkNoSavepoint("plan");
        Objects.requireNonNull(chain, "chain is null");
        if (capacityProvider != null) {
            Checks.nonEmpty("capacityProvider", capacityProvider);
        }
        Checks.inRange("constraints", constraints.length, 0, Constraint.MAX_CONSTRAINTS);
        for (final Constraint constraint : constraints) {
            Objects.requireNonNull(constraint, "constraint is null");
        }
        return planner.plan(demand, chain, capacityProvider, constraints);
    }

    /**
     * Drops a plan. Tasks that were placed by it stay.
     *
     * @param plan the handle of the plan.
     * @throws IllegalArgumentException if the handle names no live plan.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void dropPlan(final long plan) {
        checkOwner();
        checkNoSavepoint("dropPlan");
        planner.dropPlan(plan);
    }

    /**
     * Returns a sentence on how a plan finds its instance: by which index, or by a scan and why.
     *
     * @param plan the handle of the plan.
     * @return one line for people.
     * @throws IllegalArgumentException if the handle names no live plan.
     */
    public String explainPlan(final long plan) {
        checkOwner();
        return questions.explainPlan(plan);
    }

    /**
     * Returns the content of {@link #explainPlan} as values.
     *
     * @param plan the handle of the plan.
     * @return how the plan is served now.
     * @throws IllegalArgumentException if the handle names no live plan.
     */
    public PlanInfo planInfo(final long plan) {
        checkOwner();
        return questions.planInfo(plan);
    }

    /**
     * Opens the candidates of an order, for placement policies of one's own, whatever amounts they ask for. The same as
     * {@link #candidates(CandidateOrder, int, int)} with least amounts of 0.
     *
     * @param order the order in which instances are met.
     * @return the candidates, to be kept and closed.
     * @throws LimitExceededException if plans and other candidates need all of maxIndexes.
     */
    public Candidates candidates(final CandidateOrder order) {
        return candidates(order, 0, 0);
    }

    /**
     * Opens the candidates of an order, for placement policies of one's own that ask for at least some amounts. The
     * call is cold. It may build an index, O(N log N), which may take the place of one that is restricted to the plans
     * of a constraint, as {@link #plan} does. It is allowed while a savepoint is open, and a rollback leaves the
     * candidates open.
     *
     * @param order the order in which instances are met.
     * @param leastCpuUnits the least CPU units that a walk will ask for, 0..2147483647.
     * @param leastMemoryMib the least MiB that a walk will ask for, 0..2147483647.
     * @return the candidates, to be kept and closed.
     * @throws IllegalArgumentException if an amount is negative.
     * @throws LimitExceededException if plans and other candidates need all of maxIndexes.
     */
    public Candidates candidates(final CandidateOrder order, final int leastCpuUnits, final int leastMemoryMib) {
        checkOwner();
        Objects.requireNonNull(order, "order is null");
        Checks.inRange("leastCpuUnits", leastCpuUnits, 0, Integer.MAX_VALUE);
        Checks.inRange("leastMemoryMib", leastMemoryMib, 0, Integer.MAX_VALUE);
        return new Candidates(this, planner, order, leastCpuUnits, leastMemoryMib);
    }

    /**
     * Opens a group of tasks, or finds the group of that name that is open.
     *
     * @param name the name of the group, not empty.
     * @return the handle of the group.
     * @throws LimitExceededException if maxGroups is reached.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long group(final String name) {
        checkOwner();
        checkNoSavepoint("group");
        return cluster.openGroup(Checks.nonEmpty("name", name));
    }

    /**
     * Closes a group: it takes no new tasks. Its slot is free once its last task is released. Opening the name again
     * before that reopens the group with its tasks.
     *
     * @param group the handle of the group.
     * @throws IllegalArgumentException if the handle names no open group.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void closeGroup(final long group) {
        checkOwner();
        checkNoSavepoint("closeGroup");
        groups.close(groups.openSlot(group));
    }

    /**
     * Makes the counts of a group that a plan needs, in O(tasks of the group). Without this call, the first
     * {@code place} of the pair makes them. Call it beforehand if the group has many tasks already.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @throws IllegalArgumentException if either is unknown.
     * @throws LimitExceededException if maxCounts leaves no room for the counts of the group that the plan needs.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void prepare(final long plan, final long group) {
        checkOwner();
        checkNoSavepoint("prepare");
        planner.prepare(plan, group);
    }

    /**
     * Answers whether a handle names a demand that takes new plans and tasks.
     *
     * @param demand any number.
     * @return true from {@link #define} to {@link #dropDemand}.
     */
    public boolean isLiveDemand(final long demand) {
        checkOwner();
        final DemandRecord known = demands.find(demand);
        return known != null && !demands.isDropped(known.slot);
    }

    /**
     * Answers whether a handle names a plan.
     *
     * @param plan any number.
     * @return true from {@link #plan(long, Chain, Constraint...)} to {@link #dropPlan}.
     */
    public boolean isLivePlan(final long plan) {
        checkOwner();
        return planner.planSlot(plan) >= 0;
    }

    /**
     * Answers whether a handle names a group that takes new tasks.
     *
     * @param group any number.
     * @return true from {@link #group} to {@link #closeGroup}.
     */
    public boolean isOpenGroup(final long group) {
        checkOwner();
        return groups.slot(group) >= 0;
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /**
     * Places one task on the instance that the chain of the plan ranks first. This call is hot.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the handle of the task, a positive number; or the code of {@link Reason#NOTHING_ELIGIBLE},
     *     {@link Reason#UNKNOWN_PLAN}, {@link Reason#UNKNOWN_GROUP}, {@link Reason#MAX_TASKS},
     *     {@link Reason#MAX_COUNTS} or {@link Reason#MAX_PORTS}.
     */
    public long place(final long plan, final long group) {
        checkOwner();
        return placements.place(plan, group, null);
    }

    /**
     * Places one task as {@link #place(long, long)} does, passing over some instances. This call is hot.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param exclusion the instances that this call passes over.
     * @return the same as {@link #place(long, long)}.
     */
    public long place(final long plan, final long group, final @Nullable Exclusion exclusion) {
        checkOwner();
        return placements.place(plan, group, exclusion);
    }

    /**
     * Places several tasks one after the other until one is refused. Each placement sees those before it. This call is
     * hot.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param count the number of tasks, 0..tasks.length.
     * @param tasks receives the handle of each task that was placed, followed by the code of the refusal if there is
     *     one.
     * @return the number of tasks that were placed.
     * @throws IllegalArgumentException if the count is out of range; nothing is placed then.
     */
    public int placeMany(final long plan, final long group, final int count, final long[] tasks) {
        checkOwner();
        Checks.inRange("count", count, 0, tasks.length);
        for (int i = 0; i < count; i++) {
            tasks[i] = placements.place(plan, group, null);
            if (tasks[i] < 0) {
                return i;
            }
        }
        return count;
    }

    /**
     * Places tasks in the order given and continues after a refusal. The answers are those of
     * {@link #place(long, long)} called once for each task. This call is hot.
     *
     * @param plans the handle of the plan of each task.
     * @param groups the handle of the group of each task.
     * @param count the number of tasks, 0..the length of the shortest array.
     * @param tasks receives for each task its handle or the code of its refusal.
     * @return the number of tasks that were placed.
     * @throws IllegalArgumentException if the count is out of range; nothing is placed then.
     */
    public int placeMany(final long[] plans, final long[] groups, final int count, final long[] tasks) {
        checkOwner();
        Checks.inRange("count", count, 0, Math.min(tasks.length, Math.min(plans.length, groups.length)));
        return batches.placeMany(plans, groups, count, tasks);
    }

    /**
     * Releases tasks in the order given. The answers are those of {@link #release} called once for each. The call reads
     * ahead what the releases need, so that their cache misses overlap; a batch of 8 or more costs less than as many
     * calls. This call is hot.
     *
     * @param tasks the handles. A stale handle is replaced by the code of {@link Reason#UNKNOWN_TASK}; the others are
     *     left as they are.
     * @param from the index of the first handle, 0..tasks.length.
     * @param count the number of handles, 0..tasks.length − from.
     * @return the number of tasks that were released.
     * @throws IllegalArgumentException if {@code from} or {@code count} is out of range; nothing is released then.
     */
    public int releaseAll(final long[] tasks, final int from, final int count) {
        checkOwner();
        Checks.inRange("from", from, 0, tasks.length);
        Checks.inRange("count", count, 0, tasks.length - from);
        return batches.releaseAll(tasks, from, count);
    }

    /**
     * Places all of several tasks, or none, in the order given. Each placement sees those before it. After a refusal
     * the state, the handles and the random draws to come are as they were. This call is hot. The call is a savepoint
     * of its own: it takes {@code count} + 1 entries of the undo log, and one more for each pair of group and plan
     * whose counts it makes.
     *
     * @param plans the handle of the plan of each task.
     * @param groups the handle of the group of each task.
     * @param count the number of tasks, 0..the length of the shortest array.
     * @param tasks receives the handle of each task; after a refusal, −1 for each task before the refused one, and the
     *     code of the refusal in its place.
     * @return the number of tasks that could be placed: {@code count} = all are placed; less = none is placed.
     * @throws IllegalArgumentException if the count is out of range; nothing is placed then.
     */
    public int placeAll(final long[] plans, final long[] groups, final int count, final long[] tasks) {
        checkOwner();
        Checks.inRange("count", count, 0, Math.min(tasks.length, Math.min(plans.length, groups.length)));
        return batches.placeAll(plans, groups, count, tasks);
    }

    /**
     * Returns the number of tasks that {@link #placeAll} could place. State and random draws stay as they are. This
     * call is hot.
     *
     * @param plans the handle of the plan of each task.
     * @param groups the handle of the group of each task.
     * @param count the number of tasks, 0..the length of the shortest array.
     * @param scratch is overwritten; after a refusal it holds the code in the place of the refused task.
     * @return {@code count} = all could be placed; less = none would be.
     * @throws IllegalArgumentException if the count is out of range.
     */
    public int canPlaceAll(final long[] plans, final long[] groups, final int count, final long[] scratch) {
        checkOwner();
        Checks.inRange("count", count, 0, Math.min(scratch.length, Math.min(plans.length, groups.length)));
        return batches.canPlaceAll(plans, groups, count, scratch);
    }

    /**
     * Places one task on a given instance if the instance is eligible. This call is hot.
     *
     * @param plan the handle of the plan, whose chain is ignored.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return the handle of the task; or the code of {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#NOT_ACTIVE},
     *     {@link Reason#OTHER_PROVIDER}, the check that fails, or a code that {@link #place(long, long)} answers.
     */
    public long placeOn(final long plan, final long group, final int ordinal) {
        checkOwner();
        return placements.placeOn(plan, group, ordinal);
    }

    /**
     * Answers whether {@link #place(long, long)} would place a task. State and random draws stay as they are. This call
     * is hot. The first call for a pair of plan and group is O(tasks of the group); {@link #prepare} makes it as fast
     * as the others.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return {@link #DONE}, or the code that {@code place} would answer.
     */
    public int canPlace(final long plan, final long group) {
        checkOwner();
        return placements.canPlace(plan, group);
    }

    /**
     * Answers whether {@link #placeOn} would place a task. The state stays as it is. This call is hot. The first call
     * for a pair of plan and group costs the same as that of {@link #canPlace}.
     *
     * @param plan the handle of the plan, whose chain is ignored.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return {@link #DONE}, or the code that {@code placeOn} would answer.
     */
    public int canPlaceOn(final long plan, final long group, final int ordinal) {
        checkOwner();
        return placements.canPlaceOn(plan, group, ordinal);
    }

    /**
     * Takes over a task that already runs on an instance. No check is made, and a remainder may become negative. This
     * call is hot.
     *
     * @param demand the handle that {@link #define} returned.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance, of any status.
     * @param counted true if the task's demand is subtracted already from what remains of the instance. A host port of
     *     the task that is in use, but not by a task, then becomes the task's and is free when the task is released;
     *     O(tasks of the instance) for each port.
     * @return the handle of the task; or the code of {@link Reason#UNKNOWN_DEMAND}, {@link Reason#UNKNOWN_GROUP},
     *     {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#MAX_TASKS}, {@link Reason#MAX_COUNTS},
     *     {@link Reason#MAX_PORTS} or {@link Reason#OUT_OF_RANGE}.
     */
    public long adopt(final long demand, final long group, final int ordinal, final boolean counted) {
        checkOwner();
        return placements.adopt(demand, group, ordinal, counted);
    }

    /**
     * Stops a task and gives back what it held. This call is hot.
     *
     * @param task the handle of the task.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_TASK} if the handle is stale.
     */
    public int release(final long task) {
        checkOwner();
        return placements.release(task);
    }

    /**
     * Places a task as {@link #place(long, long)} does and holds it for later. A held task takes its amounts and ports,
     * and is counted everywhere, as a running task is. {@link #claim} makes it a running task; {@link #release} gives
     * it back. This call is hot.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the same as {@link #place(long, long)}.
     */
    public long hold(final long plan, final long group) {
        checkOwner();
        return placements.hold(plan, group);
    }

    /**
     * Makes a held task a running task. It keeps its instance, its group and its handle. This call is hot.
     *
     * @param task the handle that {@link #hold} returned.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_TASK}, {@link Reason#NOT_HELD} or
     *     {@link Reason#MAX_UNDO}.
     */
    public int claim(final long task) {
        checkOwner();
        return placements.claim(task);
    }

    /**
     * Answers whether a task is held and not yet claimed. This call is hot.
     *
     * @param task the handle of the task.
     * @return true if it is held; false for a running task and for a stale handle.
     */
    public boolean isHeld(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot != TaskTable.NONE && tasks.isHeld(slot);
    }

    /**
     * Returns the instance of a task. This call is hot.
     *
     * @param task the handle of the task.
     * @return the ordinal of the instance, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public int instanceOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : tasks.instance(slot);
    }

    /**
     * Returns the slot of a task, a small number that no other running task has. The slot freed last is used next; a
     * fresh one is used when none is free. A caller can thus keep its own data of each task in an array of
     * {@code maxTasks} elements. This call is hot.
     *
     * @param task the handle of the task.
     * @return 0..maxTasks − 1, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public int slotOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : slot;
    }

    /**
     * Returns the group of a task. This call is hot.
     *
     * @param task the handle of the task.
     * @return the handle of the group, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public long groupOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : groups.handles.handle(tasks.group(slot));
    }

    /**
     * Returns the demand of a task. This call is hot.
     *
     * @param task the handle of the task.
     * @return the handle of the demand, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public long demandOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : demands.handle(tasks.demand(slot));
    }

    /**
     * Returns the first task of an instance: the one placed, held or adopted last. The others follow in the reverse
     * order of their arrival, also after releases in between. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @return the handle of a task, or {@link #NO_TASK} if no task runs there or no instance is registered there.
     */
    public long firstTaskOn(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? handleOrNone(columns.firstTask[ordinal]) : NO_TASK;
    }

    /**
     * Returns the task after a given one of the same instance. This call is hot. Releasing a task ends an iteration
     * that stands on it.
     *
     * @param task the handle of the given task.
     * @return the handle of the next task, or {@link #NO_TASK} if there is none or the given handle is stale.
     */
    public long nextTaskOn(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? NO_TASK : handleOrNone(tasks.nextOfInstance(slot));
    }

    /**
     * Returns the first task of a group, in an unspecified order. This call is hot.
     *
     * @param group the handle of the group.
     * @return the handle of a task, or {@link #NO_TASK} if the group has none or the handle is stale.
     */
    public long firstTaskIn(final long group) {
        checkOwner();
        final int slot = groups.handles.slot(group);
        return slot < 0 ? NO_TASK : handleOrNone(groups.firstTask[slot]);
    }

    /**
     * Returns the task after a given one of the same group. This call is hot. Releasing a task ends an iteration that
     * stands on it.
     *
     * @param task the handle of the given task.
     * @return the handle of the next task, or {@link #NO_TASK} if there is none or the given handle is stale.
     */
    public long nextTaskIn(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? NO_TASK : handleOrNone(tasks.nextOfGroup(slot));
    }

    private long handleOrNone(final int slot) {
        return slot == TaskTable.NONE ? NO_TASK : tasks.handle(slot);
    }

    // ---- savepoints ------------------------------------------------------------------------------------------------

    /**
     * Opens a savepoint, nested in those that are open. This call is hot.
     *
     * <p>While a savepoint is open, tasks may be placed, adopted, held, claimed and released, instances registered,
     * drained and reactivated, amounts reserved, and attributes and agents changed. Each such change takes room in the
     * undo log, {@link EngineConfig#maxUndo()}. Once the log is full, a change is refused with {@link Reason#MAX_UNDO},
     * or with a {@link LimitExceededException} if the call answers with exceptions, and the state is as it was. Every
     * other change is refused with an {@link IllegalStateException}. Questions are answered as usual.
     *
     * @return the handle of the savepoint, a positive number; or the code of {@link Reason#MAX_UNDO}.
     */
    public long savepoint() {
        checkOwner();
        return savepoints.open();
    }

    /**
     * Undoes all changes since a savepoint was opened, and closes it. Every later answer, handle, draw, iteration
     * order, digest and count is as if the changes had never been made, and slots of closed groups and dropped demands
     * that were freed meanwhile are taken again. {@link #explainPlan} and the work counters may differ. The cost is
     * that of the calls that are undone. This call is hot.
     *
     * <p>A handle of a task or an instance that was obtained since the savepoint is void and must be forgotten. The
     * engine cannot recognise it, since a later task or instance may get the same handle.
     *
     * @param savepoint the handle that {@link #savepoint()} returned; it must be the innermost open savepoint.
     * @throws IllegalArgumentException if it is not the innermost open savepoint.
     */
    public void rollback(final long savepoint) {
        checkOwner();
        savepoints.rollback(savepoint);
    }

    /**
     * Closes a savepoint and keeps the changes since it was opened. A savepoint around it can still undo them. This
     * call is hot.
     *
     * @param savepoint the handle that {@link #savepoint()} returned; it must be the innermost open savepoint.
     * @throws IllegalArgumentException if it is not the innermost open savepoint.
     */
    public void commit(final long savepoint) {
        checkOwner();
        savepoints.commit(savepoint);
    }

    /**
     * Answers whether a savepoint is open.
     *
     * @return true if one is open.
     */
    public boolean hasSavepoint() {
        checkOwner();
        return cluster.undo.isOpen();
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    /**
     * Returns the number of registered instances.
     *
     * @return 0..maxInstances.
     */
    public int instanceCount() {
        checkOwner();
        return columns.size();
    }

    /**
     * Returns one more than the highest ordinal that was ever used.
     *
     * @return 0..maxInstances.
     */
    public int ordinalLimit() {
        checkOwner();
        return columns.limit();
    }

    /**
     * Returns the number of running tasks.
     *
     * @return 0..maxTasks.
     */
    public int taskCount() {
        checkOwner();
        return tasks.size();
    }

    /**
     * Returns the number of tasks that run on an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return the number of tasks, 0 or more, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int tasksOn(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.taskCount[ordinal] : Reason.UNKNOWN_INSTANCE.code();
    }

    /**
     * Returns the number of running tasks of a group.
     *
     * @param group the handle of the group.
     * @return the number of tasks, 0 or more, or the code of {@link Reason#UNKNOWN_GROUP}.
     */
    public int tasksIn(final long group) {
        checkOwner();
        final int slot = groups.handles.slot(group);
        return slot < 0 ? Reason.UNKNOWN_GROUP.code() : groups.taskCount[slot];
    }

    /**
     * Answers whether an instance is registered at an ordinal.
     *
     * @param ordinal any number.
     * @return true if one is.
     */
    public boolean isRegistered(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal);
    }

    /**
     * Answers whether an instance is {@code ACTIVE}.
     *
     * @param ordinal the ordinal of the instance.
     * @return true if it is registered and active.
     */
    public boolean isActive(final int ordinal) {
        checkOwner();
        return columns.has(ordinal, Columns.ACTIVE);
    }

    /**
     * Answers whether the container agent of an instance is connected.
     *
     * @param ordinal the ordinal of the instance.
     * @return true if it is registered and connected.
     */
    public boolean isAgentConnected(final int ordinal) {
        checkOwner();
        return columns.has(ordinal, Columns.CONNECTED);
    }

    /**
     * Returns the id of an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return the id as registered.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public String instanceId(final int ordinal) {
        checkOwner();
        columns.checkRegistered(ordinal);
        return columns.id(ordinal);
    }

    /**
     * Returns the capacity provider of an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return the name of the provider as registered; null = none.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public @Nullable String capacityProvider(final int ordinal) {
        checkOwner();
        columns.checkRegistered(ordinal);
        return attributes.provider(ordinal);
    }

    /**
     * Returns the ordinal of an instance.
     *
     * @param id the id as registered.
     * @return the ordinal, or −1 if no instance of that id is registered; −1 is not the code of any {@link Reason}.
     */
    public int ordinalOf(final String id) {
        checkOwner();
        return columns.ordinalOf(Objects.requireNonNull(id, "id is null"));
    }

    /**
     * Returns the handle of the instance that is registered at an ordinal. An ordinal passes to another instance after
     * this one is deregistered, and a handle never does. Keep the handle if the instance may be deregistered in the
     * meantime. This call is hot.
     *
     * @param ordinal the ordinal of the instance.
     * @return the handle of the instance, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public long instanceHandle(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.handle(ordinal) : Reason.UNKNOWN_INSTANCE.code();
    }

    /**
     * Returns the ordinal of the instance that a handle names. This call is hot.
     *
     * @param instance the handle that {@link #instanceHandle} returned.
     * @return the ordinal of the instance, or the code of {@link Reason#UNKNOWN_INSTANCE} if the instance has been
     *     deregistered or the handle is of another kind.
     */
    public int ordinal(final long instance) {
        checkOwner();
        return columns.isLive(instance) ? HandleFormat.slot(instance) : Reason.UNKNOWN_INSTANCE.code();
    }

    /**
     * Returns the attributes of an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return a new map from name to value, where null = no value.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public Map<String, @Nullable String> attributes(final int ordinal) {
        checkOwner();
        columns.checkRegistered(ordinal);
        return attributes.toMap(ordinal);
    }

    /**
     * Returns the CPU that remains on an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return CPU units, negative = over-committed; 0 if no instance is registered there.
     */
    public int remainingCpuUnits(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.freeCpu(ordinal) : 0;
    }

    /**
     * Returns the memory that remains on an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return MiB, negative = over-committed; 0 if no instance is registered there.
     */
    public int remainingMemoryMib(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.freeMemory(ordinal) : 0;
    }

    /**
     * Returns the number of GPUs that remain on an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return the number of devices, negative = over-committed; 0 if no instance is registered there.
     */
    public int remainingGpus(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.amounts[Columns.GPU].free(ordinal) : 0;
    }

    /**
     * Returns the number of ENI slots that remain on an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @return the number of ENI slots, negative = over-committed; 0 if no instance is registered there.
     */
    public int remainingEniSlots(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.amounts[Columns.ENI].free(ordinal) : 0;
    }

    /**
     * Returns the amount of a named resource that remains on an instance.
     *
     * @param ordinal the ordinal of the instance.
     * @param resource the name of the resource, one of {@link EngineConfig#resources()}.
     * @return the amount, negative = over-committed; 0 if no instance is registered there.
     * @throws IllegalArgumentException if the engine has no resource of that name.
     */
    public int remainingResource(final int ordinal, final String resource) {
        checkOwner();
        final int number = columns.numberOf(resource);
        return columns.isRegistered(ordinal) ? columns.amounts[number].free(ordinal) : 0;
    }

    /**
     * Returns an instance as {@code memberOf} sees it, to evaluate a query or to read an attribute. The cost is O(1).
     *
     * @param ordinal the ordinal of the instance.
     * @return a view that is valid until the next call to the engine, which reuses it.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public InstanceView view(final int ordinal) {
        checkOwner();
        return questions.view(ordinal);
    }

    /**
     * Returns the current description of an instance: its registered and remaining amounts, attributes and ports in
     * use.
     *
     * @param ordinal the ordinal of the instance.
     * @return a new description.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public Instance describe(final int ordinal) {
        checkOwner();
        return Inspection.describe(cluster, ordinal);
    }

    /**
     * Returns the name of a group.
     *
     * @param group the handle of the group.
     * @return the name under which it was opened.
     * @throws IllegalArgumentException if the handle names no group.
     */
    public String groupName(final long group) {
        checkOwner();
        return groups.nameOf(group);
    }

    /**
     * Returns the content of a demand.
     *
     * @param demand the handle of the demand.
     * @return the demand as defined.
     * @throws IllegalArgumentException if the handle names no demand.
     */
    public Demand demand(final long demand) {
        checkOwner();
        final DemandRecord known = demands.find(demand);
        if (known == null) {
            throw new IllegalArgumentException("demand is " + demand + ", must be the handle of a demand");
        }
        return known.demand;
    }

    /**
     * Counts, for each check, the instances that fail it, in one pass over all instances. The state stays as it is. The
     * call is cold; its cost is O(N).
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the counts and the closest instance.
     * @throws IllegalArgumentException if either is unknown.
     * @throws LimitExceededException if the plan limits the tasks of the group on an instance and maxCounts leaves no
     *     room for the counts of the group.
     */
    public Explanation explain(final long plan, final long group) {
        return explain(plan, group, null);
    }

    /**
     * Counts as {@link #explain(long, long)} does, passing over some instances, which are not considered.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param exclusion the instances that the call passes over; null = none.
     * @return the counts and the closest instance.
     * @throws IllegalArgumentException if the plan or the group is unknown.
     * @throws LimitExceededException under the same conditions as {@link #explain(long, long)}.
     */
    public Explanation explain(final long plan, final long group, final @Nullable Exclusion exclusion) {
        checkOwner();
        return questions.explain(plan, group, exclusion);
    }

    /**
     * Returns the checks that an instance fails, also for an instance that a placement would not consider. This call is
     * hot.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return a bit for each of the first {@value Reason#CHECKS} reasons, bit 0 for the first, and one bit for all
     *     named resources; 0 = the instance passes all checks; or the code of {@link Reason#UNKNOWN_PLAN},
     *     {@link Reason#UNKNOWN_GROUP} or {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int failedChecks(final long plan, final long group, final int ordinal) {
        checkOwner();
        return questions.failedChecks(plan, group, ordinal);
    }

    /**
     * Returns every check that an instance fails, and so why it is not eligible. The state stays as it is, and other
     * instances are not read. The call is cold.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @param ordinal the ordinal of the instance.
     * @return the failed checks in their order; {@link Reason#NOT_ACTIVE} and {@link Reason#OTHER_PROVIDER} come first
     *     if they keep the instance from being considered; empty if the instance is eligible.
     * @throws IllegalArgumentException if the plan, the group or the instance is unknown.
     */
    public List<FailedCheck> whyNot(final long plan, final long group, final int ordinal) {
        checkOwner();
        return questions.whyNot(plan, group, ordinal);
    }

    /**
     * Returns the number of tasks that {@link #place(long, long)} would still place before it refuses one, and what
     * blocks that one. The number is exact, on the assumption that maxCounts is large enough. State and random draws
     * stay as they are. The call is cold; its cost is O(N), and O(tasks that fit) for an instance on which a query or
     * predicate depends on the tasks that run there.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the number of tasks, and what blocks the next one.
     * @throws IllegalArgumentException if either is unknown.
     * @throws LimitExceededException under the same conditions as {@link #explain(long, long)}.
     */
    public Headroom headroom(final long plan, final long group) {
        checkOwner();
        return questions.headroom(plan, group);
    }

    /**
     * Returns how much of each limit is used, and which plans scan. The call is cold; its cost is O(slots in use). It
     * suits a gauge that is read from time to time.
     *
     * @return a record that any thread may read.
     */
    public Usage usage() {
        checkOwner();
        return questions.usage(config);
    }

    /**
     * Returns a hash of the logical state, as {@link StateDigest} defines it. The cost is O(N + tasks).
     *
     * @return the hash, the same for the same state, whatever the history.
     */
    public long digest() {
        checkOwner();
        return Inspection.digest(cluster);
    }

    /**
     * Recomputes every derived structure from the columns and compares it with the one that is kept. The cost is O(N +
     * tasks).
     *
     * @throws IllegalStateException if one differs; its message says which.
     */
    public void validate() {
        checkOwner();
        Validation.validate(cluster);
    }

    /**
     * Returns the counters of the work done so far.
     *
     * @return the live counters; all are 0 unless {@link WorkCounters#ENABLED}.
     */
    public WorkCounters work() {
        checkOwner();
        return work;
    }

    // ---- for the questions of this package -------------------------------------------------------------------------

    /** Returns the parts of the engine. */
    Engine parts() {
        checkOwner();
        return engine;
    }

    /** Answers whether a plan has a predicate, which may read more than the engine knows of an instance. */
    boolean hasPredicates(final long plan) {
        return planner.livePlan(plan).more.predicates.length > 0;
    }

    Demand demandOfPlan(final long plan) {
        return planner.livePlan(plan).demand.demand;
    }

    /** Answers whether a plan considers a registered instance and the instance passes its checks. */
    boolean isEligible(final long plan, final long group, final int ordinal) {
        return isActive(ordinal)
                && planner.livePlan(plan).more.isOfProvider(ordinal)
                && failedChecks(plan, group, ordinal) == 0;
    }

    /** Opens a savepoint for a question. It throws if the undo log has no room. */
    long openSavepoint() {
        final long savepoint = savepoint();
        checkUndo(savepoint);
        return savepoint;
    }

    /** Throws if a call has answered that the undo log has no room. */
    void checkUndo(final long result) {
        if (result == Reason.MAX_UNDO.code()) {
            throw new LimitExceededException("maxUndo", config.maxUndo());
        }
    }

    private void checkNoSavepoint(final String call) {
        if (cluster.undo.isOpen()) {
            throw new IllegalStateException(
                    call + " is refused while a savepoint is open; roll it back or commit it first");
        }
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /**
     * Writes the state. {@link #restore} makes an engine of it that gives the same answers, handles and draws from then
     * on. The call is cold; its cost is O(N + tasks). It uses one buffer of {@value SnapshotSink#MAX_CHUNK} bytes. The
     * format is in {@code docs/snapshot.md}.
     *
     * @param sink the sink that receives the bytes.
     * @throws IOException if the sink throws; the bytes that it has received are not a snapshot.
     * @throws IllegalStateException if a plan has a predicate without a name, or if a savepoint is open; nothing is
     *     written then.
     */
    public void snapshot(final SnapshotSink sink) throws IOException {
        checkOwner();
        checkNoSavepoint("snapshot");
        EngineSnapshot.write(engine, Objects.requireNonNull(sink, "sink is null"));
    }

    /**
     * Restores an engine as it was when a snapshot was written, for snapshots whose plans have no predicates.
     *
     * @param config the limits: those of the saved engine, higher ones, or lower ones that hold every ordinal and slot
     *     that was ever used, since these are kept. The seed is ignored, as the random state is restored.
     * @param source the source of the bytes, which is read up to the end of the snapshot and no further.
     * @return the engine; the first thread to call it owns it.
     * @throws SnapshotException if the snapshot is refused.
     * @throws IOException if the source throws.
     * @throws LimitExceededException if a limit is too low.
     * @throws IllegalArgumentException if the resources of the configuration do not begin with those that were saved.
     */
    public static PlacementEngine restore(final EngineConfig config, final SnapshotSource source) throws IOException {
        return restore(config, source, name -> null);
    }

    /**
     * Restores an engine as it was when a snapshot was written. The call is cold: the columns are read, and the
     * indexes, filters and counts are built anew.
     *
     * @param config the limits: those of the saved engine, higher ones, or lower ones that hold every ordinal and slot
     *     that was ever used, since these are kept. The seed is ignored, as the random state is restored.
     * @param source the source of the bytes, which is read up to the end of the snapshot and no further.
     * @param predicates the function that returns the predicate of each name given to
     *     {@link Constraint#memberOf(String, InstancePredicate)}, or null for a name that it does not know.
     * @return the engine; the first thread to call it owns it.
     * @throws SnapshotException if the snapshot is refused.
     * @throws IOException if the source throws.
     * @throws LimitExceededException if a limit is too low.
     * @throws IllegalArgumentException if the resources of the configuration do not begin with those that were saved.
     */
    public static PlacementEngine restore(
            final EngineConfig config,
            final SnapshotSource source,
            final Function<String, @Nullable InstancePredicate> predicates)
            throws IOException {
        Objects.requireNonNull(config, "config is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(predicates, "predicates is null");
        return new PlacementEngine(config, EngineSnapshot.read(config, source, predicates));
    }

    /**
     * Returns the size of the engine in words, for a debugger. Any thread may call it; what it sees may be out of date.
     *
     * @return the numbers of instances and tasks, and the configuration, in words.
     */
    @Override
    public String toString() {
        return "PlacementEngine[instances=" + columns.size() + ", tasks=" + tasks.size() + ", " + config + "]";
    }

    // ---- the thread that owns the engine --------------------------------------------------------------------------

    /**
     * Gives up the engine. The next thread that makes a call owns it, and sees all that this thread did. No other
     * synchronization is needed.
     *
     * @throws IllegalStateException if another thread owns the engine.
     */
    public void releaseOwnership() {
        checkOwner();
        ownerId = 0;
        OWNER.setRelease(this, null);
    }

    /**
     * Makes the calling thread the owner if there is none, and refuses any thread other than the owner, as every call
     * does. Classes that are built on an engine call it before they change a state of their own. This call is hot.
     *
     * @throws IllegalStateException if another thread owns the engine; its message names both.
     */
    public void checkOwner() {
        // A plain read suffices: a thread finds its own id here only if it has written the id itself. Ids are compared
        // rather than references, since a compressed reference has to be decoded first, which takes one or two
        // instructions more.
        if (Thread.currentThread().getId() != ownerId) {
            own();
        }
    }

    private void own() {
        final Thread caller = Thread.currentThread();
        final Thread other = (Thread) OWNER.compareAndExchange(this, null, caller);
        if (other == null || other == caller) {
            ownerId = caller.getId();
        } else {
            throw new IllegalStateException("the engine is owned by thread '" + other.getName()
                    + "' and was called by thread '" + caller.getName()
                    + "', must be called by its owner alone; pass the call to that thread, or let it call"
                    + " releaseOwnership() before this one calls");
        }
    }

    private static VarHandle ownerHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(PlacementEngine.class, "owner", Thread.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
