package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;

/** A task to place: the entity whose node is planned. */
@PlanningEntity
public final class Task {
    private final int cpuUnits;
    private final int memoryMib;
    private Node node;

    Task(final int cpuUnits, final int memoryMib) {
        this.cpuUnits = cpuUnits;
        this.memoryMib = memoryMib;
    }

    int cpuUnits() {
        return cpuUnits;
    }

    int memoryMib() {
        return memoryMib;
    }

    /**
     * Returns the node on which the task is placed.
     *
     * @return the node; null if there is none.
     */
    @PlanningVariable(allowsUnassigned = true)
    public Node getNode() {
        return node;
    }

    /**
     * Places the task.
     *
     * @param node the node; null for none.
     */
    public void setNode(final Node node) {
        this.node = node;
    }
}
