package dev.berth.oracle;

import dev.berth.Demand;
import dev.berth.Instance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The answers to three questions: which instances can be emptied, which new ones are needed, and which tasks would make
 * room. Each follows its definition on the oracle itself, which is restored afterwards, random state included.
 */
final class NaiveWhatIfs {
    private final Oracle oracle;
    private final Draws draws;
    private final Predicate<OracleGroup> isOpen;

    /** A task that moves: its handle, and the ordinals of both instances. */
    record Move(long task, int from, int to) {}

    /** The instances that can be emptied, and the moves of their tasks. */
    record Emptied(List<Integer> ordinals, List<Move> moves) {}

    /** A task that waits for a place. */
    record Waiting(OraclePlan plan, OracleGroup group) {}

    /** The number of new instances of each type, and the waiting tasks, by number, that find no place all the same. */
    record Needed(List<Integer> counts, List<Integer> unplaced) {}

    /** The instance on which tasks would stop, and those tasks. */
    record Victims(OracleInstance instance, List<OracleTask> tasks) {}

    NaiveWhatIfs(final Oracle oracle, final Draws draws, final Predicate<OracleGroup> isOpen) {
        this.oracle = oracle;
        this.draws = draws;
        this.isOpen = isOpen;
    }

    private Runnable save() {
        final Runnable cluster = oracle.save();
        final long state = draws.state();
        return () -> {
            cluster.run();
            draws.restore(state);
        };
    }

    private Optional<OracleTask> place(final OraclePlan plan, final OracleGroup group) {
        if (plan == null || !isOpen.test(group)) {
            return Optional.empty();
        }
        final List<OracleInstance> candidates = oracle.candidates(plan, group, null);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        final OracleInstance picked = draws.pick(plan.chain(), candidates, oracle.ordinalLimit());
        return Optional.of(oracle.add(plan.demand(), group, picked, false));
    }

    // ---- can it be emptied? ----------------------------------------------------------------------------------------

    /**
     * Returns which instances can be emptied. An instance can be emptied if, while it drains, each of its tasks, placed
     * last first, is released and placed by its plan, and all of them find a place.
     *
     * @param ordinals of the instances, in the order in which they are asked.
     * @param keeps whether the moves stay in force for the next instance.
     * @param planOf returns the plan of a task by its handle; null for a task that must stay.
     * @param handleOf returns the handle of a task.
     */
    Emptied empty(
            final List<Integer> ordinals,
            final boolean keeps,
            final Function<Long, OraclePlan> planOf,
            final Function<OracleTask, Long> handleOf) {
        final Runnable before = save();
        final Emptied emptied = new Emptied(new ArrayList<>(), new ArrayList<>());
        final Map<OracleTask, Long> moved = new HashMap<>();
        for (final int ordinal : ordinals) {
            final Runnable here = save();
            final List<Move> moves = new ArrayList<>();
            final boolean isEmptied = empty(oracle.instance(ordinal), moves, moved, planOf, handleOf);
            if (isEmptied) {
                emptied.ordinals.add(ordinal);
                emptied.moves.addAll(moves);
            }
            if (!isEmptied || !keeps) {
                here.run();
            }
        }
        before.run();
        return emptied;
    }

    private boolean empty(
            final OracleInstance instance,
            final List<Move> moves,
            final Map<OracleTask, Long> moved,
            final Function<Long, OraclePlan> planOf,
            final Function<OracleTask, Long> handleOf) {
        oracle.setActive(instance, false);
        final List<OracleTask> tasks = new ArrayList<>(instance.tasks);
        for (int i = tasks.size() - 1; i >= 0; i--) {
            final OracleTask task = tasks.get(i);
            final long handle = moved.containsKey(task) ? moved.get(task) : handleOf.apply(task);
            oracle.release(task);
            final Optional<OracleTask> placed = place(planOf.apply(handle), task.group);
            if (placed.isEmpty()) {
                return false;
            }
            moved.put(placed.get(), handle);
            moves.add(new Move(handle, instance.ordinal, placed.get().instance.ordinal));
        }
        return true;
    }

