package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.common.decorator.SelectionFilter;
import ai.timefold.solver.core.impl.heuristic.selector.move.generic.ChangeMove;

/**
 * A filter that leaves out moves to nodes on which a task did not fit at the start of the step, so that no score is
 * calculated for them. Nodes only fill up within a step, so that every node on which the task fits is kept.
 */
public class HasRoom implements SelectionFilter<Plan, ChangeMove<Plan>> {
    /** Creates the filter for the solver. */
    public HasRoom() {}

    @Override
    public final boolean accept(final ScoreDirector<Plan> director, final ChangeMove<Plan> move) {
        final Node node = (Node) move.getToPlanningValue();
        final Task task = (Task) move.getEntity();
        return node == null ? acceptsNowhere() : node.hasRoom(task.cpuUnits(), task.memoryMib());
    }

    boolean acceptsNowhere() {
        return true;
    }

    /** A filter that also leaves out the move to nowhere, which a random selection may come upon first. */
    public static final class OnSomeNode extends HasRoom {
        /** Creates the filter for the solver. */
        public OnSomeNode() {}

        @Override
        boolean acceptsNowhere() {
            return false;
        }
    }
}
