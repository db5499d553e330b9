package dev.berth.bench.compare;

import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Trace;

/** The events of a set in the order that an offline policy chooses. */
final class OfflineOrder {
    private OfflineOrder() {}

    /**
     * Returns events in which the rows of a set arrive at once, in the order of a policy.
     *
     * @throws IllegalArgumentException if something departs, or the set has copies.
     */
    static Workload of(final OfflinePolicy policy, final Events events, final SimulatedCluster cluster) {
        final Trace trace = events.trace();
        if (events.size() > events.tasks()) {
            throw new IllegalArgumentException("it sorts all arrivals beforehand, so it takes sets without departures");
        }
        if (events.copies() > 1) {
            throw new IllegalArgumentException("it sorts one set, so it takes one copy; give --copies 1");
        }
        return Workload.of(new Events(OfflinePolicy.arranged(trace, policy.order(trace, cluster))));
    }
}
