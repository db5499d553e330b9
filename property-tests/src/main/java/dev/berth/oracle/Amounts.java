package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Instance;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * An amount of each resource that is a number.
 *
 * @param cpuUnits CPU units, 1024 = 1 vCPU.
 * @param memoryMib MiB.
 * @param gpus devices.
 * @param eniSlots task network slots.
 * @param named of the named resources, those without an amount of 0.
 */
public record Amounts(long cpuUnits, long memoryMib, long gpus, long eniSlots, Map<String, Long> named) {
    /** Nothing of anything. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0);

    /** The most that can remain of each. */
    public static final Amounts LARGEST_REMAINDER =
            new Amounts(Integer.MAX_VALUE, Integer.MAX_VALUE, Short.MAX_VALUE, Short.MAX_VALUE);

    /**
     * An amount of each.
     *
     * @param cpuUnits CPU units, 1024 = 1 vCPU.
     * @param memoryMib MiB.
     * @param gpus devices.
     * @param eniSlots task network slots.
     * @param named of the named resources, by name.
     */
    public Amounts {
        named = new TreeMap<>(named);
        named.values().removeIf(amount -> amount == 0);
    }

    /**
     * Amounts without named resources.
     *
     * @param cpuUnits CPU units, 1024 = 1 vCPU.
     * @param memoryMib MiB.
     * @param gpus devices.
     * @param eniSlots task network slots.
     */
    public Amounts(final long cpuUnits, final long memoryMib, final long gpus, final long eniSlots) {
        this(cpuUnits, memoryMib, gpus, eniSlots, Map.of());
    }

    static Amounts asked(final Demand demand) {
        final Map<String, Long> named = new TreeMap<>();
        demand.resources().forEach((name, amount) -> named.put(name, (long) amount));
        return new Amounts(demand.cpuUnits(), demand.memoryMib(), demand.gpus(), demand.eniSlots(), named);
    }

    static Amounts registered(final Instance instance) {
        final Map<String, Long> named = new TreeMap<>();
        instance.resources().forEach((name, amount) -> named.put(name, (long) amount));
        return new Amounts(instance.cpuUnits(), instance.memoryMib(), instance.gpus(), instance.eniSlots(), named);
    }

    static Amounts remaining(final Instance instance) {
        final Map<String, Long> named = new TreeMap<>();
        instance.resources().keySet().forEach(name -> named.put(name, (long) instance.remainingResource(name)));
        return new Amounts(
                instance.remainingCpuUnits(),
                instance.remainingMemoryMib(),
                instance.remainingGpus(),
                instance.remainingEniSlots(),
                named);
    }

    /**
     * The amount of a named resource.
     *
     * @param name of the resource.
     * @return the amount, 0 if there is none.
     */
    public long of(final String name) {
        return named.getOrDefault(name, 0L);
    }

    /**
     * The same amounts, but for one named resource.
     *
     * @param name of the resource.
     * @param amount of it.
     * @return new amounts.
     */
    public Amounts with(final String name, final long amount) {
        final Map<String, Long> changed = new TreeMap<>(named);
        changed.put(name, amount);
        return new Amounts(cpuUnits, memoryMib, gpus, eniSlots, changed);
    }

    /**
     * The sum.
     *
     * @param other to be added.
     * @return a new amount.
     */
    public Amounts plus(final Amounts other) {
        return combine(other, Long::sum);
    }

    /**
     * The difference.
     *
     * @param other to be subtracted.
     * @return a new amount.
     */
    public Amounts minus(final Amounts other) {
        return combine(other, (one, another) -> one - another);
    }

    private Amounts combine(final Amounts other, final LongBinaryOperator operator) {
        final Map<String, Long> combined = new TreeMap<>();
        named.forEach((name, amount) -> combined.put(name, operator.applyAsLong(amount, other.of(name))));
        other.named.forEach((name, amount) -> combined.put(name, operator.applyAsLong(of(name), amount)));
        return new Amounts(
                operator.applyAsLong(cpuUnits, other.cpuUnits),
                operator.applyAsLong(memoryMib, other.memoryMib),
                operator.applyAsLong(gpus, other.gpus),
                operator.applyAsLong(eniSlots, other.eniSlots),
                combined);
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
                && (change.eniSlots <= 0 || eniSlots <= other.eniSlots)
                && change.named.entrySet().stream()
                        .allMatch(entry -> entry.getValue() <= 0 || of(entry.getKey()) <= other.of(entry.getKey()));
    }

    /**
     * Whether a remainder of this size can be held: 32 bits, but 16 of GPUs and slots, signed.
     *
     * @return true if so.
     */
    public boolean isRemainderInRange() {
        return cpuUnits == (int) cpuUnits
                && memoryMib == (int) memoryMib
                && gpus == (short) gpus
                && eniSlots == (short) eniSlots
                && named.values().stream().allMatch(amount -> amount == amount.intValue());
    }
}
