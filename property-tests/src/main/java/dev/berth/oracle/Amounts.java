package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Instance;

/**
 * An amount of each resource that is a number.
 *
 * @param cpuUnits CPU units, 1024 = 1 vCPU.
 * @param memoryMib MiB.
 * @param gpus devices.
 * @param eniSlots task network slots.
 */
public record Amounts(long cpuUnits, long memoryMib, long gpus, long eniSlots) {
    /** Nothing of anything. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0);

    /** The most that can remain of each. */
    public static final Amounts LARGEST_REMAINDER =
            new Amounts(Integer.MAX_VALUE, Integer.MAX_VALUE, Short.MAX_VALUE, Short.MAX_VALUE);

    static Amounts asked(final Demand demand) {
        return new Amounts(demand.cpuUnits(), demand.memoryMib(), demand.gpus(), demand.eniSlots());
    }

    static Amounts registered(final Instance instance) {
        return new Amounts(instance.cpuUnits(), instance.memoryMib(), instance.gpus(), instance.eniSlots());
    }

    static Amounts remaining(final Instance instance) {
        return new Amounts(
                instance.remainingCpuUnits(),
                instance.remainingMemoryMib(),
                instance.remainingGpus(),
                instance.remainingEniSlots());
    }

    /**
     * The sum.
     *
     * @param other to be added.
     * @return a new amount.
     */
    public Amounts plus(final Amounts other) {
        return new Amounts(
                cpuUnits + other.cpuUnits,
                memoryMib + other.memoryMib,
                gpus + other.gpus,
                eniSlots + other.eniSlots);
    }

    /**
     * The difference.
     *
     * @param other to be subtracted.
     * @return a new amount.
     */
    public Amounts minus(final Amounts other) {
        return new Amounts(
                cpuUnits - other.cpuUnits,
                memoryMib - other.memoryMib,
                gpus - other.gpus,
                eniSlots - other.eniSlots);
    }

    /**
     * Whether no component is larger than that of another amount, of those that change upwards.
     *
     * @param other to be compared with.
     * @param change of each component; one that is 0 or less is not compared.
     * @return true if so.
     */
    public boolean isAtMostWherePositive(final Amounts other, final Amounts change) {
        return (change.cpuUnits <= 0 || cpuUnits <= other.cpuUnits)
                && (change.memoryMib <= 0 || memoryMib <= other.memoryMib)
                && (change.gpus <= 0 || gpus <= other.gpus)
                && (change.eniSlots <= 0 || eniSlots <= other.eniSlots);
    }

    /**
     * Whether a remainder of this size can be held: 32 bits of CPU and memory, 16 of GPUs and slots, signed.
     *
     * @return true if so.
     */
    public boolean isRemainderInRange() {
        return cpuUnits == (int) cpuUnits
                && memoryMib == (int) memoryMib
                && gpus == (short) gpus
                && eniSlots == (short) eniSlots;
    }
}
