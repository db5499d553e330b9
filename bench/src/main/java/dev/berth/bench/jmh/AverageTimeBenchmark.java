package dev.berth.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The settings of every benchmark: the mean time of an operation in nanoseconds, two processes, and a heap that is
 * touched beforehand and never grows. {@code docs/measuring.md} gives the reasons. JMH reads the settings from this
 * superclass; an option of JMH's command line overrides the one it names.
 *
 * <p>The heap is enough for 200,000 instances. A larger cluster needs {@code -jvmArgs "-Xms6g -Xmx6g"}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1536m", "-Xmx1536m"},
        jvmArgsAppend = {"-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
public abstract class AverageTimeBenchmark {
    /** Creates the benchmark. */
    protected AverageTimeBenchmark() {}
}
