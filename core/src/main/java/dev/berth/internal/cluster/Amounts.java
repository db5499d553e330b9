package dev.berth.internal.cluster;

import dev.berth.Instance;
import dev.berth.LimitExceededException;
import dev.berth.internal.state.AmountColumn;
import dev.berth.internal.state.Columns;
import dev.berth.internal.state.DemandRecord;
import dev.berth.internal.state.PortKey;
import dev.berth.internal.state.TaskTable;
import dev.berth.internal.state.UndoLog;
import java.util.Arrays;

/** The changes of registered and remaining amounts apart from placements, and the ranges that the amounts must keep. */
public final class Amounts {
    /** The index of the first further amount in an array of what tasks hold, after CPU and memory. */
    private static final int HELD = 2;

    private final Cluster cluster;
    private final Columns columns;
    private final TaskTable tasks;

    /** The amounts that the tasks of an instance hold, as scratch: CPU, memory, and the further amounts by number. */
    private final long[] held;

    /** The changes of the further amounts by number; all 0 between uses. */
    private final int[] amounts;

    public Amounts(final Cluster cluster) {
        this.cluster = cluster;
        held = new long[HELD + cluster.columns.amounts.length];
        amounts = new int[cluster.columns.amounts.length];
        columns = cluster.columns;
        tasks = cluster.tasks;
    }

    public static void checkRemaining(final Instance instance) {
        checkRemaining("cpuUnits", instance.remainingCpuUnits(), instance.cpuUnits());
        checkRemaining("memoryMib", instance.remainingMemoryMib(), instance.memoryMib());
        checkRemaining("gpus", instance.remainingGpus(), instance.gpus());
        checkRemaining("eniSlots", instance.remainingEniSlots(), instance.eniSlots());
        instance.resources().forEach(
                (name, registered) -> checkRemaining(name, instance.remainingResource(name), registered));
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
        sumHeld(ordinal);
        final long cpu = (long) cpuUnits - columns.registeredCpu[ordinal];
        final long memory = (long) memoryMib - columns.registeredMemory[ordinal];
        checkFree("cpuUnits", columns.freeCpu(ordinal), cpu, held[0], Integer.MIN_VALUE, Integer.MAX_VALUE);
        checkFree("memoryMib", columns.freeMemory(ordinal), memory, held[1], Integer.MIN_VALUE, Integer.MAX_VALUE);
        final int gpuChange = checkedResize(ordinal, Columns.GPU, gpus);
        final int eniChange = checkedResize(ordinal, Columns.ENI, eniSlots);
        columns.registeredCpu[ordinal] = cpuUnits;
        columns.registeredMemory[ordinal] = memoryMib;
        columns.amounts[Columns.GPU].setRegistered(ordinal, gpus);
        columns.amounts[Columns.ENI].setRegistered(ordinal, eniSlots);
        amounts[Columns.GPU] = gpuChange;
        amounts[Columns.ENI] = eniChange;
        addFree(ordinal, (int) cpu, (int) memory);
    }

    /** Sets the registered amount of a named resource. */
    public void resize(final int ordinal, final String resource, final int amount) {
        columns.checkRegistered(ordinal);
        final int number = columns.numberOf(resource);
        sumHeld(ordinal);
        final int change = checkedResize(ordinal, number, amount);
        columns.amounts[number].setRegistered(ordinal, amount);
        amounts[number] = change;
        addFree(ordinal, 0, 0);
    }

    /** Returns the change of the remaining further amount. Throws if that would leave its range. */
    private int checkedResize(final int ordinal, final int number, final int amount) {
        final AmountColumn column = columns.amounts[number];
        final int delta = amount - column.registered(ordinal);
        checkFree(column.name, column.free(ordinal), delta, held[HELD + number], column.least(), column.most());
        return delta;
    }

    public void reserve(
            final int ordinal, final int cpuUnits, final int memoryMib, final int gpus, final int eniSlots) {
        columns.checkRegistered(ordinal);
        sumHeld(ordinal);
        final int maxCpu = columns.registeredCpu[ordinal];
        final int maxMemory = columns.registeredMemory[ordinal];
        checkFree("cpuUnits", columns.freeCpu(ordinal), -(long) cpuUnits, held[0], Integer.MIN_VALUE, maxCpu);
        checkFree("memoryMib", columns.freeMemory(ordinal), -(long) memoryMib, held[1], Integer.MIN_VALUE, maxMemory);
        checkReserve(ordinal, Columns.GPU, gpus);
        checkReserve(ordinal, Columns.ENI, eniSlots);
        if (isToBeUndone()) {
            cluster.undo.add(UndoLog.TAKEN, ordinal, -cpuUnits, -memoryMib, -gpus, -eniSlots);
        }
        amounts[Columns.GPU] = -gpus;
        amounts[Columns.ENI] = -eniSlots;
        addFree(ordinal, -cpuUnits, -memoryMib);
    }

