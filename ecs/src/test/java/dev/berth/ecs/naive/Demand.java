package dev.berth.ecs.naive;

import java.util.Set;
import java.util.SortedSet;

/**
 * What a task takes of an instance, and the attributes that it needs there.
 *
 * @param cpu units.
 * @param memory MiB.
 * @param gpus devices.
 * @param eni slots, 0 or 1.
 * @param tcp host ports.
 * @param udp host ports.
 * @param attributes names.
 */
record Demand(
        int cpu,
        int memory,
        int gpus,
        int eni,
        SortedSet<Integer> tcp,
        SortedSet<Integer> udp,
        Set<String> attributes) {}
