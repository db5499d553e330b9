package dev.berth.bench.compare;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Trace;
import java.util.BitSet;

/**
 * The events of a point of a study.
 *
 * @param events arrivals and departures.
 * @param fullestEvent the event with which the most tasks run if none is refused.
 * @param fullestArrival how many arrivals come before that event.
 */
record Workload(Events events, int fullestEvent, int fullestArrival) {
    static Workload of(final Events events) {
        int running = 0;
        int most = 0;
        int arrivals = 0;
        int fullestEvent = 0;
        int fullestArrival = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.event(i) < 0) {
                running--;
                continue;
            }
            if (++running > most) {
                most = running;
                fullestEvent = i;
                fullestArrival = arrivals;
            }
            arrivals++;
        }
        return new Workload(events, fullestEvent, fullestArrival);
    }

    /** Returns a trace of the tasks that run at the fullest moment if none is refused, in which nothing departs. */
    Trace fullest() {
        final Trace trace = events.trace();
        final BitSet running = new BitSet();
        for (int i = 0; i <= fullestEvent; i++) {
            final int event = events.event(i);
            running.set(event >= 0 ? event : ~event, event >= 0);
        }
        final Trace.Builder builder = Trace.builder(trace.name(), trace.dimensions().toArray(String[]::new));
        running.stream().forEach(task -> builder.add(
                0, Trace.NEVER, builder.shape(trace.shapes().get(trace.shape(events.row(task)))), events.group(task)));
        return builder.build();
    }

    /** Returns the event with which a window of arrivals begins: the fullest, or earlier if too few follow it. */
    int windowStart(final int arrivals) {
        int event = fullestEvent;
        int first = fullestArrival;
        while (event > 0 && events.tasks() - first < arrivals) {
            event--;
            first -= events.event(event) >= 0 ? 1 : 0;
        }
        return event;
    }

    /** Returns how many arrivals come before an event. */
    int arrivalsBefore(final int event) {
        int arrivals = fullestArrival;
        for (int i = event; i < fullestEvent; i++) {
            arrivals -= events.event(i) >= 0 ? 1 : 0;
        }
        return arrivals;
    }

    /** Returns the event after which a number of arrivals have come, counted from an event. */
    int windowEnd(final int start, final int arrivals) {
        int left = arrivals;
        int event = start;
        while (event < events.size() && left > 0) {
            left -= events.event(event++) >= 0 ? 1 : 0;
        }
        return event;
    }
}
