package dev.berth.bench.peers;

import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Workload;
import java.util.Arrays;

/** A plain account of what is left on every instance, and which task runs where. */
final class Ledger {
    private static final int NOT_RUNNING = -1;

    private final Workload workload;
    private final Packing packing;
    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int[] tasksOn;
    private int[] instances;
    private int[] shapes;
    private int nextTask;

    Ledger(final Workload workload, final Packing packing, final Assignment start) {
        this.workload = workload;
        this.packing = packing;
        cpuUnits = workload.fleet().cpuUnits().clone();
        memoryMib = workload.fleet().memoryMib().clone();
        tasksOn = new int[cpuUnits.length];
        instances = new int[2 * start.size()];
        shapes = new int[2 * start.size()];
        for (int task = 0; task < start.size(); task++) {
            place(start.request(task) % workload.shapeCount(), start.instance(task));
        }
    }

    /** Returns how many ids were given out. */
    int nextTask() {
        return nextTask;
    }

    boolean isRunning(final int task) {
        return task >= 0 && task < nextTask && instances[task] != NOT_RUNNING;
    }

    boolean isShape(final int shape) {
        return shape >= 0 && shape < workload.shapeCount();
    }

    boolean isInstance(final int instance) {
        return instance >= 0 && instance < cpuUnits.length;
    }

    boolean fits(final int shape, final int instance) {
        return cpuUnits[instance] >= workload.cpuUnits()[shape] && memoryMib[instance] >= workload.memoryMib()[shape];
    }

    /** Returns what would be left of the resource that is packed by. */
    int leftAfter(final int shape, final int instance) {
        return packing.left(
                cpuUnits[instance] - workload.cpuUnits()[shape], memoryMib[instance] - workload.memoryMib()[shape]);
    }

    /**
     * Returns what the exact answer would leave.
     *
     * @return the least of all instances that the shape fits on, or −1 if there is none.
     */
    int exactLeft(final int shape) {
        int least = -1;
        for (int instance = 0; instance < cpuUnits.length; instance++) {
            if (fits(shape, instance)) {
                final int left = leftAfter(shape, instance);
                if (least < 0 || left < least) {
                    least = left;
                }
            }
        }
        return least;
    }

    String describe(final int instance) {
        return "instance " + instance + " with " + cpuUnits[instance] + " CPU units and " + memoryMib[instance]
                + " MiB left";
    }

    String demand(final int shape) {
        return workload.cpuUnits()[shape] + " CPU units and " + workload.memoryMib()[shape] + " MiB";
    }

    /** Gives the next id to a task that runs from now on. */
    void place(final int shape, final int instance) {
        record(shape, instance);
        change(instance, shape, -1);
    }

    /** Gives the next id to a task that was refused. */
    void refuse(final int shape) {
        record(shape, NOT_RUNNING);
    }

    private void record(final int shape, final int instance) {
        if (nextTask == instances.length) {
            instances = Arrays.copyOf(instances, 2 * nextTask);
            shapes = Arrays.copyOf(shapes, 2 * nextTask);
        }
        instances[nextTask] = instance;
        shapes[nextTask++] = shape;
    }

    void release(final int task) {
        change(instances[task], shapes[task], 1);
        instances[task] = NOT_RUNNING;
    }

    private void change(final int instance, final int shape, final int sign) {
        cpuUnits[instance] += sign * workload.cpuUnits()[shape];
        memoryMib[instance] += sign * workload.memoryMib()[shape];
        tasksOn[instance] -= sign;
    }

    /** Returns how many instances run a task. */
    int inUse() {
        return (int) Arrays.stream(tasksOn).filter(tasks -> tasks > 0).count();
    }
}
