package dev.berth;

import dev.berth.internal.Engine;
import dev.berth.internal.Victims;
import java.util.Objects;

/**
 * Which tasks of lower priority would have to stop, and where, for a task that finds no place.
 *
 * <p>Call {@code place} first, and ask if it answers {@link Reason#NOTHING_ELIGIBLE}: the limits of the engine are not
 * considered. Then release the victims, and place by {@code placeOn} on the ordinal that is answered. The answer stays
 * until the next question; a task that is held can be a victim like any other.
 *
 * <p>On each instance that the plan considers, all tasks of groups with a lower priority are taken as stopped. If all
 * checks pass then, the tasks are given back, highest priority first, then placed first, each if the checks still
 * pass with it; the rest are the victims. The instance is the one with the least highest priority of a victim, then the
 * least sum of their priorities, then the fewest, then the lowest ordinal. An instance that needs no victims comes
 * before all others.
 *
 * <p>A question changes nothing. It may be asked while a savepoint is open. A plan that asks more than CPU and memory
 * needs room in the undo log, some three entries for each task of an instance.
 *
 * <p>Cost: one call of {@link PriorityOf} for each group that is open or has tasks; O(instances), and O(tasks) at
 * worst. Tasks are looked at in the order of their groups' priorities where few have low ones, and an instance is
 * passed over where the largest tasks there are show that it needs more victims than the best. Allocates as an instance
 * has more tasks than any before, and not otherwise; keeps 24 bytes for each of maxInstances and 12 for each of
 * maxGroups. Used by the thread that owns the engine.
 */
public final class Preemption {
    /** Says how important a group is. */
    @FunctionalInterface
    public interface PriorityOf {
        /**
         * The priority of a group.
         *
         * @param group handle, also of a closed group that has tasks.
         * @return any number; only a higher one takes the place of a lower one.
         */
        int priorityOf(long group);
    }

    private final PlacementEngine engine;
    private final PriorityOf priorities;
    private final Victims victims;

    /**
     * A question without an answer yet.
     *
     * @param engine that is asked.
     * @param priorities of the groups, which are asked anew in each question.
     */
    public Preemption(final PlacementEngine engine, final PriorityOf priorities) {
        this.engine = Objects.requireNonNull(engine, "engine is null");
        this.priorities = Objects.requireNonNull(priorities, "priorities is null");
        final Engine parts = engine.parts();
        victims = parts.victims();
    }

    /**
     * Asks where a task would go, and which tasks would have to stop there. Hot.
     *
     * @param plan handle.
     * @param group handle.
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
     * How many tasks the last answer stops.
     *
     * @return a count.
     */
    public int victims() {
        engine.checkOwner();
        return victims.count();
    }

    /**
     * A task that the last answer stops.
     *
     * @param index 0.. below {@link #victims()}; those of the highest priority come first, then those placed first.
     * @return its handle.
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
