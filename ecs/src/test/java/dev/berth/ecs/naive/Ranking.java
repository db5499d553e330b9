package dev.berth.ecs.naive;

import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** Which of the eligible instances takes a task, and which task goes: strategies narrow the list one by one. */
final class Ranking {
    private final State state;

    Ranking(final State state) {
        this.state = state;
    }

    // ---- placement -------------------------------------------------------------------------------------------------

    /** The best of one or more instances, in ordinal order. */
    Instance best(
            final List<Instance> eligible,
            final List<Strategy> chain,
            final String group,
            final String taskId,
            final Chooser chooser) {
        List<Instance> left = eligible;
        for (final Strategy strategy : chain) {
            if (strategy.isRandom()) {
                return chooser.instance(taskId, left);
            }
            left = least(left, instance -> placementKey(strategy, instance, group));
        }
        return left.get(0);
    }

    private long placementKey(final Strategy strategy, final Instance instance, final String group) {
        if (strategy.isSpread()) {
            final List<Task> ofGroup =
                    state.tasks.stream().filter(task -> task.group.equals(group)).toList();
            return tasksIn(bucket(strategy, instance), strategy, ofGroup);
        }
        return strategy.isOfCpu() ? instance.cpuLeft : instance.memoryLeft;
    }

    private static <T> List<T> least(final List<T> candidates, final ToLongFunction<T> key) {
        final long least = candidates.stream().mapToLong(key).min().orElseThrow();
        return candidates.stream().filter(each -> key.applyAsLong(each) == least).toList();
    }

    // ---- buckets ---------------------------------------------------------------------------------------------------

    /** A kind of bucket, and which of that kind. */
    private record Bucket(String kind, Object which) {}

    private static Bucket bucket(final Strategy strategy, final Instance instance) {
        if (strategy.field().equals("instanceId")) {
            return new Bucket("instance", instance);
        }
        final String name = strategy.field().substring("attribute:".length());
        if (!instance.attributes.containsKey(name)) {
            return new Bucket("without the attribute", null);
        }
        final String value = instance.attributes.get(name);
        return value == null ? new Bucket("without a value", null) : new Bucket("value", value);
    }

    /** For scale-in a Fargate task is in its zone's bucket; it counts in no instance's. */
    private static Bucket bucket(final Strategy strategy, final Task task) {
        if (!task.isFargate()) {
            return bucket(strategy, task.instance);
        }
        return strategy.equals(Strategy.SPREAD_ZONES)
                ? new Bucket("zone of Fargate", task.zone)
                : new Bucket("on no instance", null);
    }

    private static long tasksIn(final Bucket bucket, final Strategy strategy, final List<Task> tasks) {
        return tasks.stream()
                .filter(task -> bucket.equals(bucket(strategy, task)))
                .count();
    }

    // ---- Fargate ---------------------------------------------------------------------------------------------------

    /** The zone with the fewest Fargate tasks of the group, the first of these. */
    String zone(final List<String> zones, final String group) {
        return least(zones, zone -> fargateTasks(zone, group)).get(0);
    }

    private long fargateTasks(final String zone, final String group) {
        return state.tasks.stream()
                .filter(task -> task.isFargate() && task.group.equals(group) && Objects.equals(task.zone, zone))
                .count();
    }

    // ---- scale-in --------------------------------------------------------------------------------------------------

    /** The task that goes, of some of one service in the order in which they were placed; null if all are protected. */
    Task victim(final List<Task> tasks, final List<Strategy> chain, final int stopped, final Chooser chooser) {
        List<Task> left = tasks.stream().filter(task -> !task.isProtected).toList();
        if (left.isEmpty()) {
            return null;
        }
        for (final Strategy strategy : chain) {
            if (strategy.isRandom()) {
                return chooser.victim(stopped, left);
            }
            left = least(left, task -> -scaleInKey(strategy, task));
        }
        return left.get(left.size() - 1);
    }

    private long scaleInKey(final Strategy strategy, final Task task) {
        if (strategy.isSpread()) {
            return tasksIn(bucket(strategy, task), strategy, state.tasksOf(task.service));
        }
        return strategy.isOfCpu()
                ? task.instance.cpuLeft + task.demand.cpu()
                : task.instance.memoryLeft + task.demand.memory();
    }
}