    /** Makes the change of amounts, and sets the further ones to 0 again. */
    private void addFree(final int ordinal, final int cpu, final int memory) {
        cluster.addFree(ordinal, cpu, memory, amounts);
        Arrays.fill(amounts, 0);
    }

    /** Subtracts an amount from what remains of a named resource. */
    public void reserve(final int ordinal, final String resource, final int amount) {
        columns.checkRegistered(ordinal);
        final int number = columns.numberOf(resource);
        sumHeld(ordinal);
        checkReserve(ordinal, number, amount);
        if (isToBeUndone()) {
            cluster.undo.add(UndoLog.AMOUNT_TAKEN, ordinal, number, -amount, 0, 0);
        }
        amounts[number] = -amount;
        addFree(ordinal, 0, 0);
    }

    /** Answers whether a savepoint is open, so that a change must be logged. Throws if the log is full. */
    private boolean isToBeUndone() {
        if (cluster.undo.lacks(1)) {
            throw new LimitExceededException("maxUndo", cluster.undo.limit());
        }
        return cluster.undo.isOpen();
    }

    private void checkReserve(final int ordinal, final int number, final int amount) {
        final AmountColumn column = columns.amounts[number];
        final int most = column.registered(ordinal);
        checkFree(column.name, column.free(ordinal), -(long) amount, held[HELD + number], column.least(), most);
    }

    public void releasePort(final int ordinal, final boolean udp, final int port) {
        columns.checkRegistered(ordinal);
        final int portKey = PortKey.of(udp, port);
        if (cluster.usesBesideTasks(ordinal, portKey) <= 0) {
            throw new IllegalArgumentException("port is " + port + " of instance '" + columns.id(ordinal)
                    + "', must be in use for something that is no task");
        }
        cluster.releasePort(ordinal, portKey);
    }

    /** Sets {@link #held} to what the tasks of an instance hold. */
    private void sumHeld(final int ordinal) {
        final long[] sum = held;
        Arrays.fill(sum, 0);
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final DemandRecord demand = cluster.demands.get(tasks.demand(task));
            sum[0] += demand.cpu;
            sum[1] += demand.memory;
            for (int i = 0; i < demand.amounts.length; i++) {
                sum[HELD + demand.amountNumbers[i]] += demand.amounts[i];
            }
        }
    }

    private static void checkFree(
            final String name, final int free, final long delta, final long held, final long min, final long max) {
        if (free + delta < min || delta > 0 && free + delta + held > max) {
            throw new IllegalArgumentException(
                    name + " would leave " + (free + delta) + " and " + (free + delta + held)
                            + " without tasks, must be " + min + ".." + max);
        }
    }

    public boolean underflows(final DemandRecord demand, final int ordinal) {
        for (int i = 0; i < demand.amounts.length; i++) {
            final AmountColumn column = columns.amounts[demand.amountNumbers[i]];
            if ((long) column.free(ordinal) - demand.amounts[i] < column.least()) {
                return true;
            }
        }
        return (long) columns.freeCpu(ordinal) - demand.cpu < Integer.MIN_VALUE
                || (long) columns.freeMemory(ordinal) - demand.memory < Integer.MIN_VALUE;
    }

    /**
     * Answers whether the remainder of an instance would overflow if a demand and those of all tasks were released.
     * Sets {@code mayExceedRegistered} if the CPU or memory would then exceed what is registered.
     */
    public boolean overflowsWhenReleased(final DemandRecord demand, final int ordinal) {
        long cpu = (long) columns.freeCpu(ordinal) + demand.cpu;
        long memory = (long) columns.freeMemory(ordinal) + demand.memory;
        for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
            final DemandRecord other = cluster.demands.get(tasks.demand(task));
            cpu += other.cpu;
            memory += other.memory;
        }
        cluster.mayExceedRegistered |=
                cpu > columns.registeredCpu[ordinal] || memory > columns.registeredMemory[ordinal];
        return cpu > Integer.MAX_VALUE || memory > Integer.MAX_VALUE || amountsOverflow(demand, ordinal);
    }

    /**
     * Answers whether a further amount of the demand would overflow. The other amounts are unchanged by its release.
     */
    private boolean amountsOverflow(final DemandRecord demand, final int ordinal) {
        for (int i = 0; i < demand.amounts.length; i++) {
            final int number = demand.amountNumbers[i];
            long free = (long) columns.amounts[number].free(ordinal) + demand.amounts[i];
            for (int task = columns.firstTask[ordinal]; task != TaskTable.NONE; task = tasks.nextOfInstance(task)) {
                free += cluster.demands.get(tasks.demand(task)).asked(number);
            }
            if (free > columns.amounts[number].most()) {
                return true;
            }
        }
        return false;
    }
}
