package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.domain.solution.cloner.SolutionCloner;
import java.util.ArrayList;
import java.util.List;

/** A cloner that copies only what is planned; the solver's own cloner looks at each node of the plan as well. */
public final class PlanCloner implements SolutionCloner<Plan> {
    /** Creates the cloner for the solver. */
    public PlanCloner() {}

    @Override
    public Plan cloneSolution(final Plan original) {
        final List<Task> tasks = new ArrayList<>(original.getTasks().size());
        for (final Task task : original.getTasks()) {
            final Task copy = new Task(task.cpuUnits(), task.memoryMib());
            copy.setNode(task.getNode());
            tasks.add(copy);
        }
        final Plan plan = new Plan(original.getNodes(), tasks);
        plan.setScore(original.getScore());
        return plan;
    }
}
