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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

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
        System.setProperty("jmh.ignoreLock", "true");
        final Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^dev\\.berth\\.bench\\.jmh\\.ChurnBenchmark\\.")
                        .param("instances", Integer.toString(INSTANCES))
                        .param("row", "quantised")
                        .param("contender", Contenders.ALGORITHMS.toArray(String[]::new))
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(20))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertEquals(Contenders.ALGORITHMS.size(), results.size());
        results.forEach(result -> assertTrue(result.getPrimaryResult().getScore() > 0));
    }
}
