package dev.berth;

import dev.berth.internal.Engine;
import dev.berth.internal.Victims;
import java.util.Objects;

/**
 * A question to an engine: which tasks of lower priority would have to stop, and on which instance, for a task that
 * finds no place?
 *
 * <p>Call {@code place} first, and ask if it answers {@link Reason#NOTHING_ELIGIBLE}, since the question ignores the
 * limits of the engine. Then release the victims, and call {@code placeOn} with the ordinal that was answered. The
 * answer stays until the next question. A held task can be a victim, as a running task can.
 *
 * <p>On each instance that the plan considers, all tasks of groups with a lower priority are taken to be stopped. If
 * all checks pass then, the tasks are put back one by one, each if the checks still pass with it: those of the highest
 * priority first, and among equals those placed first. The tasks that cannot be put back are the victims. The answer is
 * the instance whose most important victim has the lowest priority, then the one with the lowest sum of priorities,
 * then the one with the fewest victims, then the lowest ordinal. An instance that needs no victims comes before all
 * others.
 *
 * <p>A question leaves the engine as it was. It may be asked while a savepoint is open. A plan that asks more than CPU
 * and memory needs room in the undo log, about three entries for each task of an instance.
 *
 * <p>A question costs one call of {@link PriorityOf} for each group that is open or has tasks. Its other cost is
 * O(instances), and O(tasks) in the worst case. Tasks are read in the order of their groups' priorities if few have low
 * ones. An instance is passed over if the largest tasks there show that it needs more victims than the best so far. A
 * question allocates when an instance has more tasks than any before. An object keeps 24 bytes for each of maxInstances
 * and 12 for each of maxGroups. It is used by the thread that owns the engine.
 */
public final class Preemption {
    /** The function that tells how important a group is. */
    @FunctionalInterface
    public interface PriorityOf {
        /**
         * Returns the priority of a group.
         *
         * @param group the handle of the group, which is open or has tasks.
         * @return any number; a task takes the place of tasks whose groups have a lower priority.
         */
        int priorityOf(long group);
    }

    private final PlacementEngine engine;
    private final PriorityOf priorities;
    private final Victims victims;

    /**
     * Creates a question; its answer is empty until it is asked.
     *
     * @param engine the engine that is asked.
     * @param priorities the priorities of the groups, which each question reads anew.
     */
    public Preemption(final PlacementEngine engine, final PriorityOf priorities) {
        this.engine = Objects.requireNonNull(engine, "engine is null");
        this.priorities = Objects.requireNonNull(priorities, "priorities is null");
        final Engine parts = engine.parts();
        victims = parts.victims();
    }

    /**
     * Asks on which instance a task would be placed, and which tasks would have to stop there. This call is hot.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the ordinal of the instance, or the code of {@link Reason#NOTHING_ELIGIBLE},
     *     {@link Reason#UNKNOWN_PLAN}, {@link Reason#UNKNOWN_GROUP} or {@link Reason#MAX_UNDO}.
     */
    public int ask(final long plan, final long group) {
        engine.checkOwner();
        final Engine parts = engine.parts();
        final int groups = parts.cluster.groups.handles.slots();
        for (int slot = 0; slot < groups; slot++) {
            if (parts.cluster.groups.handles.isLive(slot)) {
                victims.priorities[slot] = priorities.priorityOf(parts.cluster.groups.handles.handle(slot));
            }
        }
        return victims.find(plan, group);
    }

    /**
     * Returns the number of tasks that have to stop by the last answer.
     *
     * @return the number of victims, 0 or more.
     */
    public int victims() {
        engine.checkOwner();
        return victims.count();
    }

    /**
     * Returns a task that has to stop by the last answer.
     *
     * @param index the position in the answer, 0..{@link #victims()} − 1; tasks of the highest priority come first, and
     *     among equals those placed first.
     * @return the handle of the task.
     */
    public long victim(final int index) {
        engine.checkOwner();
        return victims.handle(Objects.checkIndex(index, victims.count()));
    }

    @Override
    public String toString() {
        return "Preemption[victims=" + victims.count() + "]";
    }
}
