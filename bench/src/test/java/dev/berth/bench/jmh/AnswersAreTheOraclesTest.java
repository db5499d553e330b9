package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.baseline.FollowingOracle;
import dev.berth.bench.baseline.OracleContender;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.Contender;
import dev.berth.bench.workload.BenchmarkCase;
import dev.berth.bench.workload.BenchmarkCases;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a benchmark notes as its checksum is that of the oracle, which evaluates every check on every instance. */
@Tag("slow")
class AnswersAreTheOraclesTest {
    private static final int INSTANCES = 250;

    static List<String> rankedRows() {
        return BenchmarkCases.all().stream().filter(row -> !row.isRandom()).map(BenchmarkCase::name).toList();
    }

    static List<String> randomRows() {
        return BenchmarkCases.all().stream().filter(BenchmarkCase::isRandom).map(BenchmarkCase::name).toList();
    }

    @ParameterizedTest
    @MethodSource("rankedRows")
    void checksumIsTheOracles(final String row) throws IOException {
        final ChurnState state = States.churn(row, Contenders.BERTH, INSTANCES, 1);
        final OracleContender oracle = new OracleContender(state.workload());
        final long expected = checksum(state, oracle);
        assertEquals(expected, state.notes().checksum());
        for (final String contender : Contenders.NAMES) {
            assertEquals(expected, checksum(state, empty(state, contender)), contender);
        }
    }

    @ParameterizedTest
    @MethodSource("randomRows")
    void drawnInstancesAreCandidatesOfTheOracle(final String row) throws IOException {
        final ChurnState state = States.churn(row, Contenders.BERTH, INSTANCES, 1);
        for (final String contender : Contenders.NAMES) {
            final Contender oracle = new FollowingOracle(state.workload(), empty(state, contender));
            assertEquals(checksum(state, empty(state, contender)), checksum(state, oracle), contender);
        }
    }

    private static Contender empty(final ChurnState state, final String contender) {
        return Contenders.create(contender, state.workload(), ChurnState.maxTasks(state.assignment()));
    }

    /** As {@link ChurnState} notes it, here without drawing the workload anew. */
    private static long checksum(final ChurnState state, final Contender contender) {
        final Churn churn = new Churn(state.workload(), contender, state.assignment());
        final long checksum = churn.checksum(Settings.checkedOperations());
        churn.validate(state.assignment());
        return checksum;
    }
}
