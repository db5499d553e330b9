package dev.berth.bench.cases;

import dev.berth.bench.gate.GateCase;
import dev.berth.bench.gate.GateSuite;
import dev.berth.bench.workload.BenchmarkCases;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases of the suites as cases of the gate. Each has two sizes: a small one for what is counted, and a large one
 * for what is timed. A few of them are measured unless others are asked for.
 */
public final class SuiteCases implements GateSuite {
    private static final int COUNTED_INSTANCES = 1_000;
    private static final int TIMED_INSTANCES = 100_000;
    private static final String TIMED = "-100k";

    /**
     * The cases that are measured by default. Between them they use every way in which the engine looks for an
     * instance.
     */
    private static final List<String> ROWS = List.of(
            "quantised", "az-binpack", "service-default", "random-90", "member-10", "infeasible-memory");

    /** Creates the suite for the service loader. */
    public SuiteCases() {}

    @Override
    public List<GateCase> cases() {
        return BenchmarkCases.names().stream()
                .distinct()
                .flatMap(row -> Stream.<GateCase>of(
                        new SuiteCase(row, row, COUNTED_INSTANCES), new SuiteCase(row + TIMED, row, TIMED_INSTANCES)))
                .toList();
    }

    @Override
    public List<String> counted() {
        return ROWS;
    }

    @Override
    public List<String> timed() {
        return ROWS.stream().map(row -> row + TIMED).toList();
    }
}
