package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.List;

/** The tasks of one step and the nodes that they can go to. */
@PlanningSolution(solutionCloner = PlanCloner.class)
public final class Plan {
    private final List<Node> nodes;
    private final List<Task> tasks;
    private HardSoftLongScore score;

    Plan(final List<Node> nodes, final List<Task> tasks) {
        this.nodes = nodes;
        this.tasks = tasks;
    }

    /**
     * Returns the nodes on which tasks can be placed.
     *
     * @return every node.
     */
    @ValueRangeProvider
    public List<Node> getNodes() {
        return nodes;
    }

    /**
     * Returns the tasks to place.
     *
     * @return the tasks, in the order in which they are placed.
     */
    @PlanningEntityCollectionProperty
    public List<Task> getTasks() {
        return tasks;
    }

    /**
     * Returns the score of the plan.
     *
     * @return the score; null before it was calculated.
     */
    @PlanningScore
    public HardSoftLongScore getScore() {
        return score;
    }

    /**
     * Sets the score, for the solver.
     *
     * @param score the score of the plan.
     */
    public void setScore(final HardSoftLongScore score) {
        this.score = score;
    }
}
