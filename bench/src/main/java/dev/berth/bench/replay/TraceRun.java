package dev.berth.bench.replay;

import com.sun.management.ThreadMXBean;
import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.Instance;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.bench.simulation.EngineShapes;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Trace;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * A replay: it drives the events of a trace through a target and counts what happens.
 *
 * <p>A group of the trace is a group of tasks, in each copy another. It is opened when its first task arrives, closed
 * when its last has been placed, and disappears when its last task departs. A task that is refused is not asked for
 * again. If the trace has more shapes than the engine has room for plans, each arrival has a plan of its own.
 *
 * <p>The measured time and bytes are those of the whole loop, its own bookkeeping included. Both exclude samples,
 * explanations of refusals and progress. The bytes also exclude the opening and closing of groups, which are cold
 * calls.
 */
final class TraceRun {
    private static final long NONE = -1;
    private static final int NO_EVENT = -1;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double SAME_SECONDS = 1e-3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Trace trace;
    private final Events events;
    private final Fleet fleet;
    private final Chain chain;
    private final Target target;
    private final PlacementEngine engine;
    private final long[] plans;
    private final double[] cpuUnits;
    private final double[] memoryMib;
    private final long[] tasks;
    private final long[] groups;
    private final int[] toArrive;
    private final long[] zoneTasks;
    private final double registeredCpuUnits;
    private final double registeredMemoryMib;
    private final Refusals refusals = new Refusals();
    private final Hours asked = new Hours();
    private final Hours refused = new Hours();
    private final Series series;
    private final int sampleSeconds;
    private final Progress progress;

    private long placed;
    private long refusedBefore;
    private double coreHoursBefore;
    private double gibHoursBefore;
    private long placedBefore;
    private double cpuUsed;
    private double memoryUsed;
    private int inUse;
    private long nextSample;
    private long groupsOpened;
    private long coldBytes;
    private long asideBytes;
    private long asideNanos;
    private long loopNanos;
    private long loopBytes;

    TraceRun(
            final Events events,
            final Fleet fleet,
            final Target target,
            final Chain chain,
            final int sampleSeconds,
            final Progress progress) {
        trace = events.trace();
        this.events = events;
        this.fleet = fleet;
        this.target = target;
        this.chain = chain;
        this.engine = target.engine();
        this.sampleSeconds = sampleSeconds;
        this.progress = progress;
        for (int i = 0; i < fleet.size(); i++) {
            target.register(instance(i));
        }
        registeredCpuUnits = total(fleet, 0);
        registeredMemoryMib = total(fleet, 1);
        cpuUnits = trace.shapes().stream().mapToDouble(shape -> shape.amounts().get(0)).toArray();
        memoryMib = trace.shapes().stream().mapToDouble(shape -> shape.amounts().get(1)).toArray();
        plans = plans();
        tasks = new long[events.tasks()];
        toArrive = Peak.arrivalsByGroup(events);
        groups = new long[toArrive.length];
        zoneTasks = new long[fleet.zones().size()];
        series = new Series((int) (seconds(lastArrivalDays()) / sampleSeconds) + 2);
    }

    private Instance instance(final int ordinal) {
        final Instance.Builder instance = Instance.builder("i-" + ordinal)
                .cpuUnits((int) fleet.capacity(ordinal, 0))
                .memoryMib((int) fleet.capacity(ordinal, 1))
                .attribute(Chain.ZONE_ATTRIBUTE, fleet.zones().get(fleet.zone(ordinal)));
        if (trace.dimensions().contains(Trace.GPU)) {
            instance.gpus((int) fleet.capacity(ordinal, trace.dimensions().indexOf(Trace.GPU)));
        }
        return fleet.type(ordinal).isEmpty()
                ? instance.build()
                : instance.attribute("ecs.instance-type", fleet.type(ordinal)).build();
    }

    /** Returns how much all instances of a fleet have of a dimension. */
    static double total(final Fleet fleet, final int dimension) {
        double total = 0;
        for (int i = 0; i < fleet.size(); i++) {
            total += fleet.capacity(i, dimension);
        }
        return total;
    }

    /** Returns a plan for each shape; null if there are too many, and then a plan stays so that its index does. */
    private long[] plans() {
        if (trace.shapes().size() > EngineShapes.MOST_PLANS) {
            target.plan(target.define(Demand.builder().cpuUnits(1).memoryMib(1).build()), chain);
            return null;
        }
        return trace.shapes().stream()
                .mapToLong(shape -> target.plan(target.define(EngineShapes.demand(shape)), chain))
                .toArray();
    }

    private double lastArrivalDays() {
        return events.arrivalDays(events.lastArrival());
    }

    /** Returns whole seconds; a time within a millisecond below counts as the second. */
    private static long seconds(final double days) {
        return (long) (days * SECONDS_PER_DAY + SAME_SECONDS);
    }

    /** Replays the events up to the last arrival. */
    void run() {
        Arrays.fill(tasks, NONE);
        Arrays.fill(groups, NONE);
        final int last = events.lastArrival();
        final double end = events.arrivalDays(last);
        final long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        final long nanosBefore = System.nanoTime();
        int event = NO_EVENT;
        for (int i = 0; event != last; i++) {
            event = events.event(i);
            final double now = event < 0 ? events.departureDays(~event) : events.arrivalDays(event);
            if (seconds(now) >= nextSample) {
                sample(seconds(now), i + 1);
            }
            if (event >= 0) {
                arrive(event, end - now);
            } else {
                depart(~event);
            }
        }
        loopNanos = System.nanoTime() - nanosBefore - asideNanos;
        loopBytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore - asideBytes - coldBytes;
        sample(seconds(end), events.size());
        target.compare();
    }

