package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Exclusion;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An engine and the oracle side by side. Both carry out each command; the results are compared, and the states after
 * every so many commands.
 *
 * <p>The commands are those of {@link PlacementEngine}, with its handles. A difference is thrown as an
 * {@link AssertionError} that ends with the last commands. Cold commands return empty where the engine was right to
 * refuse.
 */
public final class Lockstep extends WhatIfLockstep {
    private static final int MAX_CONFLICTS_SHOWN = 5;

    /**
     * Creates an engine and an oracle, both without instances.
     *
     * @param name of the history, for failures.
     * @param config of the engine.
     * @param stepsPerComparison number of commands after which the states are compared and the engine is validated; 0
     *     for never.
     */
    public Lockstep(final String name, final EngineConfig config, final int stepsPerComparison) {
        super(name, config, stepsPerComparison);
    }

    // ---- demands, plans, groups ------------------------------------------------------------------------------------

    /**
     * Defines a demand.
     *
     * @param demand of tasks.
     * @return its handle.
     */
    public Optional<Long> define(final Demand demand) {
        trace.begin(() -> "define " + demand);
        final Optional<Long> handle = cold(() -> engine.define(demand), limits.define(registry, demand));
        handle.ifPresent(at -> {
            registry.define(at, demand);
            equal("demand", demand, engine.demand(at));
        });
        done(handle);
        return handle;
    }

    /**
     * Drops a demand.
     *
     * @param demand any number.
     */
    public void dropDemand(final long demand) {
        trace.begin(() -> "drop demand " + demand);
        final boolean live = registry.isLiveDemand(demand);
        equal("isLiveDemand", live, engine.isLiveDemand(demand));
        final Optional<Boolean> result = cold(
                () -> {
                    engine.dropDemand(demand);
                    return true;
                },
                live ? Limits.NONE : Limits.BAD_ARGUMENT);
        if (result.isPresent()) {
            registry.dropDemand(demand);
        }
        done(result);
    }

    /**
     * Compiles a plan for instances of any capacity provider.
     *
     * @param demand any number.
     * @param chain of the plan.
     * @param constraints of the plan.
     * @return its handle; empty if both sides refused.
     */
    public Optional<Long> plan(final long demand, final Chain chain, final List<Constraint> constraints) {
        return plan(demand, chain, null, constraints);
    }

    /**
     * Compiles a plan.
     *
     * @param demand any number.
     * @param chain of the plan.
     * @param provider whose instances alone are candidates; null for all instances.
     * @param constraints of the plan.
     * @return its handle; empty if both sides refused.
     */
    public Optional<Long> plan(
            final long demand, final Chain chain, final String provider, final List<Constraint> constraints) {
        trace.begin(() -> "plan demand " + demand + " by [" + chain + "] with " + constraints.size() + " constraints"
                + (provider == null ? "" : " of " + provider));
        final Limits.Expected limit = limits.plan(registry, provider != null, constraints);
        final Optional<Long> handle = cold(
                () -> engine.plan(demand, chain, provider, constraints.toArray(new Constraint[0])),
                registry.isLiveDemand(demand) ? limit : Limits.BAD_ARGUMENT);
        handle.ifPresent(at -> {
            registry.plan(at, demand, OraclePlan.of(registry.demand(demand), chain, constraints).of(provider));
            limits.spreadsBy(chain);
            require(!engine.explainPlan(at).isBlank(), "plan %d is not explained", at);
        });
        done(handle);
        return handle;
    }

    /**
     * Drops a plan.
     *
     * @param plan any number.
     */
    public void dropPlan(final long plan) {
        trace.begin(() -> "drop plan " + plan);
        final boolean live = registry.plan(plan) != null;
        equal("isLivePlan", live, engine.isLivePlan(plan));
        final Optional<Boolean> result = cold(
                () -> {
                    engine.dropPlan(plan);
                    return true;
                },
                live ? Limits.NONE : Limits.BAD_ARGUMENT);
        if (result.isPresent()) {
            registry.dropPlan(plan);
        }
        done(result);
    }

