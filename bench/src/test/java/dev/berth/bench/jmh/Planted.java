package dev.berth.bench.jmh;

import dev.berth.PlacementEngine;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.workload.Contender;
import java.util.HashSet;
import java.util.Set;

/** The engine, for a subclass to spoil. */
class Planted implements Contender {
    private static final int EVERY = 100;

    private final BerthContender berth;
    private final Set<Long> lost = new HashSet<>();
    private int turn;

    Planted(final Contender berth) {
        this.berth = (BerthContender) berth;
    }

    /** Whether it is time for a mistake: each hundredth time. */
    final boolean isTurn() {
        return ++turn % EVERY == 0;
    }

    /** Stops a task that its owner thinks is running. */
    final void lose(final long task) {
        if (lost.add(task)) {
            berth.release(task);
        }
    }

    /** Moves a task to the first instance, whether it has room or not. */
    final long adoptedOnFirst(final long task) {
        final PlacementEngine engine = berth.engine();
        final long demand = engine.demandOf(task);
        final long group = engine.groupOf(task);
        berth.release(task);
        return engine.adopt(demand, group, 0, false);
    }

    @Override
    public long place(final int request, final int group) {
        return berth.place(request, group);
    }

    @Override
    public long placeOn(final int request, final int group, final int ordinal) {
        return berth.placeOn(request, group, ordinal);
    }

    @Override
    public void release(final long task) {
        if (!lost.contains(task)) {
            berth.release(task);
        }
    }

    @Override
    public int instanceOf(final long task) {
        return berth.instanceOf(task);
    }

    @Override
    public int shapeOf(final long task) {
        return berth.shapeOf(task);
    }

    @Override
    public int remainingCpuUnits(final int ordinal) {
        return berth.remainingCpuUnits(ordinal);
    }

    @Override
    public int remainingMemoryMib(final int ordinal) {
        return berth.remainingMemoryMib(ordinal);
    }

    @Override
    public int remainingGpus(final int ordinal) {
        return berth.remainingGpus(ordinal);
    }

    @Override
    public int remainingEniSlots(final int ordinal) {
        return berth.remainingEniSlots(ordinal);
    }

    @Override
    public void setMember(final int ordinal, final boolean member) {
        berth.setMember(ordinal, member);
    }

    @Override
    public int taskCount() {
        return berth.taskCount();
    }

    @Override
    public void validate() {
        berth.validate();
    }
}
