package dev.berth.bench.jmh;

import dev.berth.Explanation;
import dev.berth.Headroom;
import dev.berth.bench.baseline.BerthContender;
import dev.berth.bench.gate.Allocates;
import dev.berth.bench.measuring.ProcessSettings;
import dev.berth.bench.workload.Assignment;
import dev.berth.bench.workload.Churn;
import dev.berth.bench.workload.BenchmarkCases;
import dev.berth.bench.workload.Workload;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A benchmark of cold questions to the engine in a cluster that is nearly full.
 *
 * <p>One operation is one question. It is about the request that the case refuses or, if it refuses none, about the
 * first request of the churn. Run it with {@code java -jar bench/target/berth.jar jmh QuestionsBenchmark}.
 */
@Allocates
public class QuestionsBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public QuestionsBenchmark() {}

    /** An engine in the steady state of a case. */
    @State(Scope.Thread)
    public static class Cluster {
        /** The name of the case. */
        @Param({"infeasible-member"})
        public String row;

        /** The size of the cluster, in instances. */
        @Param({"100000"})
        public int instances;

        private Workload workload;
        private Assignment assignment;
        private BerthContender berth;
        private int request;
        private long plan;
        private long group;

        /** Creates the state for JMH. */
        public Cluster() {}

        Workload workload() {
            return workload;
        }

        Assignment assignment() {
            return assignment;
        }

        BerthContender berth() {
            return berth;
        }

        int request() {
            return request;
        }

        /**
         * Fills the cluster and churns it.
         *
         * @throws IOException if the assignment can be neither read nor written.
         */
        @Setup(Level.Trial)
        public void setUp() throws IOException {
            workload = new Workload(BenchmarkCases.named(row), instances, ProcessSettings.seed());
            assignment = ChurnState.assignment(workload);
            berth = new BerthContender(workload, ChurnState.maxTasks(assignment));
            final Churn churn = new Churn(workload, berth, assignment);
            churn.checksum(Settings.checkedOperations());
            final int[] requests = churn.measuresRefusals() ? workload.refusedRequests() : workload.requests();
            request = requests[0];
            plan = berth.plan(request);
            group = berth.engine().group(Workload.groupName(Workload.MEMBER_GROUP));
        }
    }

    /**
     * Asks why instances are not eligible, and which comes closest.
     *
     * @param cluster the cluster.
     * @return the answer.
     */
    @Benchmark
    public Explanation explain(final Cluster cluster) {
        return cluster.berth.engine().explain(cluster.plan, cluster.group);
    }

    /**
     * Asks how many more tasks would fit, and what blocks the rest.
     *
     * @param cluster the cluster.
     * @return the answer.
     */
    @Benchmark
    public Headroom headroom(final Cluster cluster) {
        return cluster.berth.engine().headroom(cluster.plan, cluster.group);
    }
}
