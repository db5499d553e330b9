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
 * One cluster, and the exact answer to: on which instance does this task go?
 *
 * <p>State is columns of primitives by ordinal (instances) and by slot (tasks), ordered indexes over them, and counts
 * per group. Their memory is taken at construction from the limits of an {@link EngineConfig}; {@link #plan} takes some
 * more when a chain first orders by two amounts or by ordinal ({@link EngineConfig#otherOrderBytes()}).
 *
 * <p>Calls are <em>cold</em> (register, define, plan, explain, inspect by name: they take friendly types and throw on
 * bad arguments) or <em>hot</em> ({@link #place(long, long)}, {@link #placeMany}, {@link #placeOn}, {@link #canPlace},
 * {@link #release}, {@link #adopt}, status, agent and interned attribute changes, iteration: they take and return
 * primitives, answer with a code of {@link Reason}, and never allocate). A refused call leaves the state as it was, but
 * that a placement which finds nothing has begun to keep the counts of its group that its plan needs, as
 * {@link #prepare(long, long)} does, and that a cold call may have used up the number of a slot, which only handles to
 * come show.
 *
 * <p>Handles of tasks, plans, groups, demands, attributes and instances are positive longs that no two kinds share. A
 * handle of another kind, or of something that is gone, is refused as unknown. Handles depend on the calls made, and
 * never on the limits of the configuration.
 *
 * <p>Cost, with N instances in the index that serves a plan: {@code place} and {@code release} are O(log N) for indexed
 * chains, see {@link #explainPlan}; O(N) for the others.
 *
 * <p>A random choice depends on the state, the plan and the seed alone, see {@link Strategy#random()}: engines with the
 * same seed and history draw the same, whatever their limits. Refused calls and questions draw nothing.
 *
 * <p>Not thread-safe: one thread owns an engine, the first that calls it. A call from another one throws an {@link
 * IllegalStateException}, also of those that only read, until the owner calls {@link #releaseOwnership}; so does a call
 * of what is built on the engine ({@link dev.berth.service.Services} and its services). What an engine answers with,
 * but for {@link #view} and {@link #work}, is immutable: any thread may read it.
 */
public final class PlacementEngine {
    /** Answer of an iteration that has come to its end. */
    public static final long NO_TASK = -1;

    /** Answer of a hot command that was carried out. */
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

    /** The only thread that may call; null = the next that does. */
    private @Nullable Thread owner;

    /** Its id, written by itself alone; 0 = it has given the engine up, or there was none yet. */
    private long ownerId;

    /**
     * An engine without instances.
     *
     * @param config its limits and seed.
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
     * The limits and the seed.
     *
     * @return as given at construction.
     */
    public EngineConfig config() {
        return config;
    }

    // ---- instances -------------------------------------------------------------------------------------------------

    /**
     * Registers an instance at the lowest free ordinal.
     *
     * @param instance to be registered; {@code ACTIVE} from now on.
     * @return its ordinal, 0-based.
     * @throws IllegalArgumentException if an instance with this id is registered.
     * @throws LimitExceededException if maxInstances, maxAttributes, maxAttributeValues or maxPorts is reached.
     */
    public int register(final Instance instance) {
        checkOwner();
        return instances.register(Objects.requireNonNull(instance, "instance is null"));
    }

    /**
     * Removes an instance on which no task runs; its ordinal is free again.
     *
     * @param ordinal of the instance.
     * @throws IllegalArgumentException if no instance is registered there.
     * @throws IllegalStateException if tasks run on it, or a savepoint is open.
     */
    public void deregister(final int ordinal) {
        checkOwner();
        checkNoSavepoint("deregister");
        instances.deregister(ordinal, false);
    }

    /**
     * Removes an instance, after releasing the tasks that run on it.
     *
     * @param ordinal of the instance.
     * @throws IllegalArgumentException if no instance is registered there.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void deregisterForced(final int ordinal) {
        checkOwner();
        checkNoSavepoint("deregisterForced");
        instances.deregister(ordinal, true);
    }

    /**
     * Sets an instance to {@code DRAINING}: its tasks stay, it gets no new ones. Hot.
     *
     * @param ordinal of the instance.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int drain(final int ordinal) {
        checkOwner();
        return instances.setActive(ordinal, false);
    }

    /**
     * Sets an instance to {@code ACTIVE}. Hot.
     *
     * @param ordinal of the instance.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int reactivate(final int ordinal) {
        checkOwner();
        return instances.setActive(ordinal, true);
    }

    /**
     * Sets whether the container agent is connected. Hot.
     *
     * @param ordinal of the instance.
     * @param connected true if it is.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int setAgentConnected(final int ordinal, final boolean connected) {
        checkOwner();
        return instances.setAgentConnected(ordinal, connected);
    }

    /**
     * Changes what is registered of an instance; what remains changes by the same amounts and may become negative.
     *
     * @param ordinal of the instance.
     * @param cpuUnits CPU units, 0..2147483647.
     * @param memoryMib MiB, 0..2147483647.
     * @param gpus devices, 0..32767.
     * @param eniSlots slots, 0..32767.
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
     * Takes amounts off what remains of an instance, for something that is no task; negative amounts give back.
     *
     * @param ordinal of the instance.
     * @param cpuUnits CPU units.
     * @param memoryMib MiB.
     * @param gpus devices.
     * @param eniSlots slots.
     * @throws IllegalArgumentException if no instance is registered there, or more would remain than is registered, or
     *     a remainder would leave its range.
     */
    public void reserve(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        checkOwner();
        amounts.reserve(ordinal, cpuUnits, memoryMib, gpus, eniSlots);
    }

    /**
     * Changes what is registered of a named resource of an instance; what remains changes by the same amount and may
     * become negative.
     *
     * @param ordinal of the instance.
     * @param resource one of {@link EngineConfig#resources()}.
     * @param amount 0..2147483647.
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
     * Takes an amount off what remains of a named resource of an instance, for something that is no task; a negative
     * amount gives back.
     *
     * @param ordinal of the instance.
     * @param resource one of {@link EngineConfig#resources()}.
     * @param amount -2147483647..2147483647.
     * @throws IllegalArgumentException if no instance is registered there, the engine has no resource of that name, or
     *     more would remain than is registered, or the remainder would leave its range.
     */
    public void reserve(final int ordinal, final String resource, final int amount) {
        checkOwner();
        Checks.inRange("amount of resource '" + resource + "'", amount, -Integer.MAX_VALUE, Integer.MAX_VALUE);
        amounts.reserve(ordinal, resource, amount);
    }

    /**
     * Gives back a host port that is in use on an instance for something that is no task, such as one that was in use
     * at registration. O(tasks of the instance).
     *
     * @param ordinal of the instance.
     * @param udp whether it is a UDP port.
     * @param port 1..65535.
     * @throws IllegalArgumentException if no instance is registered there, or nothing but tasks uses the port.
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
     * @param ordinal of the instance.
     * @param name of the attribute.
     * @param value its value, null = no value.
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
     * @param ordinal of the instance.
     * @param name of the attribute.
     * @return whether the instance had it.
     * @throws IllegalArgumentException if no instance is registered there.
     * @throws LimitExceededException if maxCounts is reached.
     */
    public boolean removeAttribute(final int ordinal, final String name) {
        checkOwner();
        return labels.remove(ordinal, Objects.requireNonNull(name, "name is null"));
    }

    /**
     * Interns an attribute with a value, for the hot {@link #setAttribute(int, long)}. It stays interned until
     * {@link #releaseAttribute} has been called as often as this.
     *
     * @param name of the attribute.
     * @param value its value, null = no value.
     * @return a handle.
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
     * @param attribute handle of {@link #attribute(String, String)}.
     * @throws IllegalArgumentException if it was not interned by that call.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void releaseAttribute(final long attribute) {
        checkOwner();
        checkNoSavepoint("releaseAttribute");
        attributes.unpin(attribute);
    }

    /**
     * Sets an attribute of an instance. Hot.
     *
     * @param ordinal of the instance.
     * @param attribute handle of {@link #attribute(String, String)}: name and value.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#UNKNOWN_ATTRIBUTE},
     *     {@link Reason#MAX_ATTRIBUTES} or {@link Reason#MAX_COUNTS}.
     */
    public int setAttribute(final int ordinal, final long attribute) {
        checkOwner();
        return labels.set(ordinal, attribute);
    }

    /**
     * Removes an attribute of an instance, whatever its value. Hot.
     *
     * @param ordinal of the instance.
     * @param attribute handle of {@link #attribute(String, String)}, of which only the name counts.
     * @return {@link #DONE} (also if the instance did not have it), or the code of {@link Reason#UNKNOWN_INSTANCE},
     *     {@link Reason#UNKNOWN_ATTRIBUTE} or {@link Reason#MAX_COUNTS}.
     */
    public int removeAttribute(final int ordinal, final long attribute) {
        checkOwner();
        return labels.remove(ordinal, attribute);
    }

    // ---- demands, plans, groups ------------------------------------------------------------------------------------

    /**
     * Defines a demand.
     *
     * @param demand what one task asks.
     * @return its handle.
     * @throws LimitExceededException if maxDemands, maxAttributeNames or maxAttributeValues is reached.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long define(final Demand demand) {
        checkOwner();
        checkNoSavepoint("define");
        return demands.define(Objects.requireNonNull(demand, "demand is null"));
    }

    /**
     * Drops a demand: no new plan or task may name it. Its slot is free once no plan and no task has it.
     *
     * @param demand handle.
     * @throws IllegalArgumentException if it names no live demand.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void dropDemand(final long demand) {
        checkOwner();
        checkNoSavepoint("dropDemand");
        demands.drop(demand);
    }

    /**
     * Compiles a demand, a chain and constraints to a plan that any group may use. May build indexes: O(N log N).
     *
     * @param demand handle of {@link #define}.
     * @param chain the strategies.
     * @param constraints 0..10 of them, all of which must hold.
     * @return its handle.
     * @throws IllegalArgumentException if the demand is unknown, or there are more than ten constraints.
     * @throws NullPointerException if the chain or a constraint is null.
     * @throws LimitExceededException if maxPlans, maxFilters, maxAttributeNames or maxAttributeValues is reached, or
     *     live plans spread over 63 other attributes.
     */
    public long plan(final long demand, final Chain chain, final Constraint... constraints) {
        return plan(demand, chain, null, constraints);
    }

    /**
     * As {@link #plan(long, Chain, Constraint...)}, narrowed to the instances of one capacity provider: the plan
     * considers no others, neither in a placement nor in an explanation or a headroom. It is no constraint and no
     * check. It takes a filter, as a query does.
     *
     * @param demand handle of {@link #define}.
     * @param chain the strategies.
     * @param capacityProvider as {@link Instance.Builder#capacityProvider} names it, also of no instance that is there;
     *     null = any provider, and none.
     * @param constraints 0..10 of them, all of which must hold.
     * @return its handle.
     * @throws IllegalArgumentException if the demand is unknown, the provider is empty, or there are more than ten
     *     constraints.
     * @throws NullPointerException if the chain or a constraint is null.
     * @throws LimitExceededException as without a provider.
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
     * Drops a plan; tasks that were placed by it stay.
     *
     * @param plan handle.
     * @throws IllegalArgumentException if it names no live plan.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void dropPlan(final long plan) {
        checkOwner();
        checkNoSavepoint("dropPlan");
        planner.dropPlan(plan);
    }

    /**
     * How a plan finds its instance: which index, or a scan and why.
     *
     * @param plan handle.
     * @return one line for people.
     * @throws IllegalArgumentException if it names no live plan.
     */
    public String explainPlan(final long plan) {
        checkOwner();
        return questions.explainPlan(plan);
    }

    /**
     * What {@link #explainPlan} says, as numbers.
     *
     * @param plan handle.
     * @return how the plan is served now.
     * @throws IllegalArgumentException if it names no live plan.
     */
    public PlanInfo planInfo(final long plan) {
        checkOwner();
        return questions.planInfo(plan);
    }

    /**
     * Opens a group of tasks, or finds it if it is open.
     *
     * @param name of the group.
     * @return its handle.
     * @throws LimitExceededException if maxGroups is reached.
     * @throws IllegalStateException if a savepoint is open.
     */
    public long group(final String name) {
        checkOwner();
        checkNoSavepoint("group");
        return cluster.openGroup(Checks.nonEmpty("name", name));
    }

    /**
     * Closes a group: it takes no new tasks. Its slot is free once its last task is released; opening it by name before
     * that opens it with its tasks.
     *
     * @param group handle.
     * @throws IllegalArgumentException if it names no open group.
     * @throws IllegalStateException if a savepoint is open.
     */
    public void closeGroup(final long group) {
        checkOwner();
        checkNoSavepoint("closeGroup");
        groups.close(groups.openSlot(group));
    }

    /**
     * Makes the counts that a plan needs of a group. The first {@code place} of the pair does it where it was not done,
     * in O(tasks of the group); for a group that holds many tasks already, do it beforehand.
     *
     * @param plan handle.
     * @param group handle.
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
     * Whether a handle is that of a demand which takes plans and tasks.
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
     * Whether a handle is that of a plan.
     *
     * @param plan any number.
     * @return true from {@link #plan(long, Chain, Constraint...)} to {@link #dropPlan}.
     */
    public boolean isLivePlan(final long plan) {
        checkOwner();
        return planner.planSlot(plan) >= 0;
    }

    /**
     * Whether a handle is that of a group which takes tasks.
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
     * Places one task on the instance that the chain of the plan ranks first. Hot.
     *
     * @param plan handle.
     * @param group handle.
     * @return the handle of the task, a positive number; or the code of {@link Reason#NOTHING_ELIGIBLE},
     *     {@link Reason#UNKNOWN_PLAN}, {@link Reason#UNKNOWN_GROUP}, {@link Reason#MAX_TASKS},
     *     {@link Reason#MAX_COUNTS} or {@link Reason#MAX_PORTS}.
     */
    public long place(final long plan, final long group) {
        checkOwner();
        return placements.place(plan, group, null);
    }

    /**
     * As {@link #place(long, long)}, passing over some instances. Hot.
     *
     * @param plan handle.
     * @param group handle.
     * @param exclusion the instances to be passed over in this call.
     * @return as {@link #place(long, long)}.
     */
    public long place(final long plan, final long group, final @Nullable Exclusion exclusion) {
        checkOwner();
        return placements.place(plan, group, exclusion);
    }

    /**
     * Places several tasks one after the other, each seeing those before it, until one is refused. Hot.
     *
     * @param plan handle.
     * @param group handle.
     * @param count how many, 0..tasks.length.
     * @param tasks receives the handle of each task that was placed and, if there is one, the code of the refusal after
     *     them.
     * @return how many were placed.
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
     * Places tasks in the order given, each seeing those before it, and goes on after a refusal: the answers are those
     * of {@link #place(long, long)} called once for each task. Hot.
     *
     * @param plans handle of the plan of each task.
     * @param groups handle of the group of each task.
     * @param count how many, 0..the length of the shortest array.
     * @param tasks receives for each task its handle, or the code of its refusal.
     * @return how many were placed.
     * @throws IllegalArgumentException if the count is out of range; nothing is placed then.
     */
    public int placeMany(final long[] plans, final long[] groups, final int count, final long[] tasks) {
        checkOwner();
        Checks.inRange("count", count, 0, Math.min(tasks.length, Math.min(plans.length, groups.length)));
        return batches.placeMany(plans, groups, count, tasks);
    }

    /**
     * Releases tasks in the order given: the answers are those of {@link #release} called once for each. Reads ahead
     * what the releases need, so that their cache misses overlap; a batch of 8 or more costs less than as many calls.
     * Hot.
     *
     * @param tasks the handles; the code of {@link Reason#UNKNOWN_TASK} takes the place of one that is stale, the
     *     others stay.
     * @param from index of the first, 0..the length of the array.
     * @param count how many, 0..what follows {@code from}.
     * @return how many were released.
     * @throws IllegalArgumentException if {@code from} or {@code count} is out of range; nothing is released then.
     */
    public int releaseAll(final long[] tasks, final int from, final int count) {
        checkOwner();
        Checks.inRange("from", from, 0, tasks.length);
        Checks.inRange("count", count, 0, tasks.length - from);
        return batches.releaseAll(tasks, from, count);
    }

    /**
     * Places tasks in the order given, each seeing those before it: all or none. Hot. After a refusal the state and the
     * random draws to come are as they were, handles included: it is a savepoint of its own, which takes
     * {@code count} + 1 entries of the undo log, and one for each group and plan whose counts begin to be kept.
     *
     * @param plans handle of the plan of each task.
     * @param groups handle of the group of each task.
     * @param count how many, 0..the length of the shortest array.
     * @param tasks receives the handle of each task; after a refusal −1 for each before the one refused, and the code
     *     of the refusal in its place.
     * @return how many could be placed: {@code count} = all are placed; less = none is.
     * @throws IllegalArgumentException if the count is out of range; nothing is placed then.
     */
    public int placeAll(final long[] plans, final long[] groups, final int count, final long[] tasks) {
        checkOwner();
        Checks.inRange("count", count, 0, Math.min(tasks.length, Math.min(plans.length, groups.length)));
        return batches.placeAll(plans, groups, count, tasks);
    }

    /**
     * How many tasks {@link #placeAll} could place. Nothing is placed or drawn. Hot.
     *
     * @param plans handle of the plan of each task.
     * @param groups handle of the group of each task.
     * @param count how many, 0..the length of the shortest array.
     * @param scratch is written to; of a refusal, it holds the code in the place of the task refused.
     * @return {@code count} = all could be placed; less = none would be.
     * @throws IllegalArgumentException if the count is out of range.
     */
    public int canPlaceAll(final long[] plans, final long[] groups, final int count, final long[] scratch) {
        checkOwner();
        Checks.inRange("count", count, 0, Math.min(scratch.length, Math.min(plans.length, groups.length)));
        return batches.canPlaceAll(plans, groups, count, scratch);
    }

    /**
     * Places one task on a given instance, if that is eligible. Hot.
     *
     * @param plan handle; its chain does not matter.
     * @param group handle.
     * @param ordinal of the instance.
     * @return the handle of the task; or the code of {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#NOT_ACTIVE},
     *     {@link Reason#OTHER_PROVIDER}, the
     *     check that fails, or one of {@link #place(long, long)}.
     */
    public long placeOn(final long plan, final long group, final int ordinal) {
        checkOwner();
        return placements.placeOn(plan, group, ordinal);
    }

    /**
     * Whether {@link #place(long, long)} would place. No side effect, and nothing is drawn. Hot; for a plan that is new
     * to the group it walks the group's tasks, which {@link #prepare} spares it.
     *
     * @param plan handle.
     * @param group handle.
     * @return {@link #DONE}, or the code that {@code place} would answer.
     */
    public int canPlace(final long plan, final long group) {
        checkOwner();
        return placements.canPlace(plan, group);
    }

    /**
     * Whether {@link #placeOn} would place. No side effect. Hot; as {@link #canPlace} for a plan that is new to the
     * group.
     *
     * @param plan handle; its chain does not matter.
     * @param group handle.
     * @param ordinal of the instance.
     * @return {@link #DONE}, or the code that {@code placeOn} would answer.
     */
    public int canPlaceOn(final long plan, final long group, final int ordinal) {
        checkOwner();
        return placements.canPlaceOn(plan, group, ordinal);
    }

    /**
     * Takes over a task that already runs on an instance: no check is made, and a remainder may become negative. Hot.
     *
     * @param demand handle of {@link #define}.
     * @param group handle.
     * @param ordinal of the instance, of any status.
     * @param counted whether what remains of the instance has the task's demand subtracted already. A host port of the
     *     task that is in use for what is no task, as the registration names it, is the task's from now on, and free
     *     when the task goes; O(tasks of the instance) for each port.
     * @return the handle of the task; or the code of {@link Reason#UNKNOWN_DEMAND}, {@link Reason#UNKNOWN_GROUP},
     *     {@link Reason#UNKNOWN_INSTANCE}, {@link Reason#MAX_TASKS}, {@link Reason#MAX_COUNTS},
     *     {@link Reason#MAX_PORTS} or {@link Reason#OUT_OF_RANGE}.
     */
    public long adopt(final long demand, final long group, final int ordinal, final boolean counted) {
        checkOwner();
        return placements.adopt(demand, group, ordinal, counted);
    }

    /**
     * Stops a task: what it held remains again. Hot.
     *
     * @param task handle.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_TASK} for a stale handle.
     */
    public int release(final long task) {
        checkOwner();
        return placements.release(task);
    }

    /**
     * Places a task as {@link #place(long, long)} does, for later: it is held. It takes its amounts and ports and
     * counts everywhere like a task that runs, until {@link #claim} makes it one, or {@link #release} gives it back.
     * Hot.
     *
     * @param plan handle.
     * @param group handle.
     * @return as {@link #place(long, long)}.
     */
    public long hold(final long plan, final long group) {
        checkOwner();
        return placements.hold(plan, group);
    }

    /**
     * Makes a task that is held a running one of its group, where it is and with the handle that it has. Hot.
     *
     * @param task handle of {@link #hold}.
     * @return {@link #DONE}, or the code of {@link Reason#UNKNOWN_TASK}, {@link Reason#NOT_HELD} or
     *     {@link Reason#MAX_UNDO}.
     */
    public int claim(final long task) {
        checkOwner();
        return placements.claim(task);
    }

    /**
     * Answers whether a task is held and has not been claimed. Hot.
     *
     * @param task handle.
     * @return true if so; false also for a stale handle.
     */
    public boolean isHeld(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot != TaskTable.NONE && tasks.isHeld(slot);
    }

    /**
     * The instance of a task. Hot.
     *
     * @param task handle.
     * @return its ordinal, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public int instanceOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : tasks.instance(slot);
    }

    /**
     * The slot of a task: a small number that no other running task has; the slot freed last is used next, and a fresh
     * one only when none is free. An array of {@code maxTasks} elements can thus keep what one knows of each task. Hot.
     *
     * @param task handle.
     * @return 0..maxTasks − 1, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public int slotOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : slot;
    }

    /**
     * The group of a task. Hot.
     *
     * @param task handle.
     * @return handle of the group, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public long groupOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : groups.handles.handle(tasks.group(slot));
    }

    /**
     * The demand of a task. Hot.
     *
     * @param task handle.
     * @return handle of the demand, or the code of {@link Reason#UNKNOWN_TASK}.
     */
    public long demandOf(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? Reason.UNKNOWN_TASK.code() : demands.handle(tasks.demand(slot));
    }

    /**
     * The first task of an instance: the one placed, held or adopted last. The others follow in the reverse of the
     * order in which they came, whatever was released in between. Hot.
     *
     * @param ordinal of the instance.
     * @return handle of a task, or {@link #NO_TASK}.
     */
    public long firstTaskOn(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? handleOrNone(columns.firstTask[ordinal]) : NO_TASK;
    }

    /**
     * The task after a given one of the same instance. Hot. Releasing a task ends an iteration that stands on it.
     *
     * @param task handle.
     * @return handle of a task, or {@link #NO_TASK}, also for a stale handle.
     */
    public long nextTaskOn(final long task) {
        checkOwner();
        final int slot = tasks.slot(task);
        return slot == TaskTable.NONE ? NO_TASK : handleOrNone(tasks.nextOfInstance(slot));
    }

    /**
     * The first task of a group; the order is unspecified. Hot.
     *
     * @param group handle.
     * @return handle of a task, or {@link #NO_TASK}.
     */
    public long firstTaskIn(final long group) {
        checkOwner();
        final int slot = groups.handles.slot(group);
        return slot < 0 ? NO_TASK : handleOrNone(groups.firstTask[slot]);
    }

    /**
     * The task after a given one of the same group. Hot. Releasing a task ends an iteration that stands on it.
     *
     * @param task handle.
     * @return handle of a task, or {@link #NO_TASK}, also for a stale handle.
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
     * Opens a savepoint, within those that are open. Hot.
     *
     * <p>While one is open, tasks may be placed, adopted, held, claimed and released, instances registered, drained and
     * reactivated, amounts reserved, and attributes and agents changed. Each such change takes room in the undo log,
     * {@link EngineConfig#maxUndo()}; once that is full, changes are refused with {@link Reason#MAX_UNDO}, or with a
     * {@link LimitExceededException} where the call answers with exceptions, and the state is as it was. Any other
     * change is refused with an {@link IllegalStateException}. Questions are asked as ever.
     *
     * @return its handle, a positive number; or the code of {@link Reason#MAX_UNDO}.
     */
    public long savepoint() {
        checkOwner();
        return savepoints.open();
    }

    /**
     * Undoes what was done since a savepoint was opened, and closes it: every answer, handle, draw, iteration order,
     * digest and count to come is as if nothing had been done, the freeing of closed groups and dropped demands undone
     * too; {@link #explainPlan} and the work counters may differ. Costs what the calls did. Hot.
     *
     * <p>A handle of a task or an instance that was obtained since is void. It cannot be recognised as such: a later
     * task or instance may get the same.
     *
     * @param savepoint handle of {@link #savepoint()}, opened last of those that are open.
     * @throws IllegalArgumentException if it is not open, or was not opened last.
     */
    public void rollback(final long savepoint) {
        checkOwner();
        savepoints.rollback(savepoint);
    }

    /**
     * Closes a savepoint and keeps what was done since it was opened; a savepoint around it can still undo that. Hot.
     *
     * @param savepoint handle of {@link #savepoint()}, opened last of those that are open.
     * @throws IllegalArgumentException if it is not open, or was not opened last.
     */
    public void commit(final long savepoint) {
        checkOwner();
        savepoints.commit(savepoint);
    }

    /**
     * Answers whether a savepoint is open.
     *
     * @return true if so.
     */
    public boolean hasSavepoint() {
        checkOwner();
        return cluster.undo.isOpen();
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    /**
     * How many instances are registered.
     *
     * @return 0..maxInstances.
     */
    public int instanceCount() {
        checkOwner();
        return columns.size();
    }

    /**
     * One more than the highest ordinal that was ever used.
     *
     * @return 0..maxInstances.
     */
    public int ordinalLimit() {
        checkOwner();
        return columns.limit();
    }

    /**
     * How many tasks run.
     *
     * @return 0..maxTasks.
     */
    public int taskCount() {
        checkOwner();
        return tasks.size();
    }

    /**
     * How many tasks run on an instance.
     *
     * @param ordinal of the instance.
     * @return a count, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int tasksOn(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.taskCount[ordinal] : Reason.UNKNOWN_INSTANCE.code();
    }

    /**
     * How many tasks of a group run.
     *
     * @param group handle.
     * @return a count, or the code of {@link Reason#UNKNOWN_GROUP}.
     */
    public int tasksIn(final long group) {
        checkOwner();
        final int slot = groups.handles.slot(group);
        return slot < 0 ? Reason.UNKNOWN_GROUP.code() : groups.taskCount[slot];
    }

    /**
     * Whether an instance is registered at an ordinal.
     *
     * @param ordinal any number.
     * @return true if one is.
     */
    public boolean isRegistered(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal);
    }

    /**
     * Whether an instance is {@code ACTIVE}.
     *
     * @param ordinal of the instance.
     * @return true if it is registered and active.
     */
    public boolean isActive(final int ordinal) {
        checkOwner();
        return columns.has(ordinal, Columns.ACTIVE);
    }

    /**
     * Whether the container agent of an instance is connected.
     *
     * @param ordinal of the instance.
     * @return true if it is registered and connected.
     */
    public boolean isAgentConnected(final int ordinal) {
        checkOwner();
        return columns.has(ordinal, Columns.CONNECTED);
    }

    /**
     * The id of an instance.
     *
     * @param ordinal of the instance.
     * @return as registered.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public String instanceId(final int ordinal) {
        checkOwner();
        columns.checkRegistered(ordinal);
        return columns.id(ordinal);
    }

    /**
     * The capacity provider of an instance.
     *
     * @param ordinal of the instance.
     * @return as registered, null = none.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public @Nullable String capacityProvider(final int ordinal) {
        checkOwner();
        columns.checkRegistered(ordinal);
        return attributes.provider(ordinal);
    }

    /**
     * The ordinal of an instance.
     *
     * @param id as registered.
     * @return its ordinal, or −1 if no instance of that id is registered; −1 is the code of no {@link Reason}.
     */
    public int ordinalOf(final String id) {
        checkOwner();
        return columns.ordinalOf(Objects.requireNonNull(id, "id is null"));
    }

    /**
     * Returns the handle of the instance that is registered at an ordinal. The ordinal passes to another instance when
     * this one is deregistered; the handle never does, so it is what to keep where an instance may be gone meanwhile.
     * Hot.
     *
     * @param ordinal of the instance.
     * @return its handle, or the code of {@link Reason#UNKNOWN_INSTANCE}.
     */
    public long instanceHandle(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.handle(ordinal) : Reason.UNKNOWN_INSTANCE.code();
    }

    /**
     * Returns the ordinal of the instance that a handle names. Hot.
     *
     * @param instance handle of {@link #instanceHandle}.
     * @return its ordinal, or the code of {@link Reason#UNKNOWN_INSTANCE} if the instance has been deregistered or the
     *     handle is of another kind.
     */
    public int ordinal(final long instance) {
        checkOwner();
        return columns.isLive(instance) ? HandleFormat.slot(instance) : Reason.UNKNOWN_INSTANCE.code();
    }

    /**
     * The attributes of an instance.
     *
     * @param ordinal of the instance.
     * @return a new map by name, null = no value.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public Map<String, @Nullable String> attributes(final int ordinal) {
        checkOwner();
        columns.checkRegistered(ordinal);
        return attributes.toMap(ordinal);
    }

    /**
     * What remains of CPU.
     *
     * @param ordinal of a registered instance; else 0 is answered.
     * @return CPU units, negative = over-committed.
     */
    public int remainingCpuUnits(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.freeCpu(ordinal) : 0;
    }

    /**
     * What remains of memory.
     *
     * @param ordinal of a registered instance; else 0 is answered.
     * @return MiB, negative = over-committed.
     */
    public int remainingMemoryMib(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.freeMemory(ordinal) : 0;
    }

    /**
     * What remains of the GPUs.
     *
     * @param ordinal of a registered instance; else 0 is answered.
     * @return devices, negative = over-committed.
     */
    public int remainingGpus(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.amounts[Columns.GPU].free(ordinal) : 0;
    }

    /**
     * What remains of the task network slots.
     *
     * @param ordinal of a registered instance; else 0 is answered.
     * @return slots, negative = over-committed.
     */
    public int remainingEniSlots(final int ordinal) {
        checkOwner();
        return columns.isRegistered(ordinal) ? columns.amounts[Columns.ENI].free(ordinal) : 0;
    }

    /**
     * What remains of a named resource.
     *
     * @param ordinal of a registered instance; else 0 is answered.
     * @param resource one of {@link EngineConfig#resources()}.
     * @return the amount, negative = over-committed.
     * @throws IllegalArgumentException if the engine has no resource of that name.
     */
    public int remainingResource(final int ordinal, final String resource) {
        checkOwner();
        final int number = columns.numberOf(resource);
        return columns.isRegistered(ordinal) ? columns.amounts[number].free(ordinal) : 0;
    }

    /**
     * An instance as {@code memberOf} sees it, to evaluate a query or to read an attribute. O(1).
     *
     * @param ordinal of the instance.
     * @return a view that is valid until the next call of the engine, which reuses it.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public InstanceView view(final int ordinal) {
        checkOwner();
        return questions.view(ordinal);
    }

    /**
     * What is registered of an instance now, with what remains, its attributes and its ports in use.
     *
     * @param ordinal of the instance.
     * @return a new description.
     * @throws IllegalArgumentException if no instance is registered there.
     */
    public Instance describe(final int ordinal) {
        checkOwner();
        return Inspection.describe(cluster, ordinal);
    }

    /**
     * The name of a group.
     *
     * @param group handle.
     * @return as opened.
     * @throws IllegalArgumentException if it names no group.
     */
    public String groupName(final long group) {
        checkOwner();
        return groups.nameOf(group);
    }

    /**
     * The content of a demand.
     *
     * @param demand handle.
     * @return as defined.
     * @throws IllegalArgumentException if it names no demand.
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
     * What each check refuses, in one pass over all instances. No side effect. Cold, O(N).
     *
     * @param plan handle.
     * @param group handle.
     * @return the counts and the closest instance.
     * @throws IllegalArgumentException if either is unknown.
     * @throws LimitExceededException if the plan limits the tasks of the group on an instance and maxCounts leaves no
     *     room for the counts of the group.
     */
    public Explanation explain(final long plan, final long group) {
        return explain(plan, group, null);
    }

    /**
     * As {@link #explain(long, long)}, passing over some instances: they are not considered.
     *
     * @param plan handle.
     * @param group handle.
     * @param exclusion the instances to be passed over; null = none.
     * @return the counts and the closest instance.
     * @throws IllegalArgumentException if the plan or the group is unknown.
     * @throws LimitExceededException as {@link #explain(long, long)}.
     */
    public Explanation explain(final long plan, final long group, final @Nullable Exclusion exclusion) {
        checkOwner();
        return questions.explain(plan, group, exclusion);
    }

    /**
     * Which checks an instance fails, whether or not it is considered at all. Hot.
     *
     * @param plan handle.
     * @param group handle.
     * @param ordinal of the instance.
     * @return a bit for each of the first {@value Reason#CHECKS} reasons, bit 0 for the first, one for all named
     *     resources; 0 = it passes all; or the code of {@link Reason#UNKNOWN_PLAN}, {@link Reason#UNKNOWN_GROUP} or
     *     {@link Reason#UNKNOWN_INSTANCE}.
     */
    public int failedChecks(final long plan, final long group, final int ordinal) {
        checkOwner();
        return questions.failedChecks(plan, group, ordinal);
    }

    /**
     * Why an instance is not eligible: every check that it fails. No side effect, and no other instance is looked at.
     * Cold.
     *
     * @param plan handle.
     * @param group handle.
     * @param ordinal of the instance.
     * @return the checks in their order, after {@link Reason#NOT_ACTIVE} and {@link Reason#OTHER_PROVIDER} if the
     *     instance is not considered at all; empty if it is eligible.
     * @throws IllegalArgumentException if the plan, the group or the instance is unknown.
     */
    public List<FailedCheck> whyNot(final long plan, final long group, final int ordinal) {
        checkOwner();
        return questions.whyNot(plan, group, ordinal);
    }

    /**
     * How many more tasks {@link #place(long, long)} would place before it refuses one, and what would block that one.
     * Exact but for maxCounts, which it takes to be large enough. No side effect, and nothing is drawn. Cold, O(N);
     * where a query or predicate depends on the tasks of an instance, and for it alone, O(tasks that fit).
     *
     * @param plan handle.
     * @param group handle.
     * @return the number, and what blocks the rest.
     * @throws IllegalArgumentException if either is unknown.
     * @throws LimitExceededException as {@link #explain}.
     */
    public Headroom headroom(final long plan, final long group) {
        checkOwner();
        return questions.headroom(plan, group);
    }

    /**
     * How much of each limit is used, and which plans scan. Cold, O(slots in use); for a gauge that is read now and
     * then.
     *
     * @return a record that any thread may read.
     */
    public Usage usage() {
        checkOwner();
        return questions.usage(config);
    }

    /**
     * A hash of the logical state: {@link StateDigest}. O(N + tasks).
     *
     * @return the same for the same state, whatever the history.
     */
    public long digest() {
        checkOwner();
        return Inspection.digest(cluster);
    }

    /**
     * Recomputes every derived structure from the columns and compares. O(N + tasks).
     *
     * @throws IllegalStateException if one differs; its message says which.
     */
    public void validate() {
        checkOwner();
        Validation.validate(cluster);
    }

    /**
     * The work done so far.
     *
     * @return the live counters; all 0 unless {@link WorkCounters#ENABLED}.
     */
    public WorkCounters work() {
        checkOwner();
        return work;
    }

    // ---- for the questions of this package -------------------------------------------------------------------------

    /** The parts of the engine. */
    Engine parts() {
        checkOwner();
        return engine;
    }

    /** Whether a plan asks a predicate, which may read more than what is known of an instance. */
    boolean hasPredicates(final long plan) {
        return planner.livePlan(plan).more.predicates.length > 0;
    }

    Demand demandOfPlan(final long plan) {
        return planner.livePlan(plan).demand.demand;
    }

    /** Whether a registered instance is considered by a plan and passes its checks. */
    boolean isEligible(final long plan, final long group, final int ordinal) {
        return isActive(ordinal)
                && planner.livePlan(plan).more.isOfProvider(ordinal)
                && failedChecks(plan, group, ordinal) == 0;
    }

    /** Opens a savepoint for a question, which throws where the undo log has no room. */
    long openSavepoint() {
        final long savepoint = savepoint();
        checkUndo(savepoint);
        return savepoint;
    }

    /** Throws if the answer of a call is that the undo log has no room. */
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
     * Writes the state, from which {@link #restore} makes an engine that gives the same answers and handles and draws
     * the same, from then on. Cold, O(N + tasks); one buffer of {@value SnapshotSink#MAX_CHUNK} bytes. The format is in
     * {@code docs/snapshot.md}.
     *
     * @param sink to be written to.
     * @throws IOException if the sink throws; what it got by then is no snapshot.
     * @throws IllegalStateException if a plan has a predicate without a name, or a savepoint is open; nothing is
     *     written then.
     */
    public void snapshot(final SnapshotSink sink) throws IOException {
        checkOwner();
        checkNoSavepoint("snapshot");
        EngineSnapshot.write(engine, Objects.requireNonNull(sink, "sink is null"));
    }

    /**
     * An engine as it was when a snapshot was written, whose plans have no predicates.
     *
     * @param config its limits: those of the engine that was saved, higher ones, or lower ones that hold all that was
     *     ever used (ordinals and slots are kept). The seed is not read, as the random state is restored.
     * @param source to be read from, up to the end of the snapshot and no further.
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
     * An engine as it was when a snapshot was written. Cold: the columns are read, and the indexes, filters and counts
     * are built anew.
     *
     * @param config its limits: those of the engine that was saved, higher ones, or lower ones that hold all that was
     *     ever used (ordinals and slots are kept). The seed is not read, as the random state is restored.
     * @param source to be read from, up to the end of the snapshot and no further.
     * @param predicates the predicate of each name that was given to {@link Constraint#memberOf(String,
     *     InstancePredicate)}; null for one that is not known.
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
     * How large the engine is, for a debugger; any thread may call it, and what it sees may be out of date.
     *
     * @return the numbers of instances and tasks, and the configuration.
     */
    @Override
    public String toString() {
        return "PlacementEngine[instances=" + columns.size() + ", tasks=" + tasks.size() + ", " + config + "]";
    }

    // ---- the thread that owns it ----------------------------------------------------------------------------------

    /**
     * Gives the engine up: the next thread that makes a call owns it, and sees all that this one did. Nothing else has
     * to be synchronized.
     *
     * @throws IllegalStateException if another thread owns the engine.
     */
    public void releaseOwnership() {
        checkOwner();
        ownerId = 0;
        OWNER.setRelease(this, null);
    }

    /**
     * Makes the calling thread the owner if there is none, and refuses any other than the owner, as every call does.
     * For what is built on an engine and must refuse before it changes a state of its own. Hot.
     *
     * @throws IllegalStateException if another thread owns the engine; its message names both.
     */
    public void checkOwner() {
        // A plain read will do: a thread finds its own id there only where it has written it. Ids are compared, since a
        // reference has to be decoded first: five or six instructions for seven.
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
