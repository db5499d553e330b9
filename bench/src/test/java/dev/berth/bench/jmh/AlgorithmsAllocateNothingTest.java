package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.baseline.Contenders;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/** No rival's algorithm is slow because it makes garbage, and each runs as the suite runs it. */
class AlgorithmsAllocateNothingTest {
    private static final int INSTANCES = 1_000;
    private static final int OPERATIONS = 20_000;

    static List<String> algorithms() {
        return Contenders.ALGORITHMS;
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void nothingIsAllocated(final String algorithm) throws IOException {
        for (final String row : List.of("quantised", "continuous")) {
            final ChurnState state = States.churn(row, algorithm, INSTANCES, OPERATIONS);
            assertEquals(0, States.allocated(state), row);
            state.tearDown();
        }
    }

    @Test
    void everyAlgorithmRunsForAnInstant() throws RunnerException {
        final Collection<RunResult> results = States.run(
                States.instant("PackBenchmark\\.quantised$", INSTANCES)
                        .param("contender", Contenders.ALGORITHMS.toArray(String[]::new)));
        assertEquals(Contenders.ALGORITHMS.size(), results.size());
        results.forEach(result -> assertTrue(result.getPrimaryResult().getScore() > 0));
    }
}
