package dev.berth.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many tasks a second can be released and placed anew in a cluster that is nearly full?
 *
 * <p>One operation releases one running task, in random order, and places one of independently drawn shape. Run with
 * {@code java -jar bench/target/berth.jar bench --rows quantised}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
public class ChurnBenchmark {
    /** For JMH. */
    public ChurnBenchmark() {}

    /**
     * The pairs of one invocation.
     *
     * @param state the cluster.
     * @return something that depends on all of them.
     */
    @Benchmark
    public long pairs(final ChurnState state) {
        return state.invoke();
    }
}
