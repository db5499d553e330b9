package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.Reason;
import dev.berth.Strategy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rules by which an engine may, or must, refuse a command because a limit is reached.
 *
 * <p>Limits on what the oracle counts (tasks, ports, attributes, groups, demands, plans) are exact. Of what the engine
 * alone keeps (counts, interned values) the oracle knows an upper bound: the engine may refuse only while that bound
 * exceeds the limit.
 */
final class Limits {
    /** The expectation that nothing is refused. */
    static final Expected NONE = new Expected(false, false, Set.of());

    /** The expectation that the argument is refused. */
    static final Expected BAD_ARGUMENT = new Expected(true, true, Set.of());

    private static final int ENTRIES_PER_COUNT = 2;

    /** A limit on interned names and values that is far above what any history here uses. */
    private static final int ROOMY = 1000;

    private EngineConfig config;
    private final Oracle oracle;
    private final Set<String> spreadAttributes = new HashSet<>();

    Limits(final EngineConfig config, final Oracle oracle) {
        this.config = config;
        this.oracle = oracle;
    }

    /** Replaces the limits. */
    void reconfigure(final EngineConfig newConfig) {
        config = newConfig;
    }

    /** The limits for which a cold command may be refused, and whether it must be refused. */
    record Expected(boolean surely, boolean badArgument, Set<String> limits) {
        Expected or(final Expected other) {
            return new Expected(
                    surely || other.surely, badArgument || other.badArgument, union(limits, other.limits));
        }
    }

    private static Expected surelyIf(final boolean reached, final String limit) {
        return reached ? new Expected(true, false, Set.of(limit)) : NONE;
    }

    private static Expected maybe(final Set<String> limits) {
        return new Expected(false, false, limits);
    }

    void spreadsBy(final Chain chain) {
        chain.strategies().stream()
                .filter(strategy -> strategy.type() == Strategy.Type.SPREAD_ATTRIBUTE)
                .forEach(strategy -> spreadAttributes.add(strategy.attribute()));
    }

    // ---- cold ------------------------------------------------------------------------------------------------------

    Expected register(final Instance instance, final boolean known) {
        if (known || !config.resources().containsAll(instance.resources().keySet())) {
            return BAD_ARGUMENT;
        }
        final int ports = instance.tcpPortsInUse().size() + instance.udpPortsInUse().size();
        final int entries = instance.attributes().size() + (instance.capacityProvider() == null ? 0 : 1);
        final Set<String> reached = new HashSet<>();
        addIf(reached, "maxInstances", oracle.instances().size() >= config.maxInstances());
        addIf(reached, "maxPorts", ports > 0 && oracle.portsInUse() + ports > config.maxPorts());
        addIf(
                reached,
                "maxAttributes",
                attributesAreTight() && entries > 0
                        && oracle.attributeCount() + entries > config.maxAttributes());
        final boolean surely = !reached.isEmpty();
        reached.addAll(interned());
        return new Expected(surely, false, reached);
    }

    Expected setAttribute(final OracleInstance instance, final String name) {
        if (instance == null) {
            return BAD_ARGUMENT;
        }
        if (attributesAreTight()
                && !instance.attributes.containsKey(name)
                && oracle.attributeCount() >= config.maxAttributes()) {
            return new Expected(true, false, union(Set.of("maxAttributes"), interned()));
        }
        return maybe(union(interned(), counts(instance.tasks.size()).limits));
    }

    Expected removeAttribute(final OracleInstance instance) {
        return instance == null ? BAD_ARGUMENT : counts(instance.tasks.size());
    }

    Expected intern() {
        return maybe(interned());
    }

    Expected define(final Registry registry, final Demand demand) {
        if (!config.resources().containsAll(demand.resources().keySet())) {
            return BAD_ARGUMENT;
        }
        return registry.demandCount() >= config.maxDemands()
                ? surelyIf(true, "maxDemands")
                : maybe(interned());
    }

    Expected plan(final Registry registry, final boolean isNarrowed, final List<Constraint> constraints) {
        if (registry.planCount() >= config.maxPlans()) {
            return surelyIf(true, "maxPlans");
        }
        final Set<String> limits = interned();
        addIf(
                limits,
                "maxFilters",
                config.maxFilters() < ROOMY
                        && (isNarrowed || constraints.stream().anyMatch(constraint -> constraint.query() != null)));
        return maybe(limits);
    }

    Expected group(final String name) {
        final boolean known = oracle.groups().stream().anyMatch(group -> group.name.equals(name));
        return surelyIf(!known && oracle.groups().size() >= config.maxGroups(), "maxGroups");
    }

    /** Returns what may refuse a command that starts to keep counts of one more group, or moves those of some tasks. */
    Expected counts(final int tasksMoved) {
        return countBound() + ENTRIES_PER_COUNT * (tasksMoved + 1L) * (1 + spreadAttributes.size()) > config.maxCounts()
                ? maybe(Set.of("maxCounts"))
                : NONE;
    }

    /**
     * Returns the most entries that the counts of all tasks can take, by instance and by every attribute ever spread
     * over.
     */
    private long countBound() {
        return oracle.groups().stream()
                        .mapToLong(group -> 1 + group.tasks.size())
                        .sum()
                * (1 + spreadAttributes.size());
    }

