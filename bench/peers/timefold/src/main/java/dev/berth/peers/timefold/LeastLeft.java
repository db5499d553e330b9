package dev.berth.peers.timefold;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.IncrementalScoreCalculator;
import java.util.List;

/**
 * The score, updated move by move. Its hard part is that no node holds more than it has. Its soft part is the sum of
 * the squares of what the nodes have left of a resource, which is to be as large as possible.
 *
 * <p>A task that takes m from a node with f left changes the sum by m² − 2mf, which is greatest where f is least. The
 * greedy step therefore places a task where the least is left. An unplaced task costs more than any placement.
 */
abstract class LeastLeft implements IncrementalScoreCalculator<Plan, HardSoftLongScore> {
    static final long UNPLACED = 1_000_000_000_000L;

    private int[] takenCpuUnits = {};
    private int[] takenMemoryMib = {};
    private List<Task> tasks = List.of();
    private long excess;
    private long squares;
    private int unplaced;

    /** The score by memory. */
    public static final class OfMemory extends LeastLeft {
        /** Creates the calculator for the solver. */
        public OfMemory() {}

        @Override
        long square(final long cpuUnits, final long memoryMib) {
            return memoryMib * memoryMib;
        }
    }

    /** The score by CPU. */
    public static final class OfCpu extends LeastLeft {
        /** Creates the calculator for the solver. */
        public OfCpu() {}

        @Override
        long square(final long cpuUnits, final long memoryMib) {
            return cpuUnits * cpuUnits;
        }
    }

    abstract long square(long cpuUnits, long memoryMib);

    @Override
    public final void resetWorkingSolution(final Plan plan) {
        if (takenCpuUnits.length != plan.getNodes().size()) {
            takenCpuUnits = new int[plan.getNodes().size()];
            takenMemoryMib = new int[takenCpuUnits.length];
        }
        forget();
        tasks = plan.getTasks();
        unplaced = tasks.size();
        for (final Task task : tasks) {
            change(task, 1);
        }
    }

    /** Resets the nodes that have tasks of the last step; all others are as at the start. */
    private void forget() {
        for (final Task task : tasks) {
            if (task.getNode() != null) {
                takenCpuUnits[task.getNode().ordinal()] = 0;
                takenMemoryMib[task.getNode().ordinal()] = 0;
            }
        }
        excess = 0;
        squares = 0;
    }

    @Override
    public final void beforeVariableChanged(final Object entity, final String variable) {
        change((Task) entity, -1);
    }

    @Override
    public final void afterVariableChanged(final Object entity, final String variable) {
        change((Task) entity, 1);
    }

    private void change(final Task task, final int sign) {
        final Node node = task.getNode();
        if (node == null) {
            return;
        }
        unplaced -= sign;
        final int ordinal = node.ordinal();
        final int cpuUnits = node.freeCpuUnits() - takenCpuUnits[ordinal];
        final int memoryMib = node.freeMemoryMib() - takenMemoryMib[ordinal];
        final int cpuUnitsAfter = cpuUnits - sign * task.cpuUnits();
        final int memoryMibAfter = memoryMib - sign * task.memoryMib();
        takenCpuUnits[ordinal] += sign * task.cpuUnits();
        takenMemoryMib[ordinal] += sign * task.memoryMib();
        excess += excess(cpuUnitsAfter, memoryMibAfter) - excess(cpuUnits, memoryMib);
        squares += square(cpuUnitsAfter, memoryMibAfter) - square(cpuUnits, memoryMib);
    }

    private static int excess(final int cpuUnits, final int memoryMib) {
        return Math.max(0, -cpuUnits) + Math.max(0, -memoryMib);
    }

    @Override
    public final HardSoftLongScore calculateScore() {
        return HardSoftLongScore.of(-excess, squares - unplaced * UNPLACED);
    }

    @Override
    public final void beforeEntityAdded(final Object entity) {
        throw new UnsupportedOperationException("tasks do not come or go within a step");
    }

    @Override
    public final void afterEntityAdded(final Object entity) {
        beforeEntityAdded(entity);
    }

    @Override
    public final void beforeEntityRemoved(final Object entity) {
        beforeEntityAdded(entity);
    }

    @Override
    public final void afterEntityRemoved(final Object entity) {
        beforeEntityAdded(entity);
    }
}
