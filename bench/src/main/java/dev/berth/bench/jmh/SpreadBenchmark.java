package dev.berth.bench.jmh;

import org.openjdk.jmh.annotations.Benchmark;

/**
 * How long do a release and a placement take where the chain spreads first?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar jmh SpreadBenchmark.racks}.
 */
public class SpreadBenchmark extends AverageTimeBenchmark {
    /** For JMH. */
    public SpreadBenchmark() {}

    /**
     * Runs the row {@code az-binpack}: spread over zones, then packed.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long azBinpack(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code service-default}: many services, each spread over zones, then instances.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long serviceDefault(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code group-10k}: a group on a tenth of the instances churns over a background.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long group10k(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code covering-group}: a group with two tasks on each instance churns.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long coveringGroup(final ChurnState state) {
        return state.invoke();
    }

    /**
     * Runs the row {@code racks}: spread over racks of 40 instances, then packed.
     *
     * @param state the cluster.
     * @return something that depends on all answers.
     */
    @Benchmark
    public long racks(final ChurnState state) {
        return state.invoke();
    }
}
