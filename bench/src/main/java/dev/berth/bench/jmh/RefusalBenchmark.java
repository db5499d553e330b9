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
 * How many requests a second can be refused that no instance can take?
 *
 * <p>One operation is one refused {@code place}; one of 64 is a pair of release and place instead, so that the state
 * does not stand still. Run with {@code java -jar bench/target/berth.jar bench --rows infeasible-memory}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
public class RefusalBenchmark {
    /** For JMH. */
    public RefusalBenchmark() {}

    /**
     * The requests of one invocation.
     *
     * @param state the cluster.
     * @return something that depends on all of them.
     */
    @Benchmark
    public long refusals(final ChurnState state) {
        return state.invoke();
    }
}
