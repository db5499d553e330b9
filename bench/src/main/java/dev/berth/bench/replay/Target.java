package dev.berth.bench.replay;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.PlacementEngine;

/** A target through which a trace is driven: the engine alone, or the engine with the oracle beside it. */
interface Target {
    /** Returns the engine, for inspection. */
    PlacementEngine engine();

    int register(Instance instance);

    long define(Demand demand);

    long plan(long demand, Chain chain);

    /** Drops a plan and its demand, whose tasks may still run. */
    void drop(long plan, long demand);

    long group(String name);

    void closeGroup(long group);

    long place(long plan, long group);

    void release(long task);

    /** Checks the whole state of the engine; where the oracle runs, both states must be equal. */
    void compare();

    /**
     * Creates a target that is the engine alone.
     *
     * @param config the configuration of the engine.
     * @return the target.
     */
    static Target engine(final EngineConfig config) {
        return new EngineTarget(new PlacementEngine(config));
    }

    /**
     * Creates a target in which both the engine and the oracle carry out each command. A difference is thrown as an
     * {@link AssertionError}.
     *
     * @param config the configuration of the engine.
     * @param stepsPerComparison the number of commands after which the whole states are compared.
     * @return the target.
     */
    static Target checked(final EngineConfig config, final int stepsPerComparison) {
        return new CheckedTarget(new PlacementEngine(config), stepsPerComparison);
    }

    /** A target that is the engine alone. */
    record EngineTarget(PlacementEngine engine) implements Target {
        @Override
        public int register(final Instance instance) {
            return engine.register(instance);
        }

        @Override
        public long define(final Demand demand) {
            return engine.define(demand);
        }

        @Override
        public long plan(final long demand, final Chain chain) {
            return engine.plan(demand, chain);
        }

        @Override
        public void drop(final long plan, final long demand) {
            engine.dropPlan(plan);
            engine.dropDemand(demand);
        }

        @Override
        public long group(final String name) {
            return engine.group(name);
        }

        @Override
        public void closeGroup(final long group) {
            engine.closeGroup(group);
        }

        @Override
        public long place(final long plan, final long group) {
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
}
