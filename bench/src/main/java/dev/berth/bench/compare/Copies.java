package dev.berth.bench.compare;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Trace;
import java.util.SplittableRandom;

/** The number of copies of a trace that run together, and how late each of them is. */
final class Copies {
    private static final double OVERLOAD = 1.05;
    private static final double MOST_DAYS = 1;
    private static final double SHARE_OF_TRACE = 0.1;

    private Copies() {}

    /** Returns as many copies as ask together for a little more than a fleet has of what is asked most. */
    static int filling(final Trace trace, final Fleet fleet) {
        final int dimensions = trace.dimensions().size();
        final double[] peak = peak(trace);
        double copies = Double.POSITIVE_INFINITY;
        for (int d = 0; d < dimensions; d++) {
            double capacity = 0;
            for (int i = 0; i < fleet.size(); i++) {
                capacity += fleet.capacity(i, d);
            }
            copies = peak[d] > 0 ? Math.min(copies, capacity / peak[d]) : copies;
        }
        return copies < Double.POSITIVE_INFINITY ? (int) Math.max(1, Math.ceil(OVERLOAD * copies)) : 1;
    }

    private static double[] peak(final Trace trace) {
        final Events events = new Events(trace);
        final double[] running = new double[trace.dimensions().size()];
        final double[] peak = new double[running.length];
        for (int i = 0; i < events.size(); i++) {
            final int event = events.event(i);
            final int row = events.row(event >= 0 ? event : ~event);
            for (int d = 0; d < running.length; d++) {
                final double amount = trace.shapes().get(trace.shape(row)).amounts().get(d);
                running[d] += event >= 0 ? amount : -amount;
                peak[d] = Math.max(peak[d], running[d]);
            }
        }
        return peak;
    }

    /**
     * Returns by how many days each copy is late: at random, up to a tenth of the time over which the trace arrives, at
     * most a day. A trace that runs alone is not shifted.
     */
    static double[] shifts(final Trace trace, final int copies, final long seed) {
        final double[] shifts = new double[copies];
        if (copies > 1) {
            final double span = trace.arrivalDays(trace.size() - 1) - trace.arrivalDays(0);
            final double most = Math.min(MOST_DAYS, SHARE_OF_TRACE * span);
            final SplittableRandom random = new SplittableRandom(seed);
            for (int copy = 0; copy < copies; copy++) {
                shifts[copy] = most * random.nextDouble();
            }
        }
        return shifts;
    }
}
