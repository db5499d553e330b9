package dev.berth.bench.replay;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.List;

/**
 * The most tasks and groups, and the most of each dimension, that the copies of a trace ask for at any one time if
 * nothing is refused. A group counts from its first arrival until its last has arrived and all its tasks are gone.
 */
record Peak(int tasks, int groups, List<Double> amounts) {
    static Peak of(final Events events) {
        final Trace trace = events.trace();
        final double[][] amounts = trace.shapes().stream()
                .map(Shape::amounts)
                .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        final int[] toArrive = arrivalsByGroup(events);
        final int[] running = new int[toArrive.length];
        final double[] used = new double[trace.dimensions().size()];
        final Double[] most = new Double[used.length];
        Arrays.fill(most, 0.0);
        int groups = 0;
        int mostGroups = 0;
        final boolean[] open = new boolean[toArrive.length];
        for (int i = 0; i < events.size(); i++) {
            final int event = events.event(i);
            final int task = event < 0 ? ~event : event;
            final int group = events.group(task);
            final double[] asked = amounts[trace.shape(events.row(task))];
            if (event < 0) {
                running[group]--;
                groups -= running[group] == 0 && toArrive[group] == 0 ? 1 : 0;
            } else {
                groups += open[group] ? 0 : 1;
                open[group] = true;
                running[group]++;
                toArrive[group]--;
                mostGroups = Math.max(mostGroups, groups);
            }
            for (int d = 0; d < used.length; d++) {
                used[d] += event < 0 ? -asked[d] : asked[d];
                most[d] = Math.max(most[d], used[d]);
            }
        }
        return new Peak(events.mostRunning(), mostGroups, List.of(most));
    }

    /** Returns how many tasks of each group of each copy arrive. */
    static int[] arrivalsByGroup(final Events events) {
        final Trace trace = events.trace();
        final int[] arrivals = new int[Math.multiplyExact(trace.groups(), events.copies())];
        for (int task = 0; task < events.tasks(); task++) {
            arrivals[events.group(task)]++;
        }
        return arrivals;
    }
}
