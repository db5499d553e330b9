package dev.berth.service;

import dev.berth.Chain;
import dev.berth.InstanceView;
import dev.berth.PlacementEngine;
import dev.berth.Strategy;
import dev.berth.internal.state.SplitMix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the tasks of a service that stop, which reverses placement. Each strategy keeps the tasks of the
 * fullest bucket, or those whose instance would have the most left. Among the candidates that remain at the end, the
 * task that was placed last stops.
 *
 * <p>An object serves one operation, in which attributes do not change: the bucket of each task is found once, and the
 * counts follow the tasks that stop. The cost is O(tasks of the service) at construction, then O(candidates) for each
 * task that stops.
 */
final class ScaleIn {
    /** The bucket of the instances that lack the attribute that is spread over. */
    private static final Object NO_ATTRIBUTE = new Object();

    private final PlacementEngine engine;
    private final SplitMix random;
    private final List<Strategy> strategies;

    /** The candidates in the order in which they were placed. */
    private final List<Candidate> candidates = new ArrayList<>();

    /**
     * Creates the choice among given tasks of a service, without those that are protected.
     *
     * @param random the generator from which the strategy {@code random} draws.
     * @param among tasks of the service, in the order in which they were placed; the buckets count all tasks of the
     *     service.
     */
    ScaleIn(
            final PlacementEngine engine,
            final SplitMix random,
            final Service service,
            final Collection<ServiceTask> among) {
        this.engine = engine;
        this.random = random;
        final ServiceSpec spec = service.spec();
        strategies = (spec.isFargate() ? Chain.serviceDefault() : spec.chain()).strategies();
        final Map<ServiceTask, Candidate> all = new HashMap<>();
        for (final ServiceTask task : service.running()) {
            all.put(task, new Candidate(task, new long[strategies.size()][]));
        }
        for (int i = 0; i < strategies.size(); i++) {
            count(i, all.values());
        }
        for (final ServiceTask task : among) {
            if (!task.isProtected()) {
                candidates.add(all.get(task));
            }
        }
    }

    /** Counts all tasks of the service by bucket, including those that may not stop. */
    private void count(final int at, final Collection<Candidate> all) {
        final Map<Object, long[]> cells = new HashMap<>();
        for (final Candidate candidate : all) {
            final Object bucket = bucket(strategies.get(at), candidate.task);
            candidate.counts[at] = cells.computeIfAbsent(bucket, key -> new long[1]);
            candidate.counts[at][0]++;
        }
    }

    private Object bucket(final Strategy strategy, final ServiceTask task) {
        if (strategy.type() != Strategy.Type.SPREAD_ATTRIBUTE) {
            return task.ordinal();
        }
        if (task.zone() != null) {
            return task.zone();
        }
        final InstanceView instance = engine.view(task.ordinal());
        return instance.hasAttribute(strategy.attribute())
                ? Optional.ofNullable(instance.attribute(strategy.attribute()))
                : NO_ATTRIBUTE;
    }

    /**
     * Returns the task that stops next, and removes it from the counts. The caller must stop it before the next call.
     *
     * @return the task; null if no candidate is left.
     */
    @Nullable ServiceTask next() {
        if (candidates.isEmpty()) {
            return null;
        }
        final Candidate chosen = choose();
        candidates.remove(chosen);
        for (final long[] count : chosen.counts) {
            count[0]--;
        }
        return chosen.task;
    }

    private Candidate choose() {
        List<Candidate> left = candidates;
        for (int i = 0; i < strategies.size(); i++) {
            final int at = i;
            switch (strategies.get(i).type()) {
                case RANDOM:
                    return left.get(random.below(left.size()));
                case BINPACK_CPU:
                    left = most(left, candidate -> cpuLeft(candidate.task));
                    break;
                case BINPACK_MEMORY:
                    left = most(left, candidate -> memoryLeft(candidate.task));
                    break;
                default:
                    left = most(left, candidate -> candidate.counts[at][0]);
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

    private static List<Candidate> most(final List<Candidate> candidates, final ToLongFunction<Candidate> measure) {
        final List<Candidate> kept = new ArrayList<>();
        long most = Long.MIN_VALUE;
        for (final Candidate candidate : candidates) {
            final long amount = measure.applyAsLong(candidate);
            if (amount > most) {
                most = amount;
                kept.clear();
            }
            if (amount == most) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** A task, and for each strategy the count of its bucket: one array element shared by all tasks of the bucket. */
    private static final class Candidate {
        private final ServiceTask task;
        private final long[][] counts;

        private Candidate(final ServiceTask task, final long[][] counts) {
            this.task = task;
            this.counts = counts;
        }
    }
}
