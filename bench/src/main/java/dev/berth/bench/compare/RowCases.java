package dev.berth.bench.compare;

import dev.berth.bench.gate.GateCase;
import dev.berth.bench.gate.GateSuite;
import dev.berth.bench.workload.Rows;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of the suites as cases of the gate, each at two sizes: small for what is counted, large for what is timed. A
 * few of them are measured where nothing else is asked for.
 */
public final class RowCases implements GateSuite {
    private static final int COUNTED_INSTANCES = 1_000;
    private static final int TIMED_INSTANCES = 100_000;
    private static final String TIMED = "-100k";

    /** Rows that between them go through every way in which the engine looks for an instance. */
    private static final List<String> ROWS = List.of(
            "quantised", "az-binpack", "service-default", "random-90", "member-10", "infeasible-memory");

    /** Creates the suite; the service loader calls this. */
    public RowCases() {}

    @Override
    public List<GateCase> cases() {
        return Rows.names().stream()
                .distinct()
                .flatMap(row -> Stream.<GateCase>of(
                        new RowCase(row, row, COUNTED_INSTANCES), new RowCase(row + TIMED, row, TIMED_INSTANCES)))
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
