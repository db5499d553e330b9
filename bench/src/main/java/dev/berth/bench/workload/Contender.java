package dev.berth.bench.workload;

/**
 * An implementation that places the tasks of a workload. Requests, groups and shapes are those of the workload; a task
 * is named by a handle of the contender, 0 or more. Neither {@code place} nor {@code release} allocates.
 */
public interface Contender {
    /**
     * Places a task where its chain says.
     *
     * @param request a shape with a chain.
     * @param group of the task.
     * @return handle of the task, or a negative number if no instance is eligible.
     */
    long place(int request, int group);

    /**
     * Places a task on a given instance.
     *
     * @param request a shape with a chain.
     * @param group of the task.
     * @param ordinal of the instance.
     * @return handle of the task, or a negative number if the instance is not eligible.
     */
    long placeOn(int request, int group, int ordinal);

    /**
     * Stops a task.
     *
     * @param task handle.
     */
    void release(long task);

    /**
     * Stops tasks one after the other.
     *
     * @param tasks handles.
     * @param from index of the first.
     * @param count how many.
     */
    default void releaseAll(final long[] tasks, final int from, final int count) {
        for (int i = from; i < from + count; i++) {
            release(tasks[i]);
        }
    }

    /**
     * Places tasks one after the other.
     *
     * @param requests a shape with a chain for each.
     * @param groups the group of each.
     * @param tasks receives for each its handle, or a negative number if no instance is eligible.
     */
    default void placeMany(final int[] requests, final int[] groups, final long[] tasks) {
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = place(requests[i], groups[i]);
        }
    }

    /**
     * Returns the instance of a task.
     *
     * @param task handle.
     * @return its ordinal.
     */
    int instanceOf(long task);

    /**
     * Returns the shape of a task. May be slow.
     *
     * @param task handle.
     * @return the shape.
     */
    int shapeOf(long task);

    /**
     * Returns the CPU that remains.
     *
     * @param ordinal of the instance.
     * @return CPU units.
     */
    int remainingCpuUnits(int ordinal);

    /**
     * Returns the memory that remains.
     *
     * @param ordinal of the instance.
     * @return MiB.
     */
    int remainingMemoryMib(int ordinal);

    /**
     * Returns how many GPUs remain.
     *
     * @param ordinal of the instance.
     * @return a count.
     */
    int remainingGpus(int ordinal);

    /**
     * Returns how many task network slots remain.
     *
     * @param ordinal of the instance.
     * @return a count.
     */
    int remainingEniSlots(int ordinal);

    /**
     * Adds an instance to the pool that constraints read, or removes it. Does not allocate.
     *
     * @param ordinal of the instance.
     * @param member whether it becomes a member of the pool.
     */
    void setMember(int ordinal, boolean member);

    /**
     * Returns how many tasks run.
     *
     * @return 0 or more.
     */
    int taskCount();

    /** Checks the contender's own structures; throws an IllegalStateException if they do not agree. */
    void validate();
}
