package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Instance;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * The amounts of an instance or a task, one for each resource that is a number.
 *
 * @param cpuUnits CPU units, 1024 = 1 vCPU.
 * @param memoryMib memory in MiB.
 * @param gpus number of GPUs.
 * @param eniSlots number of task network slots.
 * @param named amounts of the named resources by name; amounts of 0 are left out.
 */
public record Amounts(long cpuUnits, long memoryMib, long gpus, long eniSlots, Map<String, Long> named) {
    /** An amount of 0 of every resource. */
    public static final Amounts NONE = new Amounts(0, 0, 0, 0);

    /** The largest amount of each resource that an instance can have free. */
    public static final Amounts LARGEST_REMAINDER =
            new Amounts(Integer.MAX_VALUE, Integer.MAX_VALUE, Short.MAX_VALUE, Short.MAX_VALUE);

    /**
     * Creates amounts, and leaves out the named resources whose amount is 0.
     *
     * @param cpuUnits CPU units, 1024 = 1 vCPU.
     * @param memoryMib memory in MiB.
     * @param gpus number of GPUs.
     * @param eniSlots number of task network slots.
     * @param named amounts of the named resources by name.
     */
    public Amounts {
        named = new TreeMap<>(named);
        named.values().removeIf(amount -> amount == 0);
    }

    /**
     * Creates amounts without named resources.
     *
     * @param cpuUnits CPU units, 1024 = 1 vCPU.
     * @param memoryMib memory in MiB.
     * @param gpus number of GPUs.
     * @param eniSlots number of task network slots.
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
     * Returns the amount of a named resource.
     *
     * @param name of the resource.
     * @return the amount, 0 if there is none.
     */
    public long of(final String name) {
        return named.getOrDefault(name, 0L);
    }

    /**
     * Returns these amounts with the amount of one named resource replaced.
     *
     * @param name of the resource.
     * @param amount new amount of the resource.
     * @return new amounts.
     */
    public Amounts with(final String name, final long amount) {
        final Map<String, Long> changed = new TreeMap<>(named);
        changed.put(name, amount);
        return new Amounts(cpuUnits, memoryMib, gpus, eniSlots, changed);
    }

    /**
     * Returns the sum of these and other amounts.
     *
     * @param other amounts to add.
     * @return new amounts.
     */
    public Amounts plus(final Amounts other) {
        return combine(other, Long::sum);
    }

    /**
     * Returns the difference of these and other amounts.
     *
     * @param other amounts to subtract.
     * @return new amounts.
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
     * Answers whether no amount exceeds its limit, among those whose change is above 0.
     *
     * @param other limit of each amount.
     * @param change of each amount; an amount whose change is 0 or less is not compared.
     * @return true if every compared amount is at most its limit.
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
     * Answers whether the engine can hold these amounts as what remains: signed, 16 bits for GPUs and slots, else 32.
     *
     * @return true if every amount is in range.
     */
    public boolean isRemainderInRange() {
        return cpuUnits == (int) cpuUnits
                && memoryMib == (int) memoryMib
                && gpus == (short) gpus
                && eniSlots == (short) eniSlots
                && named.values().stream().allMatch(amount -> amount == amount.intValue());
    }
}
