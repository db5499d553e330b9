package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.workload.BenchmarkCases;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** Every benchmark runs, and nothing on the measured path allocates. */
@Tag("slow")
class BenchmarksRunTest {
    private static final int INSTANCES = 1_000;
    private static final int OPERATIONS = 20_000;

    static List<String> rows() {
        return BenchmarkCases.names();
    }

    @Test
    void everyBenchmarkRunsForAnInstant() throws RunnerException {
        final Collection<RunResult> results = States.run(
                States.instant("^dev\\.berth\\.bench\\.jmh\\.", INSTANCES).param("contender", Contenders.BERTH));
        final int questions = 2;
        final int ways = BenchmarkCases.names().size() + 2 * 2;
        assertEquals(ways + questions, results.size());
        results.forEach(result -> assertTrue(result.getPrimaryResult().getScore() > 0));
    }

    @Test
    void everyContenderRunsForAnInstant() throws RunnerException {
        final Collection<RunResult> results =
                States.run(States.instant("(RefusalBenchmark\\.infeasibleMemory|BatchBenchmark)", INSTANCES));
        assertEquals((1 + 2 * 2) * Contenders.NAMES.size(), results.size());
        results.forEach(result -> assertTrue(result.getPrimaryResult().getScore() > 0));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nothingIsAllocated(final String row) throws IOException {
        for (final String contender : Contenders.NAMES) {
            final ChurnState state = States.churn(row, contender, INSTANCES, OPERATIONS);
            assertEquals(0, States.allocated(state), contender);
            state.tearDown();
        }
    }

    @Test
    void anObjectInAnInvocationIsCaught() throws IOException {
        final ChurnState planted = new ChurnState() {
            private Object kept;

            @Override
            public long invoke() {
                kept = new Object();
                return super.invoke() + kept.hashCode();
            }
        };
        States.setUp(planted, "quantised", Contenders.BERTH, INSTANCES, OPERATIONS);
        assertTrue(States.allocated(planted) > 0);
    }
}
