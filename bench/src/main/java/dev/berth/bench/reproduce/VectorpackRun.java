package dev.berth.bench.reproduce;

import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Trace;

/**
 * One policy on one instance of vector bin packing.
 *
 * @param bins the number of bins.
 * @param nanos the time of the placements, with the sorting of the items.
 */
record VectorpackRun(int bins, long nanos) {
    static VectorpackRun of(final Policies policies, final String name, final Trace trace) {
        final SimulatedCluster cluster = SimulatedCluster.bins(trace, trace.bin().orElseThrow());
        final Policy policy = policies.create(name);
        final long start = System.nanoTime();
        final Trace arranged = policy instanceof OfflinePolicy offline
                ? OfflinePolicy.arranged(trace, offline.order(trace, cluster))
                : trace;
        new Simulation(new Events(arranged), cluster, policy, 1, new Observer() {}).run();
        return new VectorpackRun(cluster.size(), System.nanoTime() - start);
    }
}