    /**
     * Opens a group, or finds it.
     *
     * @param name of the group.
     * @return its handle; empty if both sides refused.
     */
    public Optional<Long> group(final String name) {
        trace.begin(() -> "group " + name);
        final Optional<Long> handle = cold(() -> engine.group(name), limits.group(name));
        handle.ifPresent(at -> {
            registry.openGroup(at, oracle.group(name));
            equal("groupName", name, engine.groupName(at));
        });
        done(handle);
        return handle;
    }

    /**
     * Closes a group.
     *
     * @param group any number.
     */
    public void closeGroup(final long group) {
        trace.begin(() -> "close group " + group);
        final OracleGroup open = registry.openGroup(group);
        equal("isOpenGroup", open != null, engine.isOpenGroup(group));
        final Optional<Boolean> result = cold(
                () -> {
                    engine.closeGroup(group);
                    return true;
                },
                open == null ? Limits.BAD_ARGUMENT : Limits.NONE);
        if (result.isPresent()) {
            registry.closeGroup(group);
            forgetIfDone(open);
        }
        done(result);
    }

    /**
     * Prepares the counts of a group that a plan needs.
     *
     * @param plan any number.
     * @param group any number.
     */
    public void prepare(final long plan, final long group) {
        trace.begin(() -> "prepare plan " + plan + " for group " + group);
        final boolean known = registry.plan(plan) != null && registry.openGroup(group) != null;
        done(cold(
                () -> {
                    engine.prepare(plan, group);
                    return true;
                },
                known ? limits.counts(0) : Limits.BAD_ARGUMENT));
    }

    // ---- tasks -----------------------------------------------------------------------------------------------------

    /**
     * Places a task.
     *
     * @param plan any number.
     * @param group any number.
     * @param exclusion instances to leave out; null for none.
     * @return the result of the engine.
     */
    public long place(final long plan, final long group, final Exclusion exclusion) {
        trace.begin(() -> "place " + registry.describe(plan) + " for group " + group
                + (exclusion == null ? "" : " excluding " + exclusion.size()));
        final boolean asks = exclusion == null && steps % 3 == 0;
        final int promise = asks ? engine.canPlace(plan, group) : 0;
        final long result =
                exclusion == null ? engine.place(plan, group) : engine.place(plan, group, exclusion);
        if (asks) {
            equal("canPlace", Math.min(result, 0), (long) promise);
        }
        checkPlaced(plan, group, exclusion, result);
        done(result);
        return result;
    }

    /**
     * Places a task that is held.
     *
     * @param plan any number.
     * @param group any number.
     * @return the result of the engine.
     */
    public long hold(final long plan, final long group) {
        trace.begin(() -> "hold " + registry.describe(plan) + " for group " + group);
        final long result = engine.hold(plan, group);
        checkPlaced(plan, group, null, result);
        if (result >= 0) {
            registry.task(result).held = true;
        }
        equal("isHeld", result >= 0, engine.isHeld(result));
        done(result);
        return result;
    }

    /**
     * Claims a task that is held.
     *
     * @param handle any number.
     */
    public void claim(final long handle) {
        trace.begin(() -> "claim " + handle);
        final OracleTask task = registry.task(handle);
        final int result = engine.claim(handle);
        equalCode(task == null ? Reason.UNKNOWN_TASK : task.held ? null : Reason.NOT_HELD, result);
        if (task != null) {
            task.held = false;
        }
        equal("isHeld", false, engine.isHeld(handle));
        done(result);
    }

    /**
     * Changes the engine alone, within a savepoint, and rolls it back, so that nothing happens to the oracle.
     *
     * @param changes to make; they may throw what the engine throws.
     */
    public void detour(final Consumer<PlacementEngine> changes) {
        trace.begin(() -> "detour");
        final long savepoint = engine.savepoint();
        changes.accept(engine);
        engine.rollback(savepoint);
        compareStates();
        done("undone");
    }

