package dev.berth;

import org.jspecify.annotations.Nullable;

/** How many more tasks of a plan fit, and what refuses the next one. Immutable. */
public final class Headroom {
    private final long count;
    private final Reason reason;
    private final @Nullable Explanation rest;
    private final boolean isExact;

    /**
     * A headroom.
     *
     * @param count of tasks that fit.
     * @param reason of the next refusal.
     * @param rest what blocks the rest; null if a limit does.
     * @param isExact whether the count is certain.
     */
    public Headroom(final long count, final Reason reason, final @Nullable Explanation rest, final boolean isExact) {
        this.count = count;
        this.reason = reason;
        this.rest = rest;
        this.isExact = isExact;
    }

    /**
     * How many tasks could be placed one after the other until one is refused.
     *
     * @return 0 or more.
     */
    public long count() {
        return count;
    }

    /**
     * What the task after those is refused with.
     *
     * @return {@link Reason#NOTHING_ELIGIBLE}, {@link Reason#MAX_TASKS} or {@link Reason#MAX_PORTS}.
     */
    public Reason reason() {
        return reason;
    }

    /**
     * What {@link PlacementEngine#explain} would say once they are placed: what blocks the rest.
     *
     * @return null where a limit of the engine is reached before the instances are full.
     */
    public @Nullable Explanation rest() {
        return rest;
    }

    /**
     * Whether the count is certain. It is not where a constraint of the plan is an {@link InstancePredicate}: that may
     * read a state outside the engine, which placing the tasks would change.
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
