package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long do a release and a placement take where a constraint narrows the choice?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar jmh ConstraintBenchmark.member10}.
 */
public class ConstraintBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public ConstraintBenchmark() {}

    /**
     * Runs the row {@code member-50}: memberOf that admits 50 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long member50(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code member-10}: memberOf that admits 10 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long member10(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code member-1}: memberOf that admits 1 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long member1(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code member-01}: memberOf that admits 0.1 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long member01(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code member-one}: memberOf that admits one instance.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long memberOne(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code two-members-distinct}: memberOf 50 %, memberOf 20 % and distinctInstance.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long twoMembersDistinct(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code distinct-10k}: distinctInstance, of a group on a tenth of the instances.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long distinct10k(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code plans-1000}: memberOf one of 1,000 cells in turn.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long plans1000(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code task-group}: memberOf task:group, of a group on 1 %.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long taskGroup(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code running-tasks}: memberOf runningTasksCount below a few.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long runningTasks(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code attribute-churn}: member-10 while each tenth operation changes who is a member.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long attributeChurn(final ChurnState state) {
        return state.invoke();
    }
}
