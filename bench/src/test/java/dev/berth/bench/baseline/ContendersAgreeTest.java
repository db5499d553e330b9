package dev.berth.bench.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Engine and yardsticks give the same answers, so that a ratio compares like with like. */
@Tag("slow")
class ContendersAgreeTest {
    private static final int INSTANCES = 2_000;
    private static final int STEPS = 10_000;
    private static final long SEED = 7;

    static List<BenchmarkCase> rankedRows() {
        return BenchmarkCases.all().stream().filter(row -> !row.isRandom()).toList();
    }

    static List<BenchmarkCase> randomRows() {
        return BenchmarkCases.all().stream().filter(BenchmarkCase::isRandom).toList();
    }

    @ParameterizedTest
    @MethodSource("rankedRows")
    void sameInstanceOnEveryStep(final BenchmarkCase row) {
        final Workload workload = new Workload(row, INSTANCES, SEED);
        final Assignment assignment = Filler.fill(workload, plain(workload, workload.maxTasks()));
        final int maxTasks = assignment.size() + 1_000;
        final List<Churn> churns = new ArrayList<>();
        for (final Contender contender : List.of(
                plain(workload, maxTasks),
                new BerthContender(workload, maxTasks),
                new FastScan(workload, maxTasks, false),
                new FastScan(workload, maxTasks, true))) {
            churns.add(new Churn(workload, contender, assignment));
        }
        for (int step = 0; step < STEPS; step++) {
            final long expected = churns.get(0).checksum(1);
            for (int i = 1; i < churns.size(); i++) {
                assertEquals(expected, churns.get(i).checksum(1), "contender " + i + " at step " + step);
            }
        }
        churns.forEach(churn -> churn.validate(assignment));
    }

    @ParameterizedTest
    @MethodSource("rankedRows")
    void engineFillsAsTheScanDoes(final BenchmarkCase row) {
        final Workload workload = new Workload(row, INSTANCES / 4, SEED);
        final Assignment scanned = Filler.fill(workload, new FastScan(workload, workload.maxTasks()));
        final Assignment placed = Filler.fill(workload, new BerthContender(workload, workload.maxTasks()));
        assertEquals(scanned.size(), placed.size());
        for (int task = 0; task < scanned.size(); task++) {
            assertEquals(scanned.instance(task), placed.instance(task), "task " + task);
        }
    }

    @ParameterizedTest
    @MethodSource("randomRows")
    void everyDrawnInstanceIsEligible(final BenchmarkCase row) {
        final Workload workload = new Workload(row, INSTANCES, SEED);
        final BerthContender engine = new BerthContender(workload, workload.maxTasks());
        final PlainScan mirror = new PlainScan(workload, workload.maxTasks());
        final Assignment assignment = Filler.fill(workload, engine);
        for (int i = 0; i < assignment.size(); i++) {
            final long task =
                    mirror.placeOn(assignment.request(i), assignment.group(i), assignment.instance(i));
            assertTrue(task >= 0, "task " + i + " of the fill");
        }
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int step = 0; step < STEPS; step++) {
            final int request = workload.drawChurned(random, step);
            final long placed = engine.place(request, 0);
            final boolean anyEligible = anyEligible(mirror, request % workload.shapeCount());
            assertEquals(anyEligible, placed >= 0, "step " + step);
            if (placed >= 0) {
                assertTrue(
                        mirror.eligible(request % workload.shapeCount(), engine.instanceOf(placed)), "step " + step);
                engine.release(placed);
            }
        }
    }

    private static Contender plain(final Workload workload, final int maxTasks) {
        return Contenders.create(Contenders.PLAIN, workload, maxTasks);
    }

    private static boolean anyEligible(final PlainScan mirror, final int shape) {
        return mirror.find(ChainForm.MEMORY, shape, 0, new int[0]) >= 0;
    }
}
