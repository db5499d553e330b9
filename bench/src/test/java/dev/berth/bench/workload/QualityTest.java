package dev.berth.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.baseline.FastScan;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quality is what its definition says, the same for exact contenders, and reproducible for the others. */
class QualityTest {
    private static final int INSTANCES = 250;
    private static final long SEED = 3;
    private static final Workload WORKLOAD = new Workload(BenchmarkCases.named("quantised"), INSTANCES, SEED);

    /** The least request of the row asks 64 CPU units, or 192 MiB; the most 1,536 units, and 14,336 MiB. */
    private static final int LEAST_CPU = 64;

    private static final int LEAST_MEMORY = 192;
    private static final int MOST_CPU = 1_536;
    private static final int MOST_MEMORY = 14_336;

    static List<String> algorithms() {
        return Contenders.ALGORITHMS;
    }

    private static Supplier<Contender> contenders(final String name) {
        return () -> Contenders.create(name, WORKLOAD, WORKLOAD.maxTasks());
    }

    @Test
    void emptyClusterIsNotUsed() {
        final Fleet fleet = WORKLOAD.fleet();
        final Quality quality = Quality.of(WORKLOAD, fleet.cpuUnits(), fleet.memoryMib());
        assertEquals(0, quality.instancesUsed());
        assertEquals(100, quality.idleMemoryPercent());
        assertEquals(0, quality.cpuPercent());
        assertEquals(0, quality.memoryPercent());
        assertEquals(0, quality.imbalance());
        assertEquals(0, quality.strandedCpuPercent());
        long room = 0;
        for (int i = 0; i < INSTANCES; i++) {
            room += Math.min(fleet.cpuUnits()[i] / MOST_CPU, fleet.memoryMib()[i] / MOST_MEMORY);
        }
        assertEquals(room, quality.roomForLargest());
    }

    @Test
    void whatNoRequestCanUseIsStranded() {
        final Fleet fleet = WORKLOAD.fleet();
        final int[] cpu = fleet.cpuUnits().clone();
        final int[] memory = fleet.memoryMib().clone();
        memory[0] = LEAST_MEMORY - 1;
        memory[1] = LEAST_MEMORY;
        cpu[2] = LEAST_CPU - 1;
        cpu[3] = LEAST_CPU;
        final Quality quality = Quality.of(WORKLOAD, cpu, memory);
        assertEquals(4, quality.instancesUsed());
        assertEquals(100.0 * cpu[0] / fleet.totalCpuUnits(), quality.strandedCpuPercent(), 1e-9);
        assertEquals(100.0 * memory[2] / fleet.totalMemoryMib(), quality.strandedMemoryPercent(), 1e-9);
    }

    @Test
    void imbalanceIsTheMeanOfTheInstancesInUse() {
        final Fleet fleet = WORKLOAD.fleet();
        final int[] cpu = fleet.cpuUnits().clone();
        final int[] memory = fleet.memoryMib().clone();
        cpu[0] = 0;
        memory[1] = 0;
        cpu[2] = 0;
        memory[2] = 0;
        final Quality quality = Quality.of(WORKLOAD, cpu, memory);
        assertEquals(200.0 / 3, quality.imbalance(), 1e-9);
        long idle = 0;
        for (int i = 3; i < INSTANCES; i++) {
            idle += memory[i];
        }
        assertEquals(100.0 * idle / fleet.totalMemoryMib(), quality.idleMemoryPercent(), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void exactOnesPackAlikeAndOthersReproducibly(final String name) {
        final QualityRun.Result result = QualityRun.of(WORKLOAD, contenders(name));
        final QualityRun.Result other =
                QualityRun.of(WORKLOAD, contenders(Contenders.isExact(name) ? Contenders.BERTH : name));
        assertEquals(other, result);
        final double lost = 90 - result.quality().memoryPercent();
        assertTrue(Math.abs(lost) < (Contenders.isExact(name) ? 3 : 15), "less in use by " + lost);
        assertEquals(0, result.refusedFittingPercent());
        assertTrue(result.firstRefusalPercent() > 10 && result.firstRefusalPercent() <= 100, result.toString());
    }

    @Test
    void refusalsThoughItFitsAreTold() {
        final QualityRun.Result result = QualityRun.of(WORKLOAD, () -> refusingEveryTenth(
                new FastScan(WORKLOAD, WORKLOAD.maxTasks())));
        assertEquals(10, result.refusedFittingPercent(), 1);
        assertNotEquals(0, result.tasks());
    }

    private static Contender refusingEveryTenth(final Contender contender) {
        final int[] calls = {0};
        return (Contender) Proxy.newProxyInstance(
                Contender.class.getClassLoader(),
                new Class<?>[] {Contender.class},
                (proxy, method, arguments) -> method.getName().equals("place") && ++calls[0] % 10 == 0
                        ? Long.valueOf(-1)
                        : method.invoke(contender, arguments));
    }
}
