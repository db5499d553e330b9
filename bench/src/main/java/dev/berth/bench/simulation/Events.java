package dev.berth.bench.simulation;

import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/**
 * The arrivals and departures of all copies of a trace in the order in which they happen. Immutable, so that the runs
 * of several policies share it.
 *
 * <p>Arrivals come by time, then by copy, then by row. Before each arrival every task leaves whose departure is
 * earlier, or at most 1e-9 days away: departures come before arrivals at the same time. Departures at the same time
 * come out in the order of a binary heap as libstdc++ implements it, so that the published placements of dynamic vector
 * bin packing can be compared event by event.
 */
public final class Events {
    private static final double SAME_DAYS = 1e-9;

    private final Trace trace;
    private final double[] shiftDays;
    private final int[] events;
    private int mostRunning;

    /**
     * Puts the events of one trace in order.
     *
     * @param trace the trace.
     */
    public Events(final Trace trace) {
        this(trace, 0);
    }

    /**
     * Puts the events of several copies of a trace in order.
     *
     * @param trace the trace.
     * @param shiftDays by how many days each copy is late, 0 or more.
     * @throws ArithmeticException if there are more than 2^30 arrivals.
     */
    public Events(final Trace trace, final double... shiftDays) {
        this.trace = trace;
        this.shiftDays = shiftDays.clone();
        if ((long) trace.size() * shiftDays.length > 1 << 30) {
            throw new ArithmeticException(shiftDays.length + " copies of " + trace.size()
                    + " arrivals are more than 2^30 arrivals; give fewer copies");
        }
        events = ordered(arrivals());
    }

    private int[] arrivals() {
        final int rows = trace.size();
        final int copies = shiftDays.length;
        final int[] order = new int[rows * copies];
        if (copies == 1) {
            Arrays.setAll(order, row -> row);
            return order;
        }
        final int[] next = new int[copies];
        final int[] heap = new int[copies];
        int size = 0;
        for (int copy = 0; copy < copies && rows > 0; copy++) {
            heap[size++] = copy;
        }
        Arrays.sort(heap, 0, size);
        for (int i = size / 2 - 1; i >= 0; i--) {
            sink(heap, size, i, next);
        }
        int at = 0;
        while (size > 0) {
            final int copy = heap[0];
            order[at++] = copy * rows + next[copy];
            if (++next[copy] == rows) {
                heap[0] = heap[--size];
            }
            sink(heap, size, 0, next);
        }
        return order;
    }

    private void sink(final int[] heap, final int size, final int from, final int[] next) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isEarlier(heap[child + 1], heap[child], next)) {
                child++;
            }
            if (!isEarlier(heap[child], heap[at], next)) {
                return;
            }
            final int copy = heap[at];
            heap[at] = heap[child];
            heap[child] = copy;
            at = child;
        }
    }

    private boolean isEarlier(final int a, final int b, final int[] next) {
        final double timeA = shiftDays[a] + trace.arrivalDays(next[a]);
        final double timeB = shiftDays[b] + trace.arrivalDays(next[b]);
        return timeA < timeB || timeA == timeB && a < b;
    }

    private int[] ordered(final int[] arrivals) {
        int departing = 0;
        for (int row = 0; row < trace.size(); row++) {
            departing += trace.departureDays(row) < Trace.NEVER ? 1 : 0;
        }
        final int[] ordered = new int[arrivals.length + departing * shiftDays.length];
        final DepartureHeap heap = new DepartureHeap();
        int at = 0;
        int running = 0;
        for (final int task : arrivals) {
            final double now = arrivalDays(task);
            while (!heap.isEmpty()
                    && (heap.firstDays() < now || Math.abs(heap.firstDays() - now) <= SAME_DAYS)) {
                ordered[at++] = ~heap.pop();
                running--;
            }
            ordered[at++] = task;
            mostRunning = Math.max(mostRunning, ++running);
            if (departureDays(task) < Trace.NEVER) {
                heap.push(departureDays(task), task);
            }
        }
        while (!heap.isEmpty()) {
            ordered[at++] = ~heap.pop();
        }
        return ordered;
    }

    /**
     * Returns the trace.
     *
     * @return the trace, of which the tasks are copies.
     */
    public Trace trace() {
        return trace;
    }

    /**
     * Returns the number of events.
     *
     * @return arrivals and departures.
     */
    public int size() {
        return events.length;
    }

    /**
     * Returns the number of arrivals of all copies.
     *
     * @return one more than the greatest task.
     */
    public int tasks() {
        return trace.size() * shiftDays.length;
    }

    /**
     * Returns an event.
     *
     * @param index 0..size − 1.
     * @return the task that arrives, or {@code ~task} of the task that departs.
     */
    public int event(final int index) {
        return events[index];
    }

    /**
     * Returns the task that arrives last.
     *
     * @return an event; there must be one.
     */
    public int lastArrival() {
        int last = events.length - 1;
        while (events[last] < 0) {
            last--;
        }
        return events[last];
    }

    /**
     * Returns how many tasks run at once if none is refused.
     *
     * @return the most.
     */
    public int mostRunning() {
        return mostRunning;
    }

    /**
     * Returns the row of a task.
     *
     * @param task 0..tasks − 1.
     * @return the row of the trace.
     */
    public int row(final int task) {
        return task % trace.size();
    }

    /**
     * Returns the copy of a task.
     *
     * @param task 0..tasks − 1.
     * @return the number of the copy, from 0.
     */
    public int copy(final int task) {
        return task / trace.size();
    }

    /**
     * Returns the number of copies.
     *
     * @return at least 1.
     */
    public int copies() {
        return shiftDays.length;
    }

    /**
     * Returns by how much a copy is late.
     *
     * @param copy 0..copies − 1.
     * @return days, 0 or more.
     */
    public double shiftDays(final int copy) {
        return shiftDays[copy];
    }

    /**
     * Returns when a task arrives.
     *
     * @param task 0..tasks − 1.
     * @return days since the start of the trace.
     */
    public double arrivalDays(final int task) {
        return shiftDays[copy(task)] + trace.arrivalDays(row(task));
    }

    /**
     * Returns when a task departs.
     *
     * @param task 0..tasks − 1.
     * @return days since the start of the trace; {@link Trace#NEVER} if never.
     */
    public double departureDays(final int task) {
        return shiftDays[copy(task)] + trace.departureDays(row(task));
    }

    /**
     * Returns when a task is predicted to depart.
     *
     * @param task 0..tasks − 1.
     * @return days since the start of the trace; {@link Trace#NEVER} if never.
     */
    public double predictedDepartureDays(final int task) {
        return shiftDays[copy(task)] + trace.predictedDepartureDays(row(task));
    }

    /**
     * Returns the group of a task. Each copy has groups of its own.
     *
     * @param task 0..tasks − 1.
     * @return the number of the group, from 0.
     */
    public int group(final int task) {
        return copy(task) * trace.groups() + trace.group(row(task));
    }
}
