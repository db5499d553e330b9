package dev.berth.bench.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.Filler;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The algorithms of other systems: exact ones agree with the scan, the others fit and are reproducible. */
@Tag("slow")
class AlgorithmsTest {
    private static final int INSTANCES = 1_000;
    private static final int STEPS = 10_000;
    private static final long SEED = 7;

    static List<BenchmarkCase> rows() {
        return BenchmarkCases.unconstrained().stream()
                .filter(row -> row.chains().equals(BenchmarkCases.named("quantised").chains()))
                .toList();
    }

    static List<String> exact() {
        return Contenders.ALGORITHMS.stream().filter(Contenders::isExact).toList();
    }

    static List<String> inexact() {
        return Contenders.ALGORITHMS.stream().filter(name -> !Contenders.isExact(name)).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void exactOnesAgreeWithTheScanOnEveryStep(final BenchmarkCase row) {
        final Workload workload = new Workload(row, INSTANCES, SEED);
        final Assignment assignment = Filler.fill(workload, new PlainScan(workload, workload.maxTasks()));
        for (final String name : exact()) {
            final Churn expected = churn(Contenders.PLAIN, workload, assignment);
            final Churn actual = churn(name, workload, assignment);
            for (int step = 0; step < STEPS; step++) {
                assertEquals(expected.checksum(1), actual.checksum(1), name + " at step " + step);
            }
            actual.validate(assignment);
        }
    }

    @ParameterizedTest
    @MethodSource("exact")
    void exactOnesFillAsTheScanDoes(final String name) {
        final Workload workload = new Workload(BenchmarkCases.named("continuous"), INSTANCES / 4, SEED);
        final Assignment scanned = Filler.fill(workload, new PlainScan(workload, workload.maxTasks()));
        final Assignment placed = Filler.fill(workload, Contenders.create(name, workload, workload.maxTasks()));
        assertEquals(scanned.size(), placed.size());
        for (int task = 0; task < scanned.size(); task++) {
            assertEquals(scanned.instance(task), placed.instance(task), "task " + task);
        }
    }

    /** More shapes than there is room for, and changes beyond the log: results are dropped and made anew. */
    @Test
    void cacheIsExactWhenItIsTooSmall() {
        final Workload workload = new Workload(BenchmarkCases.named("continuous"), 20_000, SEED);
        final Contender cache = new ResultCache(workload, STEPS);
        final Contender scan = new FastScan(workload, STEPS);
        for (int step = 0; step < STEPS; step++) {
            final int request = workload.requests()[step];
            final long expected = scan.place(request, 0);
            assertEquals(scan.instanceOf(expected), cache.instanceOf(cache.place(request, 0)), "step " + step);
        }
    }

    @ParameterizedTest
    @MethodSource("inexact")
    void othersFitAndAreReproducible(final String name) {
        for (final BenchmarkCase row : rows()) {
            final Workload workload = new Workload(row, INSTANCES, SEED);
            final Assignment assignment =
                    Filler.fill(workload, Contenders.create(name, workload, workload.maxTasks()));
            final Contender mirror = new PlainScan(workload, workload.maxTasks());
            for (int task = 0; task < assignment.size(); task++) {
                assertTrue(mirror.placeOn(assignment.request(task), 0, assignment.instance(task)) >= 0, row.name());
            }
            final Churn first = churn(name, workload, assignment);
            assertEquals(first.checksum(STEPS), churn(name, workload, assignment).checksum(STEPS), row.name());
            first.validate(assignment);
        }
    }

    /** Else it would be the same search under another name. */
    @ParameterizedTest
    @MethodSource("inexact")
    void othersChooseOtherwise(final String name) {
        final Workload workload = new Workload(BenchmarkCases.named("quantised"), INSTANCES, SEED);
        final Assignment assignment = Filler.fill(workload, new PlainScan(workload, workload.maxTasks()));
        assertNotEquals(
                churn(Contenders.PLAIN, workload, assignment).checksum(STEPS),
                churn(name, workload, assignment).checksum(STEPS));
    }

    /** Each of them ends with a look at every instance. */
    @ParameterizedTest
    @MethodSource("inexact")
    void othersRefuseOnlyWhatFitsNowhere(final String name) {
        final Workload workload = new Workload(BenchmarkCases.named("quantised"), INSTANCES / 4, SEED);
        final Rival rival = (Rival) Contenders.create(name, workload, workload.maxTasks());
        int refusals = 0;
        for (int step = 0; refusals < 100; step++) {
            final int request = workload.requests()[step];
            if (rival.place(request, 0) < 0) {
                refusals++;
                for (int ordinal = 0; ordinal < INSTANCES / 4; ordinal++) {
                    assertEquals(-1, rival.placeOn(request, 0, ordinal));
                }
            }
        }
    }

    @Test
    void samplesAreAsLargeAsTheirSystemsSay() {
        assertEquals(2, NomadSample.serviceLimit(1));
        assertEquals(10, NomadSample.serviceLimit(1_024));
        assertEquals(14, NomadSample.serviceLimit(10_000));
        assertEquals(17, NomadSample.serviceLimit(100_000));
        assertEquals(50, KubeSample.limit(50));
        assertEquals(420, KubeSample.limit(1_000));
        assertEquals(500, KubeSample.limit(10_000));
        assertEquals(5_000, KubeSample.limit(100_000));
    }

    @Test
    void otherRowsAreRefused() {
        for (final String row : List.of("binpack-cpu", "port-50")) {
            final Workload workload = new Workload(BenchmarkCases.named(row), INSTANCES, SEED);
            final Exception refusal = assertThrows(
                    IllegalArgumentException.class, () -> Contenders.create(Contenders.NOMAD, workload, 1_000));
            assertTrue(refusal.getMessage().contains("'" + row + "'"), refusal.getMessage());
        }
    }

    private static Churn churn(final String name, final Workload workload, final Assignment assignment) {
        return new Churn(workload, Contenders.create(name, workload, assignment.size() + 1_000), assignment);
    }
}
