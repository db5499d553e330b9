package dev.berth.peers.fenzo;

import com.netflix.fenzo.SchedulingResult;
import com.netflix.fenzo.TaskAssignmentResult;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.TaskScheduler;
import com.netflix.fenzo.VMAssignmentResult;
import com.netflix.fenzo.VirtualMachineLease;
import com.netflix.fenzo.functions.Action2;
import com.netflix.fenzo.plugins.BinPackingFitnessCalculators;
import dev.berth.peers.Peer;
import dev.berth.peers.Problem;
import dev.berth.peers.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The peer Netflix Fenzo 1.0.1. Mode {@code exact-memory} has a fitness calculator of this project with the objective
 * of {@code binpack(memory)}, and evaluates every host. {@code packer} has Fenzo's own packer of CPU and memory, and
 * evaluates every host. {@code good-enough} has its default calculator and takes the first host that it finds good
 * enough, which is any.
 *
 * <p>As its documentation says, a task is launched by telling the assigner, and ended by telling the un-assigner, which
 * takes effect in the next iteration. Autoscaling is off, so that shortfalls are not evaluated. There is one thread for
 * each processor.
 *
 * <p>One default is changed for speed: offers are never rejected. With one offer for each host that cannot happen
 * anyway, but Fenzo would look for it on every host in every iteration. Hosts are registered some at a time and their
 * tasks right after, because each task is a search through all hosts registered so far.
 */
public final class Fenzo implements Peer {
    private static final long NEVER_SECONDS = 1_000_000;
    private static final int HOSTS_AT_ONCE = 500;

    /**
     * The number of tasks in a step. An iteration has a fixed cost, which weighs less on many tasks; steps of 50 are
     * slower in every mode.
     */
    private static final int BATCH = 1_000;

    private final TaskScheduler scheduler;
    private Problem problem;
    private Action2<TaskRequest, String> assigner;
    private Action2<String, String> unassigner;

    /**
     * Creates an empty scheduler.
     *
     * @param mode one of the three.
     */
    public Fenzo(final String mode) {
        final TaskScheduler.Builder builder = new TaskScheduler.Builder()
                .withLeaseRejectAction(lease -> {})
                .withLeaseOfferExpirySecs(NEVER_SECONDS)
                .withMaxOffersToReject(0)
                .withSingleOfferPerVM(true)
                .disableShortfallEvaluation();
        switch (mode) {
            case "exact-memory" -> builder.withFitnessCalculator(new LeastMemoryLeft());
            case "packer" -> builder.withFitnessCalculator(BinPackingFitnessCalculators.cpuMemBinPacker);
            case "good-enough" -> builder.withFitnessGoodEnoughFunction(fitness -> true);
            default -> throw new IllegalArgumentException(
                    "mode is '" + mode + "', must be exact-memory, packer or good-enough");
        }
        scheduler = builder.build();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public void load(final Problem given) {
        problem = given;
        assigner = scheduler.getTaskAssigner();
        unassigner = scheduler.getTaskUnAssigner();
        final int[] tasks = tasksByInstance();
        int next = 0;
        for (int first = 0; first < problem.instances() && !problem.outOfTime(); first += HOSTS_AT_ONCE) {
            final int end = Math.min(problem.instances(), first + HOSTS_AT_ONCE);
            register(first, end);
            for (; next < tasks.length && problem.taskInstance(tasks[next]) < end; next++) {
                final int task = tasks[next];
                if (problem.outOfTime()) {
                    return;
                }
                assigner.call(task(0, task, problem.taskShape(task)), name(problem.taskInstance(task)));
            }
        }
    }

    private int[] tasksByInstance() {
        return IntStream.range(0, problem.taskCount())
                .boxed()
                .sorted(Comparator.comparingInt(problem::taskInstance))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void register(final int first, final int end) {
        final List<VirtualMachineLease> hosts = new ArrayList<>();
        for (int i = first; i < end; i++) {
            hosts.add(new Host(i, problem.cpuUnits(i), problem.memoryMib(i)));
        }
        scheduler.scheduleOnce(List.of(), hosts);
    }

    private static String name(final int instance) {
        return Integer.toString(instance);
    }

    private Task task(final int index, final int id, final int shape) {
        return new Task(index, id, problem.shapeCpuUnits(shape), problem.shapeMemoryMib(shape));
    }

    @Override
    public void step(final Step step) {
        for (int i = 0; i < step.size(); i++) {
            unassigner.call(Integer.toString(step.released(i)), name(step.releasedInstance(i)));
        }
        final List<Task> tasks = new ArrayList<>(step.size());
        for (int i = 0; i < step.size(); i++) {
            tasks.add(task(i, step.placed(i), step.shape(i)));
        }
        answer(step, scheduler.scheduleOnce(tasks, List.of()));
    }

    private void answer(final Step step, final SchedulingResult result) {
        if (!result.getExceptions().isEmpty()) {
            throw new IllegalStateException(result.getExceptions().get(0));
        }
        for (final VMAssignmentResult host : result.getResultMap().values()) {
            for (final TaskAssignmentResult assigned : host.getTasksAssigned()) {
                assigner.call(assigned.getRequest(), host.getHostname());
                step.answer(((Task) assigned.getRequest()).index(), Integer.parseInt(host.getHostname()));
            }
        }
    }
}
