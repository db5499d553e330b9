package dev.berth.bench.measures;

import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measures of a run, computed by an observer. Means over time are exact integrals, weighted by how long each state
 * lasted, up to the last arrival; with bins that open on demand, up to the last departure. What needs a pass over all
 * instances is the mean of {@value #SAMPLES} samples at equal distances in time.
 */
public final class Measures implements Observer {
    /** The number of samples of a run. */
    static final int SAMPLES = 200;

    private static final double HOURS = 24;

    private final Events events;
    private final SimulatedCluster cluster;
    private final String[] labels;
    private final double[] total;
    private final double[] leastAsked;
    private final double[] used;
    private final double[] usedDays;
    private final double[] usedMost;
    private final double[] askedDays;
    private final double[] refusedDays;
    private final int[] zoneTasks;
    private final RefusalReasons reasons;
    private final Samples samples;
    private final SampleMeans means;
    private final FragmentationMeans fragmentation;
    private final double lastDays;
    private final double end;
    private final double start;
    private final double step;

    private double now;
    private double nextSample;
    private int inUse;
    private int inUseMost;
    private double inUseDays;
    private int running;
    private long placed;
    private long refused;

    /**
     * Begins to watch a run.
     *
     * @param events the events of the run.
     * @param cluster the cluster of the run, without tasks.
     */
    public Measures(final Events events, final SimulatedCluster cluster) {
        this(events, cluster, 0, events.size());
    }

    /**
     * Begins to watch a part of a run. What is refused counts up to the last arrival of the whole run.
     *
     * @param events the events of the run.
     * @param cluster the cluster of the run, with the tasks that run before the first event of the part.
     * @param firstEvent the first event of the part.
     * @param endEvent the first event after the part, or the number of events.
     */
    public Measures(
            final Events events, final SimulatedCluster cluster, final int firstEvent, final int endEvent) {
        this.events = events;
        this.cluster = cluster;
        final Trace trace = events.trace();
        labels = trace.dimensions().stream().map(Measures::label).toArray(String[]::new);
        final int dimensions = labels.length;
        total = new double[dimensions];
        for (int i = 0; i < cluster.size(); i++) {
            for (int d = 0; d < dimensions; d++) {
                total[d] += cluster.capacity(i, d);
            }
        }
        leastAsked = new double[dimensions];
        for (int d = 0; d < dimensions; d++) {
            leastAsked[d] = least(trace, d);
        }
        used = new double[dimensions];
        usedDays = new double[dimensions];
        usedMost = new double[dimensions];
        askedDays = new double[dimensions];
        refusedDays = new double[dimensions];
        int zones = 1;
        for (int i = 0; i < cluster.size(); i++) {
            zones = Math.max(zones, cluster.zone(i) + 1);
        }
        zoneTasks = new int[zones];
        reasons = new RefusalReasons(labels);
        means = new SampleMeans(cluster, labels, leastAsked);
        fragmentation = new FragmentationMeans(trace, cluster);
        samples = new Samples(columns(labels));
        start = events.size() == 0 ? 0 : days(firstEvent);
        lastDays = lastDays();
        end = endEvent < events.size() ? Math.min(lastDays, days(endEvent)) : lastDays;
        step = (end - start) / SAMPLES;
        now = start;
        nextSample = start;
        countRunning();
    }

    private void countRunning() {
        for (int i = 0; i < cluster.size(); i++) {
            running += cluster.tasksOn(i);
            zoneTasks[cluster.zone(i)] += cluster.tasksOn(i);
            for (int d = 0; d < used.length; d++) {
                used[d] += cluster.used(i, d);
            }
        }
        inUse = cluster.inUse();
        inUseMost = inUse;
        System.arraycopy(used, 0, usedMost, 0, used.length);
    }

    private double days(final int index) {
        final int event = events.event(index);
        return event >= 0 ? events.arrivalDays(event) : events.departureDays(~event);
    }

    private static List<String> columns(final String... labels) {
        final List<String> columns = new ArrayList<>(List.of(
                "time_days", "running_tasks", "placed", "refused", "instances_in_use", "zone_imbalance_percent"));
        for (final String label : labels) {
            columns.add(label + "_used_percent");
        }
        return columns;
    }

    /** Returns the name of a dimension without its unit. */
    private static String label(final String dimension) {
        return dimension.replaceFirst("_(units|mib|milli|gb|gib)$", "");
    }

    private static double least(final Trace trace, final int dimension) {
        double least = Double.POSITIVE_INFINITY;
        for (final Shape shape : trace.shapes()) {
            final double amount = shape.amounts().get(dimension);
            least = amount > 0 ? Math.min(least, amount) : least;
        }
        return least;
    }

    private double lastDays() {
        double last = start;
        for (int i = events.size() - 1; i >= 0; i--) {
            final int event = events.event(i);
            if (event >= 0) {
                return Math.max(last, days(i));
            }
            if (cluster.opensBins()) {
                last = Math.max(last, days(i));
            }
        }
        return last;
    }

    // ---- what happens -----------------------------------------------------------------------------------------------

    @Override
    public void reached(final double days) {
        advance(days);
    }

    @Override
    public void placed(final Request request, final int instance) {
        placed++;
        ask(request, askedDays);
        running++;
        zoneTasks[cluster.zone(instance)]++;
        if (cluster.tasksOn(instance) == 1) {
            inUseMost = Math.max(inUseMost, ++inUse);
        }
        for (int d = 0; d < used.length; d++) {
            used[d] += request.amount(d);
            usedMost[d] = Math.max(usedMost[d], used[d]);
        }
    }

    @Override
    public void refused(final Request request) {
        refused++;
        ask(request, askedDays);
        ask(request, refusedDays);
        reasons.note(request, cluster);
    }

    @Override
    public void departed(final Request request, final int instance) {
        running--;
        zoneTasks[cluster.zone(instance)]--;
        if (cluster.tasksOn(instance) == 0) {
            inUse--;
        }
        for (int d = 0; d < used.length; d++) {
            used[d] -= request.amount(d);
        }
    }

    private void ask(final Request request, final double[] sums) {
        final double days = Math.min(events.departureDays(request.id()), lastDays) - request.arrivalDays();
        for (int d = 0; d < sums.length; d++) {
            sums[d] += request.amount(d) * Math.max(0, days);
        }
    }

    /** Lets time pass in the state before the event at hand. */
    private void advance(final double time) {
        final double until = Math.min(time, end);
        while (nextSample <= until && samples.size() <= SAMPLES) {
            sample(nextSample);
            nextSample = start + samples.size() * step;
        }
        final double days = until - now;
        if (days > 0) {
            for (int d = 0; d < used.length; d++) {
                usedDays[d] += used[d] * days;
            }
            inUseDays += inUse * days;
            now = until;
        }
    }

    private void sample(final double time) {
        final double[] row = new double[6 + used.length];
        row[0] = time;
        row[1] = running;
        row[2] = placed;
        row[3] = refused;
        row[4] = inUse;
        row[5] = imbalancePercent();
        for (int d = 0; d < used.length; d++) {
            row[6 + d] = percent(used[d], cluster.opensBins() ? inUse * capacityOfBin(d) : total[d]);
        }
        samples.add(row);
        means.add(row[5]);
        fragmentation.add();
    }

    private double capacityOfBin(final int dimension) {
        return cluster.size() == 0 ? 1 : cluster.capacity(0, dimension);
    }

    private double imbalancePercent() {
        int most = 0;
        int fewest = Integer.MAX_VALUE;
        for (final int tasks : zoneTasks) {
            most = Math.max(most, tasks);
            fewest = Math.min(fewest, tasks);
        }
        return percent((double) zoneTasks.length * (most - fewest), running);
    }

    private static double percent(final double part, final double whole) {
        return whole == 0 ? 0 : 100 * part / whole;
    }

    // ---- the measures -----------------------------------------------------------------------------------------------

    /**
     * Returns the course over time.
     *
     * @return samples at equal distances in time.
     */
    public Samples samples() {
        return samples;
    }

    /**
     * Returns the measures of the run so far, in a fixed order.
     *
     * @return the value of each measure by its name.
     */
    public Map<String, Double> values() {
        advance(end);
        final Map<String, Double> values = new LinkedHashMap<>();
        values.put("placed", (double) placed);
        values.put("refused", (double) refused);
        values.put("refused_percent", percent(refused, placed + refused));
        for (int d = 0; d < labels.length; d++) {
            values.put("refused_" + labels[d] + "_hours_percent", percent(refusedDays[d], askedDays[d]));
        }
        final double days = end - start;
        for (int d = 0; d < labels.length; d++) {
            final double offered = cluster.opensBins() ? capacityOfBin(d) * inUseDays : total[d] * days;
            values.put(labels[d] + "_allocation_ratio_percent", percent(usedDays[d], offered));
        }
        values.put("instances_in_use_mean", days == 0 ? inUse : inUseDays / days);
        values.put("instances_in_use_most", (double) inUseMost);
        if (cluster.opensBins()) {
            values.put("bins", (double) cluster.size());
            values.put("usage_time_hours", inUseDays * HOURS);
        } else {
            values.put("empty_instances_mean", cluster.size() - (days == 0 ? inUse : inUseDays / days));
            means.addTo(values);
            fragmentation.addTo(values);
            reasons.addTo(values);
        }
        return values;
    }

    /**
     * Defines the measures of a trace with the given dimensions.
     *
     * @param dimensions the dimensions of the trace.
     * @return the definitions in the order of {@link #values()}, those of a fleet and those of bins.
     */
    public static List<Measure> definitions(final List<String> dimensions) {
        final List<Measure> all = new ArrayList<>();
        all.add(new Measure("placed", "Arrivals that were placed.", ""));
        all.add(new Measure("refused", "Arrivals that no instance took; they are not asked for again.", ""));
        all.add(new Measure("refused_percent", "Refused arrivals, of all arrivals.", "Hadary et al., OSDI 2020"));
        final List<String> labels = dimensions.stream().map(Measures::label).toList();
        labels.forEach(label -> all.add(new Measure(
                "refused_" + label + "_hours_percent",
                "What refused arrivals would have used of " + label + " over time until the end of the run, of what all"
                        + " arrivals would have.",
                "")));
        labels.forEach(label -> all.add(new Measure(
                label + "_allocation_ratio_percent",
                "The mean over time of " + label + " in use, of all that instances have; with bins, of bins in use.",
                "Weng et al., ATC 2023; packing density in Hadary et al., OSDI 2020")));
        all.add(new Measure("instances_in_use_mean", "The mean over time of the instances with a task.", ""));
        all.add(new Measure("instances_in_use_most", "The most instances that had a task at one time.", ""));
        all.add(new Measure("bins", "The bins that were opened in all.", "Murhekar et al., SPAA 2023"));
        all.add(new Measure(
                "usage_time_hours", "The time that bins were in use, summed over the bins.", "Li et al., SPAA 2014"));
        all.add(new Measure("empty_instances_mean", "The mean over time of the instances without a task.",
                "Hadary et al., OSDI 2020"));
        all.addAll(SampleMeans.definitions(labels));
        all.addAll(FragmentationMeans.definitions(dimensions));
        labels.forEach(label -> all.add(new Measure(
                "refused_for_" + label + "_percent",
                "Refusals where no instance had enough " + label + ", of those that were looked into.", "")));
        all.add(new Measure(
                "refused_for_mismatch_percent",
                "Refusals where each dimension was to be had, but on no instance all of them, of those looked into.",
                ""));
        all.add(new Measure(
                "refused_by_policy_percent", "Refusals although an instance fitted, of those looked into.", ""));
        return all;
    }
}