    // ---- events -----------------------------------------------------------------------------------------------------

    private void arrive(final int task, final double daysLeft) {
        final int group = events.group(task);
        if (groups[group] == NONE) {
            openGroup(group);
        }
        final int shape = trace.shape(events.row(task));
        final double days = Math.min(events.departureDays(task) - events.arrivalDays(task), daysLeft);
        asked.add(cpuUnits[shape], memoryMib[shape], days);
        final long handle = plans == null
                ? placeOnce(shape, groups[group])
                : placeOrRefuse(plans[shape], groups[group]);
        if (--toArrive[group] == 0) {
            closeGroup(group);
        }
        if (handle < 0) {
            refused.add(cpuUnits[shape], memoryMib[shape], days);
            return;
        }
        tasks[task] = handle;
        placed++;
        final int ordinal = engine.instanceOf(handle);
        cpuUsed += cpuUnits[shape];
        memoryUsed += memoryMib[shape];
        zoneTasks[fleet.zone(ordinal)]++;
        inUse += engine.tasksOn(ordinal) == 1 ? 1 : 0;
    }

    private long placeOnce(final int shape, final long group) {
        final long demand = target.define(EngineShapes.demand(trace.shapes().get(shape)));
        final long plan = target.plan(demand, chain);
        final long handle = placeOrRefuse(plan, group);
        target.drop(plan, demand);
        return handle;
    }

    private long placeOrRefuse(final long plan, final long group) {
        final long handle = target.place(plan, group);
        if (handle < 0) {
            refuse(handle, plan, group);
        }
        return handle;
    }

    private void depart(final int task) {
        final long handle = tasks[task];
        if (handle == NONE) {
            return;
        }
        final int ordinal = engine.instanceOf(handle);
        target.release(handle);
        tasks[task] = NONE;
        final int shape = trace.shape(events.row(task));
        cpuUsed -= cpuUnits[shape];
        memoryUsed -= memoryMib[shape];
        zoneTasks[fleet.zone(ordinal)]--;
        inUse -= engine.tasksOn(ordinal) == 0 ? 1 : 0;
    }

    private void refuse(final long code, final long plan, final long group) {
        if (code != Reason.NOTHING_ELIGIBLE.code()) {
            throw new IllegalStateException("the limit " + Reason.of(code).text() + " is reached");
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        final long nanos = System.nanoTime();
        refusals.note(engine, plan, group);
        asideNanos += System.nanoTime() - nanos;
        asideBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    private void openGroup(final int group) {
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        groups[group] = target.group("group-" + group / trace.groups() + "-" + group % trace.groups());
        groupsOpened++;
        coldBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    private void closeGroup(final int group) {
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        target.closeGroup(groups[group]);
        coldBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    private void sample(final long seconds, final int eventsDone) {
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        final long nanos = System.nanoTime();
        nextSample = (seconds / sampleSeconds + 1) * sampleSeconds;
        if (!series.isFull()) {
            series.begin(seconds);
            series.set(Series.RUNNING, engine.taskCount());
            series.set(Series.PLACED, placed - placedBefore);
            series.set(Series.REFUSED, refusals.count() - refusedBefore);
            series.set(Series.CPU, 100.0 * cpuUsed / registeredCpuUnits);
            series.set(Series.MEMORY, 100.0 * memoryUsed / registeredMemoryMib);
            series.set(Series.IN_USE, inUse);
            series.set(Series.IMBALANCE, imbalancePercent());
            series.set(Series.REFUSED_CORE_HOURS, refused.coreHours() - coreHoursBefore);
            series.set(Series.REFUSED_GIB_HOURS, refused.gibHours() - gibHoursBefore);
            coreHoursBefore = refused.coreHours();
            gibHoursBefore = refused.gibHours();
            placedBefore = placed;
            refusedBefore = refusals.count();
        }
        progress.show(eventsDone, String.format(
                Locale.ROOT, "day %.2f, %,d tasks, CPU %.1f %%", seconds / 86_400.0, engine.taskCount(),
                100.0 * cpuUsed / registeredCpuUnits));
        asideNanos += System.nanoTime() - nanos;
        asideBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    /**
     * Returns the difference between the zones with the most and the fewest tasks, in percent of the mean of all zones.
     */
    private double imbalancePercent() {
        final double mean = Arrays.stream(zoneTasks).average().orElse(0);
        final long most = Arrays.stream(zoneTasks).max().orElse(0);
        final long fewest = Arrays.stream(zoneTasks).min().orElse(0);
        return mean == 0 ? 0 : 100.0 * (most - fewest) / mean;
    }

    // ---- the results ------------------------------------------------------------------------------------------------

    long placed() {
        return placed;
    }

    Refusals refusals() {
        return refusals;
    }

    /** Returns the capacity that all VMs asked for, including those that were refused. */
    Hours asked() {
        return asked;
    }

    /** Returns the capacity that the refused VMs asked for. */
    Hours refused() {
        return refused;
    }

    Series series() {
        return series;
    }

    long groupsOpened() {
        return groupsOpened;
    }

    double loopSeconds() {
        return loopNanos / 1e9;
    }

    double bytesPerPlacement() {
        return placed == 0 ? 0 : (double) loopBytes / placed;
    }

    long loopBytes() {
        return loopBytes;
    }

    double bytesPerGroup() {
        return groupsOpened == 0 ? 0 : (double) coldBytes / groupsOpened;
    }
}
