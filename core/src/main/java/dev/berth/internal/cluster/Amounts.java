package dev.berth.internal.cluster;

import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.PortKey;
import dev.berth.internal.state.TaskTable;
import dev.berth.internal.state.UndoLog;

/** Changes of what is registered or remains other than by placing, and the ranges that they must keep. */
public final class Amounts {
    private final Cluster cluster;
    private final Columns columns;
    private final TaskTable tasks;

    public Amounts(final Cluster cluster) {
        this.cluster = cluster;
        columns = cluster.columns;
        tasks = cluster.tasks;
    }

    public static void checkRemaining(final Instance instance) {
        checkRemaining("cpuUnits", instance.remainingCpuUnits(), instance.cpuUnits());
        checkRemaining("memoryMib", instance.remainingMemoryMib(), instance.memoryMib());
        checkRemaining("gpus", instance.remainingGpus(), instance.gpus());
        checkRemaining("eniSlots", instance.remainingEniSlots(), instance.eniSlots());
    }

    private static void checkRemaining(final String name, final int remaining, final int registered) {
        if (remaining > registered) {
            throw new IllegalArgumentException("remaining " + name + " is " + remaining
                    + ", must be at most the registered " + registered);
        }
    }

    public void resize(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        columns.checkRegistered(ordinal);
        final int[] held = held(ordinal);
        final long cpu = (long) cpuUnits - columns.registeredCpu[ordinal];
        final long memory = (long) memoryMib - columns.registeredMemory[ordinal];
        final int gpu = gpus - columns.registeredGpu[ordinal];
        final int eni = eniSlots - columns.registeredEni[ordinal];
        checkFree("cpuUnits", columns.freeCpu(ordinal), cpu, held[0], Integer.MIN_VALUE, Integer.MAX_VALUE);
        checkFree("memoryMib", columns.freeMemory(ordinal), memory, held[1], Integer.MIN_VALUE, Integer.MAX_VALUE);
        checkFree("gpus", columns.freeGpu[ordinal], gpu, held[2], Short.MIN_VALUE, Short.MAX_VALUE);
        checkFree("eniSlots", columns.freeEni[ordinal], eni, held[3], Short.MIN_VALUE, Short.MAX_VALUE);
        columns.registeredCpu[ordinal] = cpuUnits;
        columns.registeredMemory[ordinal] = memoryMib;
        columns.registeredGpu[ordinal] = (short) gpus;
        columns.registeredEni[ordinal] = (short) eniSlots;
        cluster.addFree(ordinal, (int) cpu, (int) memory, gpu, eni);
    }

    public void reserve(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        columns.checkRegistered(ordinal);
        final int[] held = held(ordinal);
        final int maxCpu = columns.registeredCpu[ordinal];
        final int maxMemory = columns.registeredMemory[ordinal];
        checkFree("cpuUnits", columns.freeCpu(ordinal), -(long) cpuUnits, held[0], Integer.MIN_VALUE, maxCpu);
        checkFree("memoryMib", columns.freeMemory(ordinal), -(long) memoryMib, held[1], Integer.MIN_VALUE, maxMemory);
        final int maxGpu = columns.registeredGpu[ordinal];
        checkFree("gpus", columns.freeGpu[ordinal], -(long) gpus, held[2], Short.MIN_VALUE, maxGpu);
        final int maxEni = columns.registeredEni[ordinal];
        checkFree("eniSlots", columns.freeEni[ordinal], -(long) eniSlots, held[3], Short.MIN_VALUE, maxEni);
        if (cluster.undo.isOpen()) {
            if (cluster.undo.lacks(1)) {
                throw new LimitExceededException("maxUndo", cluster.undo.limit());
            }
            cluster.undo.add(UndoLog.TAKEN, ordinal, -cpuUnits, -memoryMib, -gpus, -eniSlots);
        }
        cluster.addFree(ordinal, -cpuUnits, -memoryMib, -gpus, -eniSlots);
    }

    public void releasePort(final int ordinal, final boolean udp, final int port) {
        columns.checkRegistered(ordinal);
        final int portKey = PortKey.of(udp, port);
        int users = columns.ports.get(PortKey.at(ordinal, portKey));
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            for (final int taken : cluster.demands.get(tasks.demand(task)).ports) {
                users -= taken == portKey ? 1 : 0;
            }
        }
        if (users <= 0) {
            throw new IllegalArgumentException("port is " + port + " of instance '" + columns.id(ordinal)
                    + "', must be in use for something that is no task");
        }
        cluster.releasePort(ordinal, portKey);
    }

    /** What the tasks of an instance hold of it, saturated. */
    private int[] held(final int ordinal) {
        final long[] sum = new long[4];
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final DemandRecord demand = cluster.demands.get(tasks.demand(task));
            sum[0] += demand.cpu;
            sum[1] += demand.memory;
            sum[2] += demand.gpu;
            sum[3] += demand.eni;
        }
        final int[] held = new int[sum.length];
        for (int i = 0; i < sum.length; i++) {
            held[i] = (int) Math.min(sum[i], Integer.MAX_VALUE);
        }
        return held;
    }

    private static void checkFree(
            final String name, final int free, final long delta, final int held, final long min, final long max) {
        if (free + delta < min || delta > 0 && free + delta + held > max) {
            throw new IllegalArgumentException(
                    name + " would leave " + (free + delta) + " and " + (free + delta + held)
                            + " without tasks, must be " + min + ".." + max);
        }
    }

    public boolean underflows(final DemandRecord demand, final int ordinal) {
        return (long) columns.freeCpu(ordinal) - demand.cpu < Integer.MIN_VALUE
                || (long) columns.freeMemory(ordinal) - demand.memory < Integer.MIN_VALUE
                || columns.freeGpu[ordinal] - demand.gpu < Short.MIN_VALUE
                || columns.freeEni[ordinal] - demand.eni < Short.MIN_VALUE;
    }

    public boolean overflowsWhenReleased(final DemandRecord demand, final int ordinal) {
        long cpu = (long) columns.freeCpu(ordinal) + demand.cpu;
        long memory = (long) columns.freeMemory(ordinal) + demand.memory;
        long gpu = columns.freeGpu[ordinal] + demand.gpu;
        long eni = columns.freeEni[ordinal] + demand.eni;
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final DemandRecord other = cluster.demands.get(tasks.demand(task));
            cpu += other.cpu;
            memory += other.memory;
            gpu += other.gpu;
            eni += other.eni;
        }
        return cpu > Integer.MAX_VALUE || memory > Integer.MAX_VALUE || gpu > Short.MAX_VALUE || eni > Short.MAX_VALUE;
    }
}
