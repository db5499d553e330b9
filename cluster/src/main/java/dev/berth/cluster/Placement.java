package dev.berth.cluster;

import dev.berth.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the placement of one task.
 *
 * @param task the handle of the task, positive; or the code of a {@link Reason}, negative; or −1, if an all-or-none
 *     call refused another task.
 * @param ordinal the ordinal of the instance; −1 if the task was not placed.
 */
public record Placement(long task, int ordinal) {
    /**
     * Answers whether the task was placed.
     *
     * @return true if {@link #task} is a handle.
     */
    public boolean isPlaced() {
        return task >= 0;
    }

    /**
     * Returns why the task was not placed.
     *
     * @return the reason; null if the task was placed, or if an all-or-none call refused another task.
     */
    public @Nullable Reason reason() {
        return task < -1 ? Reason.of(task) : null;
    }
}
