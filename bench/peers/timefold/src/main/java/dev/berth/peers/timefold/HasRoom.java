package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.common.decorator.SelectionFilter;
import ai.timefold.solver.core.impl.heuristic.selector.move.generic.ChangeMove;

/**
 * Leaves out moves to nodes on which a task did not even fit at the start of the step, so that no score is calculated
 * for them. Nodes only fill up within a step, so none is left out on which the task fits.
 */
public class HasRoom implements SelectionFilter<Plan, ChangeMove<Plan>> {
    /** For the solver. */
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

    /** As above, and leaves out the move to nowhere as well, which a random selection may come upon first. */
    public static final class OnSomeNode extends HasRoom {
        /** For the solver. */
        public OnSomeNode() {}

        @Override
        boolean acceptsNowhere() {
            return false;
        }
    }
}
