package dev.berth;

import org.jspecify.annotations.Nullable;

/** The number of further tasks of a plan that fit, and what refuses the next one. It is immutable. */
public final class Headroom {
    private final long count;
    private final Reason reason;
    private final @Nullable Explanation rest;
    private final boolean isExact;

    /**
     * Creates a headroom.
     *
     * @param count the number of tasks that fit, 0 or more.
     * @param reason the reason for which the next task is refused.
     * @param rest the explanation of that refusal; null if a limit of the engine refuses the next task.
     * @param isExact whether the count is certain.
     */
    public Headroom(final long count, final Reason reason, final @Nullable Explanation rest, final boolean isExact) {
        this.count = count;
        this.reason = reason;
        this.rest = rest;
        this.isExact = isExact;
    }

    /**
     * Returns the number of tasks that could be placed one after the other until one is refused.
     *
     * @return 0 or more.
     */
    public long count() {
        return count;
    }

    /**
     * Returns the reason for which the task after those is refused.
     *
     * @return {@link Reason#NOTHING_ELIGIBLE}, {@link Reason#MAX_TASKS} or {@link Reason#MAX_PORTS}.
     */
    public Reason reason() {
        return reason;
    }

    /**
     * Returns the explanation that {@link PlacementEngine#explain} would give once the tasks are placed.
     *
     * @return the explanation; null if a limit of the engine is reached before the instances are full.
     */
    public @Nullable Explanation rest() {
        return rest;
    }

    /**
     * Answers whether the count is certain. It is uncertain if a constraint of the plan is an
     * {@link InstancePredicate}, since a predicate may read state outside the engine that placing the tasks would
     * change.
     *
     * @return false if the plan has an {@link InstancePredicate}.
     */
    public boolean isExact() {
        return isExact;
    }

    @Override
    public String toString() {
        return "Headroom[count=" + count + ", reason=" + reason + ", rest=" + rest + ", isExact=" + isExact + "]";
    }
}
