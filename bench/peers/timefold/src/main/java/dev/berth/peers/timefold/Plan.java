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
     * Where tasks can go.
     *
     * @return every node.
     */
    @ValueRangeProvider
    public List<Node> getNodes() {
        return nodes;
    }

    /**
     * What is placed.
     *
     * @return the tasks, in the order in which they are placed.
     */
    @PlanningEntityCollectionProperty
    public List<Task> getTasks() {
        return tasks;
    }

    /**
     * How good the plan is.
     *
     * @return null before it was weighed.
     */
    @PlanningScore
    public HardSoftLongScore getScore() {
        return score;
    }

    /**
     * For the solver.
     *
     * @param score how good the plan is.
     */
    public void setScore(final HardSoftLongScore score) {
        this.score = score;
    }
}
