package dev.berth.ecs.naive;

import java.util.List;

/** Chance: which of those that {@code random} may take is taken. */
interface Chooser {
    /**
     * One of the instances.
     *
     * @param taskId of the task to be placed.
     * @param candidates one or more.
     */
    Instance instance(String taskId, List<Instance> candidates);

    /**
     * One of the tasks, to be stopped.
     *
     * @param stopped how many tasks the line has stopped before.
     * @param candidates one or more.
     */
    Task victim(int stopped, List<Task> candidates);
}
