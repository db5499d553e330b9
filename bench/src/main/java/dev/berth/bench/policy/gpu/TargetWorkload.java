package dev.berth.bench.policy.gpu;

import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks for which the GPUs of a fleet should be of use: the most frequent ones of a trace, with their shares.
 *
 * <p>Tasks that ask the same CPU, GPUs and models are one; memory does not count. The most frequent ones are taken
 * until they cover {@value #PERCENT} % of the arrivals, tasks without GPUs included, and their shares add up to 1. This
 * is the target workload of Weng et al. (USENIX ATC 2023), with the parameters of their experiments.
 */
public final class TargetWorkload {
    /** The share of the arrivals that the tasks cover, in percent. */
    public static final int PERCENT = 95;

    private static final Comparator<Task> MOST_FREQUENT = Comparator.comparingDouble(Task::share)
            .thenComparingDouble(Task::cpu)
            .thenComparingInt(Task::gpuMilli)
            .thenComparingInt(Task::gpus)
            .thenComparing(task -> String.join("|", task.models()))
            .reversed();

    private final List<Task> tasks;

    private TargetWorkload(final List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /**
     * Counts the tasks of a trace.
     *
     * @param trace a trace whose first dimension is CPU.
     * @return the most frequent tasks.
     */
    public static TargetWorkload of(final Trace trace) {
        return of(trace, PERCENT);
    }

    /**
     * Counts the tasks of a trace.
     *
     * @param trace a trace whose first dimension is CPU.
     * @param percent the share of the arrivals that the tasks must cover, above 0 and at most 100.
     * @return the most frequent tasks.
     */
    public static TargetWorkload of(final Trace trace, final double percent) {
        final int[] arrivals = new int[trace.shapes().size()];
        for (int row = 0; row < trace.size(); row++) {
            arrivals[trace.shape(row)]++;
        }
        final Map<Task, Integer> counts = new HashMap<>();
        for (int i = 0; i < arrivals.length; i++) {
            final Shape shape = trace.shapes().get(i);
            counts.merge(
                    new Task(shape.amounts().get(0), shape.gpus(), shape.gpuMilli(), shape.models(), 0),
                    arrivals[i],
                    Integer::sum);
        }
        final List<Task> all = new ArrayList<>();
        counts.forEach((task, count) -> all.add(task.withShare(count)));
        all.sort(MOST_FREQUENT);
        final double enough = percent * trace.size() / 100;
        double covered = 0;
        int taken = 0;
        while (covered < enough && taken < all.size()) {
            covered += all.get(taken++).share();
        }
        final double total = covered;
        return new TargetWorkload(
                all.subList(0, taken).stream().map(task -> task.withShare(task.share() / total)).toList());
    }

    /**
     * Returns the tasks.
     *
     * @return the most frequent first; their shares add up to 1.
     */
    public List<Task> tasks() {
        return tasks;
    }

    /**
     * A kind of task.
     *
     * @param cpu the CPU that it asks, in the units of the trace.
     * @param gpus the GPUs that it asks.
     * @param gpuMilli the thousandths of each.
     * @param models the models that it may run on; any, if empty.
     * @param share how often it comes, 0..1.
     */
    public record Task(double cpu, int gpus, int gpuMilli, List<String> models, double share) {
        /** Copies the list. */
        public Task {
            models = List.copyOf(models);
        }

        private Task withShare(final double newShare) {
            return new Task(cpu, gpus, gpuMilli, models, newShare);
        }
    }
}