    /**
     * Places several tasks of one plan.
     *
     * @param plan any number.
     * @param group any number.
     * @param count number of tasks.
     * @return the handles of the tasks placed, then the refusal if there was one.
     */
    public long[] placeMany(final long plan, final long group, final int count) {
        trace.begin(() -> "place " + count + " of " + registry.describe(plan) + " for group " + group);
        final long[] tasks = new long[count];
        final int placed = engine.placeMany(plan, group, count, tasks);
        require(placed == count || tasks[placed] < 0, "placed %d of %d without a reason", placed, count);
        final int answered = Math.min(count, placed + 1);
        for (int i = 0; i < answered; i++) {
            checkPlaced(plan, group, null, tasks[i]);
        }
        done(placed);
        return Arrays.copyOf(tasks, answered);
    }

    private void checkPlaced(
            final long planHandle, final long groupHandle, final Exclusion exclusion, final long result) {
        final OraclePlan plan = registry.plan(planHandle);
        final OracleGroup group = registry.openGroup(groupHandle);
        if (!areKnown(plan, group, result)) {
            return;
        }
        if (limits.excusesPlacement(result, plan.demand())) {
            refused(result);
            return;
        }
        final List<OracleInstance> candidates = oracle.candidates(plan, group, exclusion);
        if (candidates.isEmpty()) {
            equalCode(Reason.NOTHING_ELIGIBLE, result);
            refused(result);
            return;
        }
        require(
                result >= 0,
                "engine refused with %s, allowed was one of %s",
                reasonOrNone(result),
                candidates.subList(0, Math.min(MAX_CONFLICTS_SHOWN, candidates.size())));
        final OracleInstance picked = oracle.instance(engine.instanceOf(result));
        final OracleInstance expected = draws.pick(plan.chain(), candidates, oracle.ordinalLimit());
        require(
                picked == expected,
                "engine placed by %s on %s, must be %s, candidates were %s",
                engine.explainPlan(planHandle),
                picked,
                expected,
                candidates.subList(0, Math.min(MAX_CONFLICTS_SHOWN, candidates.size())));
        coverage.placed(candidates.size());
        added(result, registry.demandOfPlan(planHandle), groupHandle, oracle.add(plan.demand(), group, picked, false));
    }

    /**
     * Places several tasks, all or none, after asking whether that is possible.
     *
     * @param plans any numbers.
     * @param groups any numbers, as many as plans.
     * @return the handles of the tasks; empty if none is placed.
     */
    public long[] placeAll(final long[] plans, final long[] groups) {
        trace.begin(() -> "place all of plans " + Arrays.toString(plans) + " for groups " + Arrays.toString(groups));
        final int count = plans.length;
        final long[] promised = new long[count];
        final long[] tasks = new long[count];
        final int promise = engine.canPlaceAll(plans, groups, count, promised);
        equal("taskCount", oracle.taskCount(), engine.taskCount());
        final int placed = engine.placeAll(plans, groups, count, tasks);
        equal("placeAll", promise, placed);
        if (placed == count) {
            for (int i = 0; i < count; i++) {
                checkPlaced(plans[i], groups[i], null, tasks[i]);
            }
        } else {
            equal("refusal", promised[placed], tasks[placed]);
            checkNonePlaced(plans, groups, placed, tasks[placed]);
            compareStates();
        }
        coverage.all(placed == count);
        done(placed);
        return placed == count ? tasks : new long[0];
    }

    /**
     * Places in the oracle the tasks before the one that was refused, checks the refusal, and takes tasks and draws
     * back.
     */
    private void checkNonePlaced(final long[] plans, final long[] groups, final int refused, final long code) {
        final List<OracleTask> placed = new ArrayList<>();
        final long before = draws.state();
        for (int i = 0; i < refused; i++) {
            final OraclePlan plan = registry.plan(plans[i]);
            final OracleGroup group = registry.openGroup(groups[i]);
            final List<OracleInstance> candidates = oracle.candidates(plan, group, null);
            final OracleInstance picked = draws.pick(plan.chain(), candidates, oracle.ordinalLimit());
            placed.add(oracle.add(plan.demand(), group, picked, false));
        }
        checkRefused(registry.plan(plans[refused]), registry.openGroup(groups[refused]), code);
        undo(placed);
        draws.restore(before);
    }

