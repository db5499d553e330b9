package dev.berth.oracle;

import dev.berth.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The choice of the task that a service stops, which is placement in reverse (section 4). */
final class NaiveScaleIn {
    private NaiveScaleIn() {}

    /** Returns the task to stop among those of a place; empty if all of them are protected. */
    static Optional<NaiveTask> victim(
            final NaiveService service, final Predicate<NaiveTask> place, final NaiveWitness witness) {
        List<NaiveTask> left = service.tasks().stream()
                .filter(place)
                .filter(task -> !task.isProtected)
                .toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        for (final Strategy strategy : service.chain().strategies()) {
            left = strategy.type() == Strategy.Type.RANDOM
                    ? List.of(witness.drawTask(left))
                    : most(left, task -> key(strategy, service, task));
        }
        return Optional.of(left.get(left.size() - 1));
    }

    private static List<NaiveTask> most(final List<NaiveTask> tasks, final ToLongFunction<NaiveTask> key) {
        final long most = tasks.stream().mapToLong(key).max().orElseThrow();
        return tasks.stream().filter(task -> key.applyAsLong(task) == most).toList();
    }

    private static long key(final Strategy strategy, final NaiveService service, final NaiveTask task) {
        return switch (strategy.type()) {
            case BINPACK_CPU -> leftAfter(task).cpuUnits();
            case BINPACK_MEMORY -> leftAfter(task).memoryMib();
            case SPREAD_INSTANCE, SPREAD_ATTRIBUTE -> service.tasks().stream()
                    .filter(other -> bucket(strategy, other).equals(bucket(strategy, task)))
                    .count();
            case RANDOM -> throw new IllegalArgumentException("strategy is random, must be one that narrows");
        };
    }

    private static Amounts leftAfter(final NaiveTask task) {
        return task.placed.instance.remaining.plus(Amounts.asked(task.placed.demand));
    }

    private static Object bucket(final Strategy strategy, final NaiveTask task) {
        if (task.placed == null) {
            return task.fargateZone;
        }
        final OracleInstance instance = task.placed.instance;
        return strategy.type() == Strategy.Type.SPREAD_INSTANCE ? instance : instance.bucket(strategy.attribute());
    }
}
