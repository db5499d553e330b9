package dev.berth.bench.trace;

import java.util.Arrays;

/**
 * Arrivals and departures of all copies of a trace, sorted by time; at one time departures come first, then arrivals by
 * copy and row, so that the arrivals of a batch stand together.
 *
 * <p>One long an event: time in seconds above, then one bit, set for an arrival, then the number of the VM, which is
 * copy · rows + row. Copy k is the trace shifted by k · shift seconds.
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

    /** How many VMs arrive, over all copies. */
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
