package dev.berth.bench.gate;

import dev.berth.bench.measuring.ProcessSettings;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many operations of a case of the gate a second?
 *
 * <p>Run with {@code java -cp bench/target/berth.jar org.openjdk.jmh.Main CaseBenchmark -p name=quantised}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class CaseBenchmark {
    private static final long CONTROL_TOKENS = 100_000;

    /** For JMH. */
    public CaseBenchmark() {}

    /** A case in its steady state. */
    @State(Scope.Thread)
    public static class Prepared {
        /** The case. */
        @Param("quantised")
        public String name;

        private GateCase gateCase;

        /** For JMH. */
        public Prepared() {}

        /** Comes to the steady state. */
        @Setup(Level.Trial)
        public void setUp() {
            gateCase = GateCases.load().named(name);
            gateCase.setUp(ProcessSettings.seed());
        }

        /** Checks the state. */
        @TearDown(Level.Trial)
        public void tearDown() {
            gateCase.tearDown();
        }
    }

    /**
     * Allocates nothing and takes some tenths of a millisecond: what is allocated meanwhile is JMH's own.
     */
    @Benchmark
    public void control() {
        Blackhole.consumeCPU(CONTROL_TOKENS);
    }

    /**
     * One operation.
     *
     * @param prepared the case.
     * @return its answer.
     */
    @Benchmark
    public long operation(final Prepared prepared) {
        return prepared.gateCase.operation();
    }
}
