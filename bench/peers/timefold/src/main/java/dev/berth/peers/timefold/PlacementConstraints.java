package dev.berth.peers.timefold;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;

/** The score of {@link LeastLeft.OfMemory} as constraint streams, as Timefold's authors advise to write it. */
public final class PlacementConstraints implements ConstraintProvider {
    /** Creates the constraints for the solver. */
    public PlacementConstraints() {}

    @Override
    public Constraint[] defineConstraints(final ConstraintFactory factory) {
        return new Constraint[] {cpu(factory), memory(factory), leastMemoryLeft(factory), unplaced(factory)};
    }

    private static Constraint cpu(final ConstraintFactory factory) {
        return factory.forEach(Task.class)
                .groupBy(Task::getNode, sum(Task::cpuUnits))
                .filter((node, taken) -> taken > node.freeCpuUnits())
                .penalizeLong(HardSoftLongScore.ONE_HARD, (node, taken) -> taken - node.freeCpuUnits())
                .asConstraint("CPU");
    }

    private static Constraint memory(final ConstraintFactory factory) {
        return factory.forEach(Task.class)
                .groupBy(Task::getNode, sum(Task::memoryMib))
                .filter((node, taken) -> taken > node.freeMemoryMib())
                .penalizeLong(HardSoftLongScore.ONE_HARD, (node, taken) -> taken - node.freeMemoryMib())
                .asConstraint("memory");
    }

    private static Constraint leastMemoryLeft(final ConstraintFactory factory) {
        return factory.forEach(Task.class)
                .groupBy(Task::getNode, sum(Task::memoryMib))
                .impactLong(HardSoftLongScore.ONE_SOFT, (node, taken) -> {
                    final long left = node.freeMemoryMib() - taken;
                    return left * left - (long) node.freeMemoryMib() * node.freeMemoryMib();
                })
                .asConstraint("least memory left");
    }

    private static Constraint unplaced(final ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Task.class)
                .filter(task -> task.getNode() == null)
                .penalizeLong(HardSoftLongScore.ONE_SOFT, task -> LeastLeft.UNPLACED)
                .asConstraint("unplaced");
    }
}
