package dev.berth.bench.replay;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.oracle.Oracle;
import dev.berth.oracle.OracleGroup;
import dev.berth.oracle.OracleInstance;
import dev.berth.oracle.OraclePlan;
import dev.berth.oracle.OracleTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A target that runs the engine and the oracle. Each placement of the engine must be the first of the oracle's
 * candidates, or any of them if a strategy is {@code random}. A difference is thrown as an {@link AssertionError}.
 */
final class CheckedTarget implements Target {
    private final PlacementEngine engine;
    private final int stepsPerComparison;
    private final Oracle oracle = new Oracle();
    private final Map<Long, Demand> demands = new HashMap<>();
    private final Map<Long, OraclePlan> plans = new HashMap<>();
    private final Map<Long, OracleGroup> openGroups = new HashMap<>();
    private final Map<Long, OracleTask> tasks = new HashMap<>();
    private boolean random;
    private long steps;

    CheckedTarget(final PlacementEngine engine, final int stepsPerComparison) {
        this.engine = engine;
        this.stepsPerComparison = stepsPerComparison;
    }

    @Override
    public PlacementEngine engine() {
        return engine;
    }

    @Override
    public int register(final Instance instance) {
        final int ordinal = engine.register(instance);
        require("ordinal", oracle.register(instance).ordinal(), ordinal);
        return ordinal;
    }

    @Override
    public long define(final Demand demand) {
        final long defined = engine.define(demand);
        demands.put(defined, demand);
        return defined;
    }

    @Override
    public long plan(final long demand, final Chain chain) {
        final long plan = engine.plan(demand, chain);
        plans.put(plan, OraclePlan.of(demands.get(demand), chain, List.of()));
        random = chain.toString().contains("random");
        return plan;
    }

    @Override
    public void drop(final long plan, final long demand) {
        engine.dropPlan(plan);
        engine.dropDemand(demand);
        plans.remove(plan);
        demands.remove(demand);
    }

    @Override
    public long group(final String name) {
        final long group = engine.group(name);
        openGroups.put(group, oracle.group(name));
        return group;
    }

    @Override
    public void closeGroup(final long group) {
        engine.closeGroup(group);
        forgetIfEmpty(openGroups.remove(group));
    }

    @Override
    public long place(final long plan, final long group) {
        final OracleGroup asked = openGroups.get(group);
        final List<OracleInstance> candidates = oracle.candidates(plans.get(plan), asked, null);
        final long task = engine.place(plan, group);
        if (candidates.isEmpty()) {
            require("placement", (long) Reason.NOTHING_ELIGIBLE.code(), task);
        } else {
            final OracleInstance picked = task < 0 ? null : oracle.instance(engine.instanceOf(task));
            if (random ? !candidates.contains(picked) : picked != candidates.get(0)) {
                require("placement", candidates.get(0).ordinal(), task < 0 ? Reason.of(task) : picked.ordinal());
            }
            tasks.put(task, oracle.add(plans.get(plan).demand(), asked, picked, false));
        }
        step();
        return task;
    }

    @Override
    public void release(final long task) {
        require("release", PlacementEngine.DONE, engine.release(task));
        final OracleTask stopped = tasks.remove(task);
        oracle.release(stopped);
        forgetIfEmpty(stopped.group());
        step();
    }

    @Override
    public void compare() {
        engine.validate();
        require("digest", oracle.digest(), engine.digest());
        require("tasks", oracle.taskCount(), engine.taskCount());
    }

    private void forgetIfEmpty(final OracleGroup group) {
        if (group.tasks().isEmpty() && !openGroups.containsValue(group)) {
            oracle.forget(group);
        }
    }

    private void step() {
        if (++steps % stepsPerComparison == 0) {
            compare();
        }
    }

    private void require(final String what, final Object expected, final Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError(
                    what + " after " + steps + " steps is " + actual + ", the oracle says " + expected);
        }
    }
}
