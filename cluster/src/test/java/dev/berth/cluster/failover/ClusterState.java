package dev.berth.cluster.failover;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A state as the cluster tells it: the answers to the questions of an {@link Oracle}. */
final class ClusterState {
    /** The tasks of each group asked for. */
    final Map<Long, Set<Long>> groups = new HashMap<>();

    /** What each instance asked for has; absent = it is not registered. */
    final Map<Integer, Instance> instances = new HashMap<>();

    /**
     * The content of an instance.
     *
     * @param tasks its tasks.
     * @param cpuUnits the CPU units that remain.
     * @param memoryMib the MiB that remain.
     */
    record Instance(Set<Long> tasks, int cpuUnits, int memoryMib) {}
}