    // ---- what is to be bought? -------------------------------------------------------------------------------------

    /**
     * Returns which new instances are needed. Each waiting task is placed; if it is refused, the first type on which it
     * is then eligible is registered, and the task is placed there.
     *
     * @param maxInstances largest number of instances.
     */
    Needed scaleUp(
            final List<Instance> types,
            final List<Waiting> waiting,
            final int maxInstances) {
        final Runnable before = save();
        final int[] counts = new int[types.size()];
        final List<Integer> unplaced = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            if (place(waiting.get(i).plan, waiting.get(i).group).isPresent()) {
                continue;
            }
            final int type = buy(types, waiting.get(i), counts, maxInstances);
            if (type < 0) {
                unplaced.add(i);
            } else {
                counts[type]++;
            }
        }
        before.run();
        return new Needed(Arrays.stream(counts).boxed().toList(), unplaced);
    }

    private int buy(
            final List<Instance> types,
            final Waiting waiting,
            final int[] counts,
            final int maxInstances) {
        for (int type = 0; type < types.size() && oracle.instances().size() < maxInstances; type++) {
            final Runnable here = save();
            final String id = types.get(type).id() + "/" + (counts[type] + 1);
            final OracleInstance instance = oracle.register(types.get(type).withId(id));
            if (oracle.refusal(waiting.plan, waiting.group, instance).isEmpty()) {
                place(waiting.plan, waiting.group).orElseThrow();
                return type;
            }
            here.run();
        }
        return -1;
    }

    // ---- what must stop? -------------------------------------------------------------------------------------------

    /**
     * Returns the tasks that would stop for a task. On each instance all tasks of lower priority are taken as stopped.
     * If the checks pass then, the tasks are given back, highest priority first, then placed first, each while the
     * checks still pass; those left are the victims. The least highest priority of a victim decides between instances,
     * then the least sum of priorities, the fewest victims and the lowest ordinal. An instance without victims comes
     * before any other.
     */
    Optional<Victims> victims(
            final OraclePlan plan, final OracleGroup group, final ToIntFunction<OracleGroup> priorityOf) {
        final List<Victims> all = new ArrayList<>();
        for (final OracleInstance instance : List.copyOf(oracle.considered(plan))) {
            final Runnable here = oracle.save();
            victimsOn(instance, plan, group, priorityOf).ifPresent(tasks -> all.add(new Victims(instance, tasks)));
            here.run();
        }
        final Comparator<Victims> byHighest = Comparator.comparingLong(victims -> victims.tasks.stream()
                .mapToLong(task -> priorityOf.applyAsInt(task.group))
                .max()
                .orElse(Long.MIN_VALUE));
        return all.stream().min(byHighest
                .thenComparingLong(victims -> victims.tasks.stream()
                        .mapToLong(task -> priorityOf.applyAsInt(task.group))
                        .sum())
                .thenComparingInt(victims -> victims.tasks.size())
                .thenComparingInt(victims -> victims.instance.ordinal));
    }

    private Optional<List<OracleTask>> victimsOn(
            final OracleInstance instance,
            final OraclePlan plan,
            final OracleGroup group,
            final ToIntFunction<OracleGroup> priorityOf) {
        final int own = priorityOf.applyAsInt(group);
        final List<OracleTask> lower = new ArrayList<>(instance.tasks.stream()
                .filter(task -> priorityOf.applyAsInt(task.group) < own)
                .toList());
        lower.forEach(oracle::release);
        if (oracle.refusal(plan, group, instance).isPresent()) {
            return Optional.empty();
        }
        lower.sort(Comparator.comparing(
                (OracleTask task) -> priorityOf.applyAsInt(task.group), Comparator.reverseOrder()));
        final List<OracleTask> victims = new ArrayList<>();
        for (final OracleTask task : lower) {
            final Demand demand = task.demand;
            final OracleTask back = oracle.add(demand, task.group, instance, false);
            if (oracle.refusal(plan, group, instance).isPresent()) {
                oracle.release(back);
                victims.add(task);
            }
        }
        return Optional.of(victims);
    }
}