    private void checkRefused(final OraclePlan plan, final OracleGroup group, final long code) {
        if (plan == null || group == null) {
            equalCode(plan == null ? Reason.UNKNOWN_PLAN : Reason.UNKNOWN_GROUP, code);
        } else if (!limits.excusesPlacement(code, plan.demand())) {
            equal("candidates", List.of(), oracle.candidates(plan, group, null));
            equalCode(Reason.NOTHING_ELIGIBLE, code);
        }
    }

    /**
     * Places a task on a given instance.
     *
     * @param plan any number.
     * @param group any number.
     * @param ordinal any number.
     * @return the result of the engine.
     */
    public long placeOn(final long plan, final long group, final int ordinal) {
        trace.begin(() -> "place " + registry.describe(plan) + " for group " + group + " on " + ordinal);
        final long result = engine.placeOn(plan, group, ordinal);
        checkPlacedOn(plan, group, ordinal, result);
        done(result);
        return result;
    }

    private void checkPlacedOn(final long planHandle, final long groupHandle, final int ordinal, final long result) {
        final OraclePlan plan = registry.plan(planHandle);
        final OracleGroup group = registry.openGroup(groupHandle);
        final OracleInstance instance = oracle.instance(ordinal);
        if (!areKnown(plan, group, result)) {
            return;
        }
        final Reason early = instance == null
                ? Reason.UNKNOWN_INSTANCE
                : plan.considers(instance) ? null : oracle.refusal(plan, group, instance).orElseThrow();
        if (early != null || limits.excusesPlacement(result, plan.demand())) {
            equalCode(early == null ? Reason.of(result) : early, result);
            refused(result);
            return;
        }
        final Optional<Reason> refusal = oracle.refusal(plan, group, instance);
        equalCode(refusal.orElse(null), result);
        if (refusal.isPresent()) {
            refused(result);
        } else {
            equal("instanceOf", ordinal, engine.instanceOf(result));
            final OracleTask task = oracle.add(plan.demand(), group, instance, false);
            coverage.placed(1);
            added(result, registry.demandOfPlan(planHandle), groupHandle, task);
        }
    }

    private boolean areKnown(final OraclePlan plan, final OracleGroup group, final long result) {
        if (plan == null || group == null) {
            equalCode(plan == null ? Reason.UNKNOWN_PLAN : Reason.UNKNOWN_GROUP, result);
            refused(result);
        }
        return plan != null && group != null;
    }

    /**
     * Adopts a task that already runs.
     *
     * @param demand any number.
     * @param group any number.
     * @param ordinal any number.
     * @param counted whether its demand is already subtracted from what remains.
     * @return the result of the engine.
     */
    public long adopt(final long demand, final long group, final int ordinal, final boolean counted) {
        trace.begin(() ->
                "adopt demand " + demand + " for group " + group + " on " + ordinal + (counted ? " counted" : ""));
        final long result = engine.adopt(demand, group, ordinal, counted);
        final OracleGroup open = registry.openGroup(group);
        final OracleInstance instance = oracle.instance(ordinal);
        final Reason unknown = !registry.isLiveDemand(demand)
                ? Reason.UNKNOWN_DEMAND
                : open == null ? Reason.UNKNOWN_GROUP : instance == null ? Reason.UNKNOWN_INSTANCE : null;
        if (unknown != null) {
            equalCode(unknown, result);
            refused(result);
        } else if (limits.excusesAdoption(result, registry.demand(demand), instance, counted)) {
            refused(result);
        } else {
            equalCode(null, result);
            added(result, demand, group, oracle.add(registry.demand(demand), open, instance, counted));
        }
        done(result);
        return result;
    }

    private void added(final long handle, final long demand, final long group, final OracleTask task) {
        registry.addTask(handle, task, demand, group);
        equal("instanceOf", task.instance.ordinal, engine.instanceOf(handle));
        equal("groupOf", group, engine.groupOf(handle));
        equal("demandOf", demand, engine.demandOf(handle));
        limits.checkHeld(task);
    }

    /**
     * Releases a task.
     *
     * @param handle any number.
     */
    public void release(final long handle) {
        trace.begin(() -> "release task " + handle);
        final OracleTask task = registry.task(handle);
        final int result = engine.release(handle);
        equalCode(task == null ? Reason.UNKNOWN_TASK : null, result);
        if (task != null) {
            registry.removeTask(task);
            oracle.release(task);
            forgetIfDone(task.group);
        }
        equal("instanceOf a task released", Reason.UNKNOWN_TASK.code(), engine.instanceOf(handle));
        done(result);
    }

