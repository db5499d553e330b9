package dev.berth.bench.policy;

import dev.berth.bench.trace.Trace;

/**
 * A policy that knows all arrivals beforehand and chooses their order. It runs on traces without departures, and
 * {@link #order} is called before {@link #begin}.
 */
public interface OfflinePolicy extends Policy {
    /**
     * Chooses the order in which the rows of a trace are placed.
     *
     * @param trace a trace in which nothing departs.
     * @param cluster the cluster without tasks.
     * @return each row once.
     */
    int[] order(Trace trace, ClusterView cluster);
}
