package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.eclipse.collections.api.bag.MutableBag;
import org.eclipse.collections.impl.bag.mutable.HashBag;

/** The strategies: each keeps some of the candidates that those before it left. */
final class Ranking {
    private Ranking() {}

    /**
     * Returns the candidates that a chain leaves, in the order of the list. A chain ends at its first {@code random},
     * which takes any of them; a chain without {@code random} takes the lowest ordinal.
     */
    static List<OracleInstance> narrow(
            final Chain chain, final OracleGroup group, final List<OracleInstance> eligible) {
        List<OracleInstance> candidates = eligible;
        for (final Strategy strategy : chain.strategies()) {
            if (candidates.isEmpty() || strategy.type() == Strategy.Type.RANDOM) {
                return candidates;
            }
            candidates = narrow(strategy, group, candidates);
        }
        return candidates;
    }

    private static List<OracleInstance> narrow(
            final Strategy strategy, final OracleGroup group, final List<OracleInstance> candidates) {
        return switch (strategy.type()) {
            case BINPACK_CPU -> least(candidates, instance -> instance.remaining.cpuUnits());
            case BINPACK_MEMORY -> least(candidates, instance -> instance.remaining.memoryMib());
            case SPREAD_INSTANCE -> fewestTasks(candidates, group, instance -> instance);
            case SPREAD_ATTRIBUTE -> fewestTasks(
                    candidates, group, instance -> instance.bucket(strategy.attribute()));
            case RANDOM -> throw new IllegalArgumentException("strategy is random, must be one that narrows");
        };
    }

    /**
     * Keeps the candidates whose bucket has the fewest tasks of the group, counted over all instances of that bucket.
     */
    private static List<OracleInstance> fewestTasks(
            final List<OracleInstance> candidates,
            final OracleGroup group,
            final Function<OracleInstance, Object> bucketOf) {
        final MutableBag<Object> tasksByBucket = new HashBag<>();
        group.tasks.forEach(task -> tasksByBucket.add(bucketOf.apply(task.instance)));
        return least(candidates, instance -> tasksByBucket.occurrencesOf(bucketOf.apply(instance)));
    }

    private static List<OracleInstance> least(
            final List<OracleInstance> candidates, final ToLongFunction<OracleInstance> key) {
        long least = Long.MAX_VALUE;
        final List<OracleInstance> kept = new ArrayList<>();
        for (final OracleInstance candidate : candidates) {
            final long value = key.applyAsLong(candidate);
            if (value < least) {
                least = value;
                kept.clear();
            }
            if (value == least) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
