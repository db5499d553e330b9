package dev.berth.service;

import dev.berth.Demand;
import java.util.List;

/**
 * Tasks that need no instance: which (cpu, memory) pairs they may have, and how many of each group are in which zone.
 * Tasks of services and others are counted alike.
 *
 * <p>A task always fits. Cost: {@link #place} is O(zones), the others O(1).
 */
public final class Fargate {
    /** No task yet. */
    public Fargate() {}

    /**
     * Refuses what Fargate does not offer.
     *
     * @param demand of a task, of which CPU and memory count.
     * @throws IllegalArgumentException unless the pair of CPU and memory is one of Fargate's.
     */
    public static void check(final Demand demand) {
        throw new UnsupportedOperationException("check");
    }

    /**
     * Adds a task of a group to the zone with the fewest of them, and of equals to the one named first.
     *
     * @param group of the task.
     * @param zones of its subnets, at least one.
     * @return the zone.
     * @throws IllegalArgumentException if no zone is given.
     */
    public String place(final String group, final List<String> zones) {
        throw new UnsupportedOperationException("place");
    }

    /**
     * Takes a task of a group off a zone.
     *
     * @param group of the task.
     * @param zone that {@link #place} answered.
     * @throws IllegalArgumentException if no task of the group is there.
     */
    public void release(final String group, final String zone) {
        throw new UnsupportedOperationException("release");
    }

    /**
     * How many tasks of a group are in a zone.
     *
     * @param group of the tasks.
     * @param zone any.
     * @return 0 or more.
     */
    public int count(final String group, final String zone) {
        throw new UnsupportedOperationException("count");
    }
}
