package dev.berth.bench.policy;

import dev.berth.bench.trace.Trace;
import java.util.BitSet;

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

    /**
     * Returns the trace that has the rows of another in an order, all arriving at time 0.
     *
     * @param trace a trace in which nothing departs.
     * @param order each row once.
     * @return a trace with the shapes, groups, fleet and bin of the other.
     * @throws IllegalArgumentException if a row departs, or is not in the order exactly once.
     */
    static Trace arranged(final Trace trace, final int... order) {
        final Trace.Builder builder = Trace.builder(trace.name(), trace.dimensions().toArray(String[]::new));
        trace.fleet().ifPresent(builder::fleet);
        trace.bin().ifPresent(builder::bin);
        trace.shapes().forEach(builder::shape);
        final BitSet rows = new BitSet();
        for (final int row : order) {
            if (row < 0 || row >= trace.size() || rows.get(row)) {
                throw new IllegalArgumentException("the order has the row " + row + ", must have each of 0.."
                        + (trace.size() - 1) + " once");
            }
            if (trace.departureDays(row) < Trace.NEVER) {
                throw new IllegalArgumentException("row " + row + " of " + trace.name() + " departs at day "
                        + trace.departureDays(row) + "; an offline policy runs on traces without departures");
            }
            rows.set(row);
            builder.add(0, Trace.NEVER, trace.shape(row), trace.group(row));
        }
        if (order.length != trace.size()) {
            throw new IllegalArgumentException("the order has " + order.length + " rows, must have each of 0.."
                    + (trace.size() - 1) + " once");
        }
        return builder.build();
    }
}
