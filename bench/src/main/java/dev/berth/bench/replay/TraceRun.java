package dev.berth.bench.replay;

import com.sun.management.ThreadMXBean;
import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * A replay: it drives the events of a trace through a target and counts what happens.
 *
 * <p>A batch of VMs is a group. The group is opened when its first VM arrives, closed when its last VM has been placed,
 * and disappears when its last VM departs. A VM that is refused is not asked for again.
 *
 * <p>The measured time and bytes are those of the whole loop, its own bookkeeping included. Both exclude samples,
 * explanations of refusals and progress. The bytes also exclude the opening and closing of groups, which are cold
 * calls.
 */
final class TraceRun {
    private static final long NONE = -1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AzureTrace trace;
    private final TraceEvents events;
    private final TraceFleet fleet;
    private final Target target;
    private final PlacementEngine engine;
    private final long[] plans;
    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final long[] tasks;
    private final long[] zoneTasks = new long[TraceFleet.ZONES.length];
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
    private long cpuUsed;
    private long memoryUsed;
    private int inUse;
    private long nextSample;
    private long openGroup = -1;
    private long openBatch = NONE;
    private long groupsOpened;
    private long coldBytes;
    private long asideBytes;
    private long asideNanos;
    private long loopNanos;
    private long loopBytes;

    TraceRun(
            final AzureTrace trace,
            final TraceEvents events,
            final TraceFleet fleet,
            final Target target,
            final Chain chain,
            final int sampleSeconds,
            final Progress progress) {
        this.trace = trace;
        this.events = events;
        this.fleet = fleet;
        this.target = target;
        this.engine = target.engine();
        this.sampleSeconds = sampleSeconds;
        this.progress = progress;
        for (int i = 0; i < fleet.size(); i++) {
            target.register(fleet.instance(i));
        }
        cpuUnits = trace.shapes().stream().mapToInt(AzureTrace.Shape::cpuUnits).toArray();
        memoryMib = trace.shapes().stream().mapToInt(AzureTrace.Shape::memoryMib).toArray();
        plans = trace.shapes().stream().mapToLong(shape -> plan(shape, chain)).toArray();
        tasks = new long[events.vms()];
        series = new Series((int) (events.lastArrivalSeconds() / sampleSeconds) + 2);
    }

    private long plan(final AzureTrace.Shape shape, final Chain chain) {
        final Demand demand = Demand.builder().cpuUnits(shape.cpuUnits()).memoryMib(shape.memoryMib()).build();
        return target.plan(demand, chain);
    }

    /** Replays the events up to the last arrival. */
    void run() {
        Arrays.fill(tasks, NONE);
        final long end = events.lastArrivalSeconds();
        final long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        final long nanosBefore = System.nanoTime();
        int i = 0;
        while (i < events.size() && TraceEvents.seconds(events.event(i)) <= end) {
            final long event = events.event(i++);
            if (TraceEvents.seconds(event) >= nextSample) {
                sample(TraceEvents.seconds(event), i);
            }
            if (TraceEvents.isArrival(event)) {
                arrive(TraceEvents.vm(event), end - TraceEvents.seconds(event));
            } else {
                depart(TraceEvents.vm(event));
            }
        }
        closeGroup();
        loopNanos = System.nanoTime() - nanosBefore - asideNanos;
        loopBytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore - asideBytes - coldBytes;
        sample(end, events.size());
        target.compare();
    }

    // ---- events -----------------------------------------------------------------------------------------------------

    private void arrive(final int vm, final long secondsLeft) {
        final int copy = vm / trace.size();
        final int row = vm - copy * trace.size();
        final long batch = (long) copy << 32 | trace.batch(row);
        if (batch != openBatch) {
            closeGroup();
            openGroup(batch);
        }
        final int shape = trace.shape(row);
        final long seconds = Math.min(trace.lifeSeconds(row), secondsLeft);
        asked.add(cpuUnits[shape], memoryMib[shape], seconds);
        final long task = target.place(plans[shape], openGroup);
        if (task < 0) {
            refused.add(cpuUnits[shape], memoryMib[shape], seconds);
            refuse(task, plans[shape]);
            return;
        }
        tasks[vm] = task;
        placed++;
        final int ordinal = engine.instanceOf(task);
        cpuUsed += cpuUnits[shape];
        memoryUsed += memoryMib[shape];
        zoneTasks[fleet.zone(ordinal)]++;
        inUse += engine.tasksOn(ordinal) == 1 ? 1 : 0;
    }

    private void depart(final int vm) {
        final long task = tasks[vm];
        if (task == NONE) {
            return;
        }
        final int ordinal = engine.instanceOf(task);
        target.release(task);
        tasks[vm] = NONE;
        final int shape = trace.shape(vm % trace.size());
        cpuUsed -= cpuUnits[shape];
        memoryUsed -= memoryMib[shape];
        zoneTasks[fleet.zone(ordinal)]--;
        inUse -= engine.tasksOn(ordinal) == 0 ? 1 : 0;
    }

    private void refuse(final long code, final long plan) {
        if (code != Reason.NOTHING_ELIGIBLE.code()) {
            throw new IllegalStateException("the limit " + Reason.of(code).text() + " is reached");
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        final long nanos = System.nanoTime();
        refusals.note(engine, plan, openGroup);
        asideNanos += System.nanoTime() - nanos;
        asideBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    private void openGroup(final long batch) {
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        openBatch = batch;
        openGroup = target.group("batch-" + (batch >>> 32) + "-" + (int) batch);
        groupsOpened++;
        coldBytes += threads.getCurrentThreadAllocatedBytes() - bytes;
    }

    private void closeGroup() {
        if (openBatch == NONE) {
            return;
        }
        final long bytes = threads.getCurrentThreadAllocatedBytes();
        target.closeGroup(openGroup);
        openBatch = NONE;
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
            series.set(Series.CPU, 100.0 * cpuUsed / fleet.cpuUnits());
            series.set(Series.MEMORY, 100.0 * memoryUsed / fleet.memoryMib());
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
                100.0 * cpuUsed / fleet.cpuUnits()));
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
