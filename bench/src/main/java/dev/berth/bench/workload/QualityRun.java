package dev.berth.bench.workload;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A run in which one contender places every task of a cluster. It is not timed; the same seed gives the same figures.
 *
 * <p>First, one cluster is filled from empty until the first request is refused. Then another is filled from empty to
 * the case's target, as {@link Filler} does, or until {@value #MOST_REFUSALS} requests in a row are refused; and
 * churns: {@value #PAIRS_PER_TASK} times for each task, one of the tasks, drawn, is released and a request, drawn, is
 * placed. While requests have been refused and not made up for, each operation places one more. Refusals are those of
 * the churn. Every contender is asked for the same requests in the same order.
 */
public final class QualityRun {
    private static final int MOST_REFUSALS = 2_000;
    private static final int PAIRS_PER_TASK = 3;
    private static final long REQUEST_SEED = 0x5DEECE66DL;
    private static final long PICK_SEED = 0x2545F4914F6CDD1DL;

    private final Workload workload;
    private final Contender contender;
    private final SplittableRandom requests;
    private final SplittableRandom picks;
    private final long[] live;
    private int liveCount;
    private int drawn;
    private long usedCpuUnits;
    private long usedMemoryMib;
    private int refusedNowhere;
    private int refusedFitting;

    /**
     * The result of a run.
     *
     * @param quality of the cluster at the end.
     * @param tasks that run at the end.
     * @param refusedNowherePercent requests of the churn that were refused when they fitted on no instance.
     * @param refusedFittingPercent requests of the churn that were refused though they fitted somewhere.
     * @param firstRefusalPercent share in use, when the first request was refused, of the resource that bound.
     */
    public record Result(
            Quality quality,
            int tasks,
            double refusedNowherePercent,
            double refusedFittingPercent,
            double firstRefusalPercent) {}

    private QualityRun(final Workload workload, final Contender contender) {
        this.workload = workload;
        this.contender = contender;
        requests = new SplittableRandom(workload.seed() ^ REQUEST_SEED);
        picks = new SplittableRandom(workload.seed() ^ PICK_SEED);
        live = new long[workload.maxTasks()];
    }

    /**
     * Carries out the run.
     *
     * @param workload of a case without constraints, GPUs or slots.
     * @param contenders creates an empty contender for {@link Workload#maxTasks()} tasks, each time it is asked.
     * @return the result.
     */
    public static Result of(final Workload workload, final Supplier<Contender> contenders) {
        final QualityRun full = new QualityRun(workload, contenders.get());
        while (full.place()) {
            // Fill until the first refusal.
        }
        final QualityRun run = new QualityRun(workload, contenders.get());
        run.fill();
        run.churn();
        return run.result(full.utilisation());
    }

    private Result result(final double firstRefusal) {
        final int instances = workload.fleet().size();
        final Quality quality = Quality.of(
                workload,
                IntStream.range(0, instances).map(contender::remainingCpuUnits).toArray(),
                IntStream.range(0, instances).map(contender::remainingMemoryMib).toArray());
        return new Result(
                quality,
                liveCount,
                100.0 * refusedNowhere / drawn,
                100.0 * refusedFitting / drawn,
                100 * firstRefusal);
    }

    private void fill() {
        int refusals = 0;
        while (utilisation() < workload.row().targetPercent() / 100.0 && refusals < MOST_REFUSALS) {
            refusals = place() ? 0 : refusals + 1;
        }
    }

    private void churn() {
        final int target = liveCount;
        drawn = 0;
        refusedNowhere = 0;
        refusedFitting = 0;
        for (long pair = (long) PAIRS_PER_TASK * target; pair > 0; pair--) {
            release(picks.nextInt(liveCount));
            place();
            if (liveCount < target) {
                place();
            }
        }
    }

    private void release(final int index) {
        use(contender.shapeOf(live[index]), -1);
        contender.release(live[index]);
        live[index] = live[--liveCount];
    }

    private boolean place() {
        final int request = workload.drawChurned(requests, drawn++);
        final int shape = request % workload.shapeCount();
        final long task = contender.place(request, 0);
        if (task >= 0) {
            live[liveCount++] = task;
            use(shape, 1);
            return true;
        }
        if (fits(shape)) {
            refusedFitting++;
        } else {
            refusedNowhere++;
        }
        return false;
    }

    private boolean fits(final int shape) {
        final int cpu = workload.cpuUnits()[shape];
        final int memory = workload.memoryMib()[shape];
        return IntStream.range(0, workload.fleet().size())
                .anyMatch(i -> contender.remainingCpuUnits(i) >= cpu && contender.remainingMemoryMib(i) >= memory);
    }

    private void use(final int shape, final int sign) {
        usedCpuUnits += (long) sign * workload.cpuUnits()[shape];
        usedMemoryMib += (long) sign * workload.memoryMib()[shape];
    }

    private double utilisation() {
        final Fleet fleet = workload.fleet();
        return Math.max(
                (double) usedCpuUnits / fleet.totalCpuUnits(), (double) usedMemoryMib / fleet.totalMemoryMib());
    }
}