    Expected resize(final OracleInstance instance, final Amounts registered) {
        Amounts most = Amounts.LARGEST_REMAINDER;
        for (final String name : instance.resources) {
            most = most.with(name, Integer.MAX_VALUE);
        }
        return change(instance, registered.minus(instance.registered), most);
    }

    Expected reserve(final OracleInstance instance, final Amounts amounts) {
        return change(instance, Amounts.NONE.minus(amounts), instance.registered);
    }

    /**
     * Returns what may refuse a change of amounts: what remains must stay in range, and what grows must stay within the
     * most there may be once all tasks have gone.
     */
    private static Expected change(final OracleInstance instance, final Amounts delta, final Amounts most) {
        final Amounts remaining = instance.remaining.plus(delta);
        final Amounts withoutTasks = remaining.plus(held(instance));
        return remaining.isRemainderInRange() && withoutTasks.isAtMostWherePositive(most, delta) ? NONE : BAD_ARGUMENT;
    }

    private static Amounts held(final OracleInstance instance) {
        return instance.tasks.stream()
                .map(task -> Amounts.asked(task.demand))
                .reduce(Amounts.NONE, Amounts::plus);
    }

    private Set<String> interned() {
        final Set<String> limits = new HashSet<>();
        addIf(limits, "maxAttributeValues", config.maxAttributeValues() < ROOMY);
        addIf(limits, "maxAttributeNames", config.maxAttributeNames() < ROOMY);
        return limits;
    }

    private boolean attributesAreTight() {
        return config.maxAttributes() < 8L * config.maxInstances();
    }

    private static Set<String> union(final Set<String> one, final Set<String> other) {
        final Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    private static void addIf(final Set<String> limits, final String limit, final boolean reached) {
        if (reached) {
            limits.add(limit);
        }
    }

    // ---- hot -------------------------------------------------------------------------------------------------------

    /** Answers whether the result of an attribute change is a limit that may be reached. */
    boolean excuses(final long result, final Supplier<Expected> expected) {
        final Expected allowed = expected.get();
        final boolean limit = result < 0 && allowed.limits.contains(Reason.of(result).text());
        if (allowed.surely && !limit) {
            throw new AssertionError("engine answered " + result + ", must refuse: " + allowed);
        }
        return limit;
    }

    boolean tasksAreFull() {
        return oracle.taskCount() >= config.maxTasks();
    }

    /**
     * Returns the limit that refuses a task although an instance is eligible, or {@code NOTHING_ELIGIBLE}; the limit on
     * counts is left to {@link #excusesPlacement}.
     */
    Reason placementLimit(final Demand demand) {
        final int ports = demand.tcpPorts().size() + demand.udpPorts().size();
        if (tasksAreFull()) {
            return Reason.MAX_TASKS;
        }
        return ports > 0 && oracle.portsInUse() + ports > config.maxPorts()
                ? Reason.MAX_PORTS
                : Reason.NOTHING_ELIGIBLE;
    }

    /** Answers whether the result of a placement is a limit that is reached. */
    boolean excusesPlacement(final long result, final Demand demand) {
        if (oracle.taskCount() >= config.maxTasks()) {
            if (result != Reason.MAX_TASKS.code()) {
                throw new AssertionError("engine answered " + result + ", must refuse: maxTasks is reached");
            }
            return true;
        }
        final int ports = demand.tcpPorts().size() + demand.udpPorts().size();
        return result == Reason.MAX_PORTS.code() && oracle.portsInUse() + ports > config.maxPorts()
                || result == Reason.MAX_COUNTS.code() && !counts(0).limits.isEmpty();
    }

    /** Answers whether the result of an adoption is a limit that is reached. */
    boolean excusesAdoption(
            final long result, final Demand demand, final OracleInstance instance, final boolean counted) {
        if (excusesPlacement(result, demand)) {
            return true;
        }
        final Amounts asked = Amounts.asked(demand);
        final boolean amountsInRange = counted
                ? instance.remaining.plus(asked).plus(held(instance)).isRemainderInRange()
                : instance.remaining.minus(asked).isRemainderInRange();
        final boolean inRange =
                amountsInRange && instance.portsInUse() + instance.newPorts(demand) <= Instance.MAX_PORTS;
        if (!inRange && result >= 0) {
            throw new AssertionError("engine adopted a task that leaves the range on " + instance);
        }
        return !inRange && result == Reason.OUT_OF_RANGE.code();
    }

    /** Checks that the limits still hold after a task was added. */
    void checkHeld(final OracleTask task) {
        if (oracle.taskCount() > config.maxTasks()) {
            throw new AssertionError("tasks are " + oracle.taskCount() + ", must be at most " + config.maxTasks());
        }
        final boolean ports = !task.demand.tcpPorts().isEmpty() || !task.demand.udpPorts().isEmpty();
        if (ports && oracle.portsInUse() > config.maxPorts()) {
            throw new AssertionError("ports are " + oracle.portsInUse() + ", must be at most " + config.maxPorts());
        }
    }

    /** Checks that the limits still hold after an attribute was set. */
    void checkAttributesHeld() {
        if (attributesAreTight() && oracle.attributeCount() > config.maxAttributes()) {
            throw new AssertionError("attributes exceed " + config.maxAttributes());
        }
    }
}
