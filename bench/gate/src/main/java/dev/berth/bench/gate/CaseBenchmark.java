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
 * A benchmark of a case of the gate: the time of an operation, in ns.
 *
 * <p>Run it with {@code java -jar bench/target/berth.jar jmh CaseBenchmark -p name=quantised}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class CaseBenchmark {
    private static final long CONTROL_TOKENS = 100_000;

    /** Creates the benchmark for JMH. */
    public CaseBenchmark() {}

    /** A case in its steady state. */
    @State(Scope.Thread)
    public static class Prepared {
        /** The name of the case. */
        @Param("quantised")
        public String name;

        private GateCase gateCase;

        /** Creates the state for JMH. */
        public Prepared() {}

        /** Brings the case to its steady state. */
        @Setup(Level.Trial)
        public void setUp() {
            gateCase = GateCases.load().named(name);
            gateCase.setUp(ProcessSettings.seed());
        }

        /** Checks the state of the case. */
        @TearDown(Level.Trial)
        public void tearDown() {
            gateCase.tearDown();
        }
    }

    /** Takes some tenths of a millisecond and allocates nothing, so that all allocation meanwhile is JMH's own. */
    @Benchmark
    public void control() {
        Blackhole.consumeCPU(CONTROL_TOKENS);
    }

    /**
     * Carries out one operation.
     *
     * @param prepared the case.
     * @return the answer of the operation.
     */
    @Benchmark
    public long operation(final Prepared prepared) {
        return prepared.gateCase.operation();
    }
}
