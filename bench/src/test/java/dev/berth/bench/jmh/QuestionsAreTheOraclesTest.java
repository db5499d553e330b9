package dev.berth.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.Explanation;
import dev.berth.Headroom;
import dev.berth.Reason;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.baseline.FollowingOracle;
import dev.berth.bench.baseline.OracleContender;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import dev.berth.oracle.OracleExplanation;
import dev.berth.oracle.OracleGroup;
import dev.berth.oracle.OracleInstance;
import dev.berth.oracle.OraclePlan;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions that are measured are answered as the oracle answers them after the same history. */
@Tag("slow")
class QuestionsAreTheOraclesTest {
    private static final int INSTANCES = 250;

    private final QuestionsBenchmark benchmark = new QuestionsBenchmark();

    static List<String> rows() {
        return BenchmarkCases.names();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sameAnswers(final String row) throws IOException {
        final QuestionsBenchmark.Cluster cluster = States.questions(row, INSTANCES);
        final OracleContender oracle = sameHistory(cluster);
        assertEquals(oracle.oracle().digest(), cluster.berth().engine().digest());
        final OraclePlan plan = oracle.plan(cluster.request());
        final OracleGroup group = oracle.group(Workload.MEMBER_GROUP);
        assertExplanation(oracle.oracle().explain(plan, group), benchmark.explain(cluster));
        assertHeadroom(oracle, plan, group, cluster);
    }

    /** Where places are drawn the oracle follows an engine with the same seed. */
    private static OracleContender sameHistory(final QuestionsBenchmark.Cluster cluster) {
        final Workload workload = cluster.workload();
        final OracleContender oracle = workload.row().isRandom()
                ? new FollowingOracle(
                        workload, new BerthContender(workload, ChurnState.maxTasks(cluster.assignment())))
                : new OracleContender(workload);
        new Churn(workload, oracle, cluster.assignment()).checksum(Settings.checkedOperations());
        return oracle;
    }

    private static void assertExplanation(final OracleExplanation expected, final Explanation actual) {
        assertEquals(expected.considered(), actual.considered());
        for (int i = 0; i < Reason.CHECKS; i++) {
            final Reason check = Reason.values()[i];
            assertEquals(expected.counts().getOrDefault(check, 0), actual.count(check), check.name());
        }
        assertEquals(expected.closest().map(OracleInstance::ordinal).orElse(-1), actual.closestOrdinal());
        assertEquals(expected.closestReason().orElse(null), actual.closestReason());
    }

    private void assertHeadroom(
            final OracleContender oracle,
            final OraclePlan plan,
            final OracleGroup group,
            final QuestionsBenchmark.Cluster cluster) {
        final int room = ChurnState.maxTasks(cluster.assignment()) - oracle.taskCount();
        final Headroom actual = benchmark.headroom(cluster);
        int count = 0;
        for (final OracleInstance instance : oracle.oracle().instances()) {
            while (count < room && oracle.oracle().refusal(plan, group, instance).isEmpty()) {
                oracle.oracle().add(plan.demand(), group, instance, false);
                count++;
            }
        }
        assertEquals(count, actual.count());
        assertEquals(count == room ? Reason.MAX_TASKS : Reason.NOTHING_ELIGIBLE, actual.reason());
        if (count < room) {
            assertExplanation(oracle.oracle().explain(plan, group), actual.rest());
        }
    }
}
