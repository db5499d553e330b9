package dev.berth.oracle;

import dev.berth.Demand;

/** One running task. Identity counts: two tasks with the same content are two. */
public final class OracleTask {
    final Demand demand;
    final OracleGroup group;
    final OracleInstance instance;
    boolean held;

    OracleTask(final Demand demand, final OracleGroup group, final OracleInstance instance) {
        this.demand = demand;
        this.group = group;
        this.instance = instance;
    }

    /**
     * What it holds.
     *
     * @return the demand.
     */
    public Demand demand() {
        return demand;
    }

    /**
     * Where it counts.
     *
     * @return the group.
     */
    public OracleGroup group() {
        return group;
    }

    /**
     * Where it runs.
     *
     * @return the instance.
     */
    public OracleInstance instance() {
        return instance;
    }
}
