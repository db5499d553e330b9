package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.solver.Solver;
import dev.berth.peers.Peer;
import dev.berth.peers.Problem;
import dev.berth.peers.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * The peer Timefold 1.28.0, with its construction heuristic alone. Modes {@code exact-memory} and {@code exact-cpu}
 * have the objective of {@code binpack(memory)} and {@code binpack(cpu)} and evaluate every node with room by a score
 * that is updated by hand. {@code streams-memory} has the first objective as constraint streams and evaluates every
 * node. {@code first-feasible} draws random nodes until one has room, at most as many as there are.
 *
 * <p>The solver is built once and solves the tasks of each step. Running tasks are not entities, pinned or otherwise:
 * what they take is taken off their node, so that the solver copies the tasks of the step only.
 */
public final class Timefold implements Peer {
    private final Mode mode;
    private final List<Node> nodes = new ArrayList<>();
    private Solver<Plan> solver;
    private Problem problem;

    /**
     * Creates a solver without nodes.
     *
     * @param mode one of the four.
     */
    public Timefold(final String mode) {
        this.mode = Mode.of(mode);
    }

    @Override
    public int batch() {
        return Integer.getInteger("batch", mode.batch());
    }

    @Override
    public void load(final Problem given) {
        problem = given;
        solver = mode.solver(problem.instances());
        for (int i = 0; i < problem.instances(); i++) {
            nodes.add(new Node(i, problem.cpuUnits(i), problem.memoryMib(i)));
        }
        for (int task = 0; task < problem.taskCount(); task++) {
            take(nodes.get(problem.taskInstance(task)), problem.taskShape(task), 1);
        }
    }

    @Override
    public void step(final Step step) {
        for (int i = 0; i < step.size(); i++) {
            take(nodes.get(step.releasedInstance(i)), step.releasedShape(i), -1);
        }
        final List<Task> tasks = new ArrayList<>(step.size());
        for (int i = 0; i < step.size(); i++) {
            tasks.add(new Task(problem.shapeCpuUnits(step.shape(i)), problem.shapeMemoryMib(step.shape(i))));
        }
        final List<Task> planned = solver.solve(new Plan(nodes, tasks)).getTasks();
        for (int i = 0; i < step.size(); i++) {
            answer(step, i, planned.get(i).getNode());
        }
    }

    /**
     * Answers for a task. The last random node that is tried is taken even if other tasks of the step have filled it
     * meanwhile, so its room is checked here.
     */
    private void answer(final Step step, final int i, final Node node) {
        final int shape = step.shape(i);
        if (node != null && node.hasRoom(problem.shapeCpuUnits(shape), problem.shapeMemoryMib(shape))) {
            take(node, shape, 1);
            step.answer(i, node.ordinal());
        }
    }

    private void take(final Node node, final int shape, final int sign) {
        node.take(sign * problem.shapeCpuUnits(shape), sign * problem.shapeMemoryMib(shape));
    }
}
