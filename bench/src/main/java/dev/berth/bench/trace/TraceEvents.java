package dev.berth.bench.trace;

import java.util.Arrays;

/**
 * The arrivals and departures of all copies of a trace, sorted by time. Of events at the same time, departures come
 * first, then arrivals by copy and row; the arrivals of a batch are therefore next to each other.
 *
 * <p>An event is a {@code long}: the upper half holds the time in seconds; in the lower half the highest bit is set for
 * an arrival, and the others hold the number of the VM, which is copy · rows + row. Copy k is the trace delayed by k ·
 * shift seconds.
 */
final class TraceEvents {
    private static final long ARRIVAL = 1L << 31;
    private static final int VM_MASK = Integer.MAX_VALUE;

    private final long[] events;
    private final int vms;

    TraceEvents(final AzureTrace trace, final int copies, final int shiftSeconds) {
        vms = Math.multiplyExact(trace.size(), copies);
        int departures = 0;
        for (int row = 0; row < trace.size(); row++) {
            departures += trace.lifeSeconds(row) == AzureTrace.FOREVER ? 0 : 1;
        }
        events = new long[Math.addExact(vms, Math.multiplyExact(departures, copies))];
        int at = 0;
        for (int copy = 0; copy < copies; copy++) {
            final long shift = (long) copy * shiftSeconds;
            for (int row = 0; row < trace.size(); row++) {
                final long vm = (long) copy * trace.size() + row;
                final long arrive = shift + trace.arriveSeconds(row);
                events[at++] = arrive << 32 | ARRIVAL | vm;
                if (trace.lifeSeconds(row) != AzureTrace.FOREVER) {
                    events[at++] = arrive + trace.lifeSeconds(row) << 32 | vm;
                }
            }
        }
        Arrays.parallelSort(events);
    }

    int size() {
        return events.length;
    }

    /** Returns the number of VMs that arrive, over all copies. */
    int vms() {
        return vms;
    }

    long event(final int index) {
        return events[index];
    }

    long lastArrivalSeconds() {
        int last = events.length - 1;
        while (!isArrival(events[last])) {
            last--;
        }
        return seconds(events[last]);
    }

    static long seconds(final long event) {
        return event >>> 32;
    }

    static boolean isArrival(final long event) {
        return (event & ARRIVAL) != 0;
    }

    static int vm(final long event) {
        return (int) event & VM_MASK;
    }
}
