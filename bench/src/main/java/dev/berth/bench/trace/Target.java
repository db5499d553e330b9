package dev.berth.bench.trace;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.oracle.Lockstep;
import java.util.List;

/** What a trace is driven through: the engine alone, or the engine with the oracle beside it. */
interface Target {
    /** The engine, to be inspected. */
    PlacementEngine engine();

    int register(Instance instance);

    int plan(Demand demand, Chain chain);

    int group(String name);

    void closeGroup(int group);

    long place(int plan, int group);

    void release(long task);

    /** Compares the whole states, where there are two. */
    void compare();

    /**
     * The engine alone.
     *
     * @param config of the engine.
     * @return the target.
     */
    static Target engine(final EngineConfig config) {
        return new EngineTarget(new PlacementEngine(config));
    }

    /**
     * The engine and the oracle: each command is carried out by both, and a difference is an {@link AssertionError}.
     *
     * @param config of the engine.
     * @param stepsPerComparison after how many commands the whole states are compared.
     * @return the target.
     */
    static Target checked(final EngineConfig config, final int stepsPerComparison) {
        return new CheckedTarget(new Lockstep("trace", config, stepsPerComparison));
    }

    /** The engine alone. */
    record EngineTarget(PlacementEngine engine) implements Target {
        @Override
        public int register(final Instance instance) {
            return engine.register(instance);
        }

        @Override
        public int plan(final Demand demand, final Chain chain) {
            return engine.plan(engine.define(demand), chain);
        }

        @Override
        public int group(final String name) {
            return engine.group(name);
        }

        @Override
        public void closeGroup(final int group) {
            engine.closeGroup(group);
        }

        @Override
        public long place(final int plan, final int group) {
            return engine.place(plan, group);
        }

        @Override
        public void release(final long task) {
            engine.release(task);
        }

        @Override
        public void compare() {
            engine.validate();
        }
    }

    /** The engine and the oracle. */
    record CheckedTarget(Lockstep both) implements Target {
        @Override
        public PlacementEngine engine() {
            return both.engine();
        }

        @Override
        public int register(final Instance instance) {
            return both.register(instance).orElseThrow();
        }

        @Override
        public int plan(final Demand demand, final Chain chain) {
            return both.plan(both.define(demand).orElseThrow(), chain, List.of()).orElseThrow();
        }

        @Override
        public int group(final String name) {
            return both.group(name).orElseThrow();
        }

        @Override
        public void closeGroup(final int group) {
            both.closeGroup(group);
        }

        @Override
        public long place(final int plan, final int group) {
            return both.place(plan, group, null);
        }

        @Override
        public void release(final long task) {
            both.release(task);
        }

        @Override
        public void compare() {
            both.compareStates();
        }
    }
}
