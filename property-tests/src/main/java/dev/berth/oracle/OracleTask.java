package dev.berth.oracle;

import dev.berth.Demand;

/** A running task, with the identity of an object: two tasks with the same content are two tasks. */
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
     * Returns the demand that the task holds.
     *
     * @return the demand.
     */
    public Demand demand() {
        return demand;
    }

    /**
     * Returns the group that counts the task.
     *
     * @return the group.
     */
    public OracleGroup group() {
        return group;
    }

    /**
     * Returns the instance on which the task runs.
     *
     * @return the instance.
     */
    public OracleInstance instance() {
        return instance;
    }
}
