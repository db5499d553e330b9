package dev.berth.bench.compare;

import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Shape;
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
        final Trace.Builder sorted = Trace.builder(trace.name(), trace.dimensions().toArray(String[]::new));
        trace.fleet().ifPresent(sorted::fleet);
        for (final Shape shape : trace.shapes()) {
            sorted.shape(shape);
        }
        for (final int row : policy.order(trace, cluster)) {
            sorted.add(0, Trace.NEVER, trace.shape(row), trace.group(row));
        }
        return Workload.of(new Events(sorted.build()));
    }
}
