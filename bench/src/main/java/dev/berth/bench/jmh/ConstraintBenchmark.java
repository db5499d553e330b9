package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * A benchmark of placements whose constraints narrow the choice.
 *
 * <p>One operation releases a running task, chosen in random order, and places one of an independently drawn shape. Run
 * it with {@code java -jar bench/target/berth.jar jmh ConstraintBenchmark.member10}.
 */
public class ConstraintBenchmark extends AverageTimeBenchmark {
    /** Creates the benchmark for JMH. */
    public ConstraintBenchmark() {}

    /**
     * Runs the case {@code member-50}: memberOf that admits 50 %.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long member50(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code member-10}: memberOf that admits 10 %.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long member10(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code member-1}: memberOf that admits 1 %.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long member1(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code member-01}: memberOf that admits 0.1 %.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long member01(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code member-one}: memberOf that admits one instance.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long memberOne(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code two-members-distinct}: memberOf 50 %, memberOf 20 % and distinctInstance.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long twoMembersDistinct(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code distinct-10k}: distinctInstance, of a group on a tenth of the instances.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long distinct10k(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code plans-1000}: memberOf one of 1,000 cells in turn.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long plans1000(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code task-group}: memberOf task:group, of a group on 1 %.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long taskGroup(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code running-tasks}: memberOf runningTasksCount below a few.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long runningTasks(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the case {@code attribute-churn}: as {@code member-10}, while each tenth operation changes a member.
     *
     * @param state the cluster.
     * @return a value that depends on all answers.
     */
    @Benchmark
    public long attributeChurn(final ChurnState state) {
        return state.invoke();
    }
}
