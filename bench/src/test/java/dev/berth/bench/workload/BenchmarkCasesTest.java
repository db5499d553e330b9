package dev.berth.bench.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.baseline.FastScan;
import dev.berth.bench.results.Metrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row is what it says: as full as its target, steady, and with few refusals. */
class BenchmarkCasesTest {
    private static final int INSTANCES = 1_000;
    private static final long SEED = 11;
    private static final double TOLERANCE = 0.015;

    static List<BenchmarkCase> rows() {
        return BenchmarkCases.all();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isSteadyAtItsTarget(final BenchmarkCase row) {
        final Workload workload = new Workload(row, INSTANCES, SEED);
        final Assignment assignment = Filler.fill(workload, new FastScan(workload, workload.maxTasks()));
        final Churn churn =
                new Churn(workload, new FastScan(workload, assignment.size() + 1_000), assignment);
        final double target = row.targetPercent() / 100.0;
        assertEquals(target, churn.utilisation(), TOLERANCE);
        final int tasks = churn.liveCount();
        for (int i = 0; i < 4 * tasks; i++) {
            churn.pair();
        }
        assertTrue(100 * churn.refusalRate() < Metrics.REFUSAL_LIMIT, "refused " + churn.refusalRate());
        assertEquals(target, churn.utilisation(), 3 * TOLERANCE);
        assertEquals(tasks, churn.liveCount(), 0.01 * tasks);
        churn.validate(assignment);
    }

    @Test
    void sameSeedGivesTheSameWorkload() {
        final BenchmarkCase row = BenchmarkCases.named("continuous");
        final Workload first = new Workload(row, INSTANCES, SEED);
        assertArrayEquals(first.requests(), new Workload(row, INSTANCES, SEED).requests());
        assertArrayEquals(first.memoryMib(), new Workload(row, INSTANCES, SEED).memoryMib());
    }

    @Test
    void unknownRowIsRefused() {
        final Exception refusal = assertThrows(IllegalArgumentException.class, () -> BenchmarkCases.named("fast"));
        assertTrue(refusal.getMessage().contains("'fast'"), refusal.getMessage());
    }

    @Test
    void lostTaskIsCaught() {
        final Workload workload = new Workload(BenchmarkCases.named("quantised"), INSTANCES, SEED);
        final FastScan contender = new FastScan(workload, workload.maxTasks());
        final Churn churn = new Churn(workload, contender, new Assignment());
        final long stray = contender.placeOn(0, 0, 0);
        assertTrue(stray >= 0);
        assertThrows(IllegalStateException.class, () -> churn.validate(new Assignment()));
    }

    @Test
    void assignmentIsReadAsItWasWritten(@TempDir final Path folder) throws IOException {
        final Assignment written = new Assignment();
        for (int i = 0; i < 10_000; i++) {
            written.add(i, 2 * i, i % 7);
        }
        written.write(folder.resolve("a"));
        final Assignment read = Assignment.read(folder.resolve("a"));
        assertEquals(written.size(), read.size());
        for (int i = 0; i < read.size(); i++) {
            assertEquals(i, read.instance(i));
            assertEquals(2 * i, read.request(i));
            assertEquals(i % 7, read.group(i));
        }
    }
}