    // ---- inspection ------------------------------------------------------------------------------------------------

    /**
     * Compares the tasks of an instance, as a set, and its usage.
     *
     * @param ordinal any number.
     */
    public void inspectInstance(final int ordinal) {
        trace.begin(() -> "inspect instance " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        equal("isRegistered", instance != null, engine.isRegistered(ordinal));
        equal(
                "tasksOn",
                instance == null ? Reason.UNKNOWN_INSTANCE.code() : instance.tasks.size(),
                engine.tasksOn(ordinal));
        final Map<Long, OracleTask> expected = instance == null ? Map.of() : registry.handles(instance.tasks);
        final Map<Long, OracleTask> actual = new HashMap<>();
        for (long task = engine.firstTaskOn(ordinal); task >= 0; task = engine.nextTaskOn(task)) {
            require(actual.put(task, registry.task(task)) == null, "task %d is met twice on %d", task, ordinal);
        }
        equal("tasks", expected, actual);
        if (instance != null) {
            equal("id", instance.id(), engine.instanceId(ordinal));
            equal("ordinalOf", ordinal, engine.ordinalOf(instance.id()));
            equal("attributes", instance.attributes, engine.attributes(ordinal));
            equal("provider", instance.registration.capacityProvider(), engine.capacityProvider(ordinal));
            equal("cpu", instance.remaining.cpuUnits(), (long) engine.remainingCpuUnits(ordinal));
            equal("memory", instance.remaining.memoryMib(), (long) engine.remainingMemoryMib(ordinal));
            equal("gpus", instance.remaining.gpus(), (long) engine.remainingGpus(ordinal));
            equal("slots", instance.remaining.eniSlots(), (long) engine.remainingEniSlots(ordinal));
            for (final String name : engine.config().resources()) {
                equal(name, instance.remaining.of(name), (long) engine.remainingResource(ordinal, name));
            }
        }
        done("as expected");
    }

    /**
     * Compares the tasks of a group, as a set.
     *
     * @param group any number.
     */
    public void inspectGroup(final long group) {
        trace.begin(() -> "inspect group " + group);
        final OracleGroup known = registry.group(group);
        equal("tasksIn", known == null ? Reason.UNKNOWN_GROUP.code() : known.tasks.size(), engine.tasksIn(group));
        final Map<Long, OracleTask> expected = known == null ? Map.of() : registry.handles(known.tasks);
        final Map<Long, OracleTask> actual = new HashMap<>();
        for (long task = engine.firstTaskIn(group); task >= 0; task = engine.nextTaskIn(task)) {
            require(actual.put(task, registry.task(task)) == null, "task %d is met twice in %d", task, group);
        }
        equal("tasks", expected, actual);
        done("as expected");
    }

    /**
     * Compares the description of an instance.
     *
     * @param ordinal of a registered instance.
     */
    public void describe(final int ordinal) {
        trace.begin(() -> "describe " + ordinal);
        final OracleInstance instance = oracle.instance(ordinal);
        final Instance actual = engine.describe(ordinal);
        equal("id", instance.id(), actual.id());
        equal("registered", instance.registered, Amounts.registered(actual));
        equal("remaining", instance.remaining, Amounts.remaining(actual));
        equal("agent", instance.agentConnected, actual.agentConnected());
        equal("attributes", instance.attributes, actual.attributes());
        equal("provider", instance.registration.capacityProvider(), actual.capacityProvider());
        equal("tcp ports", List.copyOf(instance.usesOfTcpPort.keySet()), actual.tcpPortsInUse());
        equal("udp ports", List.copyOf(instance.usesOfUdpPort.keySet()), actual.udpPortsInUse());
        done("as expected");
    }

    /**
     * Answers whether a task runs.
     *
     * @param task any number.
     * @return true if it does.
     */
    public boolean isRunning(final long task) {
        return registry.task(task) != null;
    }
}
