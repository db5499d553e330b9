package dev.berth.service;

import dev.berth.Chain;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import dev.berth.internal.SplitMix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Which task of a service goes: the reverse of placement. Each strategy keeps the tasks of the fullest bucket, or those
 * whose instance would have the most left; of what is left at the end, the task placed last goes.
 *
 * <p>For one operation, in which attributes do not change: the bucket of each task is found once, and the counts follow
 * what {@link #isGone} is told. Cost: O(tasks of the service) at first, then O(candidates) for each that is chosen.
 */
final class ScaleIn {
    /** The bucket of the instances without the attribute that is spread over. */
    private static final Object NO_ATTRIBUTE = new Object();

    private final PlacementEngine engine;
    private final SplitMix random;
    private final List<Strategy> strategies;

    /** For each strategy that spreads, the count of the bucket of each task: one cell for all tasks of a bucket. */
    private final List<Map<ServiceTask, long[]>> counts = new ArrayList<>();

    ScaleIn(final PlacementEngine engine, final SplitMix random, final Service service) {
        this.engine = engine;
        this.random = random;
        final ServiceSpec spec = service.spec();
        final Chain chain = spec.isFargate() ? Chain.serviceDefault() : spec.chain();
        strategies = chain.strategies();
        for (final Strategy strategy : strategies) {
            counts.add(spreads(strategy) ? count(strategy, service.running()) : Map.of());
        }
    }

    private static boolean spreads(final Strategy strategy) {
        return strategy.type() == Strategy.Type.SPREAD_ATTRIBUTE
                || strategy.type() == Strategy.Type.SPREAD_INSTANCE;
    }

    /** Counts all tasks of the service, those that may not go as well. */
    private Map<ServiceTask, long[]> count(final Strategy strategy, final Collection<ServiceTask> tasks) {
        final Map<Object, long[]> cells = new HashMap<>();
        final Map<ServiceTask, long[]> ofTask = new IdentityHashMap<>();
        for (final ServiceTask task : tasks) {
            final long[] cell = cells.computeIfAbsent(bucket(strategy, task), key -> new long[1]);
            cell[0]++;
            ofTask.put(task, cell);
        }
        return ofTask;
    }

    private Object bucket(final Strategy strategy, final ServiceTask task) {
        if (strategy.type() == Strategy.Type.SPREAD_INSTANCE) {
            return task.ordinal();
        }
        if (task.zone() != null) {
            return task.zone();
        }
        final var instance = engine.view(task.ordinal());
        return instance.hasAttribute(strategy.attribute())
                ? Optional.ofNullable(instance.attribute(strategy.attribute()))
                : NO_ATTRIBUTE;
    }

    /**
     * The task that goes.
     *
     * @param candidates at least one, in the order in which they were placed.
     */
    ServiceTask choose(final List<ServiceTask> candidates) {
        List<ServiceTask> left = candidates;
        for (int i = 0; i < strategies.size(); i++) {
            final Map<ServiceTask, long[]> ofTask = counts.get(i);
            switch (strategies.get(i).type()) {
                case RANDOM:
                    return left.get(random.below(left.size()));
                case BINPACK_CPU:
                    left = most(left, this::cpuLeft);
                    break;
                case BINPACK_MEMORY:
                    left = most(left, this::memoryLeft);
                    break;
                default:
                    left = most(left, task -> ofTask.get(task)[0]);
                    break;
            }
        }
        return left.get(left.size() - 1);
    }

    private long cpuLeft(final ServiceTask task) {
        return (long) engine.remainingCpuUnits(task.ordinal()) + task.demand().cpuUnits();
    }

    private long memoryLeft(final ServiceTask task) {
        return (long) engine.remainingMemoryMib(task.ordinal()) + task.demand().memoryMib();
    }

    private static List<ServiceTask> most(
            final List<ServiceTask> tasks, final ToLongFunction<ServiceTask> measure) {
        final List<ServiceTask> kept = new ArrayList<>();
        long most = Long.MIN_VALUE;
        for (final ServiceTask task : tasks) {
            final long amount = measure.applyAsLong(task);
            if (amount > most) {
                most = amount;
                kept.clear();
            }
            if (amount == most) {
                kept.add(task);
            }
        }
        return kept;
    }

    /** A task that was stopped counts no more. */
    void isGone(final ServiceTask task) {
        for (final Map<ServiceTask, long[]> ofTask : counts) {
            final long[] cell = ofTask.get(task);
            if (cell != null) {
                cell[0]--;
            }
        }
    }
}
