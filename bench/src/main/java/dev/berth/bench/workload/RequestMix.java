package dev.berth.bench.workload;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A set of request shapes and how often each is drawn.
 *
 * <p>The quantised mix has the flavours of the Azure 2017 VM workload (AzurePublicDatasetV1, CC-BY-4.0, Cortez et al.,
 * SOSP 2017, as prepared for Bergsma et al., SOSP 2021, github.com/huaweicloud/trace_generation_rnn at commit fa856db0)
 * with the shares of its 410,276 test arrivals: cores, GB = 1, 0.75: 1.6 %; 1, 1.75: 54.5 %; 2, 3.5: 20.2 %;
 * 4, 7: 10.2 %; 8, 14: 9.8 %; 8, 56: 3.7 %. Flavours below 0.1 % are left out. A virtual machine becomes a task by
 * taking a quarter of its memory and, since reservations of containers vary, one of four shares of a core for each of
 * its cores: 24 shapes.
 */
public final class RequestMix {
    /** The number of shapes of a near-continuous mix; every shape is planned beforehand. */
    public static final int CONTINUOUS_SHAPES = 4_096;

    /** The number of shapes of a mix that no instance can take. */
    public static final int INFEASIBLE_SHAPES = 64;

    private static final int[] CORES = {1, 1, 2, 4, 8, 8};
    private static final int[] QUARTER_MEMORY_MIB = {192, 448, 896, 1_792, 3_584, 14_336};
    private static final int[] FLAVOUR_PER_MILLE = {16, 545, 202, 102, 98, 37};
    private static final int[] UNITS_PER_CORE = {64, 96, 128, 192};
    private static final int[] UNITS_PERCENT = {30, 30, 25, 15};
    private static final int SMALL_FLAVOURS = 4;
    private static final int CPU_STEP = 32;
    private static final int TWO_GPUS_OF = 4;

    /** The kinds of mixes. */
    public enum Kind {
        /** 24 shapes calibrated on Azure's flavours; memory runs out first. */
        QUANTISED,
        /** The 16 smaller of the 24, for cases in which every instance is nearly full. */
        SMALL,
        /** The small mix with half the CPU: memory runs out first on every type of instance. */
        LIGHT,
        /** CPU any multiple of 32, memory any MiB, both log-uniform; memory runs out first. */
        CONTINUOUS,
        /** The continuous mix with more CPU: CPU runs out first. */
        CPU_BOUND,
        /** Near-continuous with little CPU and memory and a task network slot each: slots run out first. */
        AWSVPC,
        /** Near-continuous, more than half of the CPU of an instance of 8 cores each: no two share one. */
        LARGE,
        /** One GPU, sometimes two, each with near-continuous CPU and memory: GPUs run out first. */
        GPU,
        /** Little CPU, more memory than any instance registers. */
        TOO_MUCH_MEMORY,
        /** Little CPU and memory, more GPUs than any instance registers. */
        TOO_MANY_GPUS
    }

    private final int[] cpuUnits;
    private final int[] memoryMib;
    private final int[] gpus;
    private final int[] eniSlots;
    private final int[] cumulativeWeight;

    private RequestMix(final int size) {
        cpuUnits = new int[size];
        memoryMib = new int[size];
        gpus = new int[size];
        eniSlots = new int[size];
        cumulativeWeight = new int[size];
    }

    /**
     * Returns the mix of a kind.
     *
     * @param kind of the requests.
     * @param seed of the draws of near-continuous shapes.
     * @return the mix.
     */
    public static RequestMix of(final Kind kind, final long seed) {
        return switch (kind) {
            case QUANTISED -> flavours(CORES.length, 1);
            case SMALL -> flavours(SMALL_FLAVOURS, 1);
            case LIGHT -> flavours(SMALL_FLAVOURS, 2);
            case CONTINUOUS -> logUniform(32, 1_536, 64, 8_192, seed);
            case CPU_BOUND -> logUniform(128, 1_984, 64, 8_192, seed);
            case AWSVPC -> withSlots(logUniform(32, 192, 64, 1_536, seed));
            case LARGE -> logUniform(4_128, 6_144, 1_024, 16_384, seed);
            case GPU -> withGpus(logUniform(1_024, 8_192, 4_096, 32_768, seed));
            case TOO_MUCH_MEMORY -> infeasible(120_000, 0, seed);
            case TOO_MANY_GPUS -> infeasible(64, 2, seed);
        };
    }

    private static RequestMix flavours(final int count, final int divisor) {
        final RequestMix mix = new RequestMix(count * UNITS_PER_CORE.length);
        int weight = 0;
        for (int flavour = 0; flavour < count; flavour++) {
            for (int share = 0; share < UNITS_PER_CORE.length; share++) {
                final int shape = flavour * UNITS_PER_CORE.length + share;
                weight += FLAVOUR_PER_MILLE[flavour] * UNITS_PERCENT[share];
                mix.cpuUnits[shape] = CORES[flavour] * UNITS_PER_CORE[share] / divisor;
                mix.memoryMib[shape] = QUARTER_MEMORY_MIB[flavour];
                mix.cumulativeWeight[shape] = weight;
            }
        }
        return mix;
    }

    private static RequestMix logUniform(
            final int cpuLow, final int cpuHigh, final int memoryLow, final int memoryHigh, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RequestMix mix = new RequestMix(CONTINUOUS_SHAPES);
        for (int shape = 0; shape < CONTINUOUS_SHAPES; shape++) {
            final int cpu = logUniform(random, cpuLow, cpuHigh);
            mix.cpuUnits[shape] = Math.max(CPU_STEP, (cpu + CPU_STEP / 2) / CPU_STEP * CPU_STEP);
            mix.memoryMib[shape] = logUniform(random, memoryLow, memoryHigh);
            mix.cumulativeWeight[shape] = shape + 1;
        }
        return mix;
    }

    private static int logUniform(final SplittableRandom random, final int low, final int high) {
        return (int) Math.round(low * StrictMath.pow((double) high / low, random.nextDouble()));
    }

    private static RequestMix withSlots(final RequestMix mix) {
        Arrays.fill(mix.eniSlots, 1);
        return mix;
    }

    private static RequestMix withGpus(final RequestMix mix) {
        for (int shape = 0; shape < mix.size(); shape++) {
            mix.gpus[shape] = shape % TWO_GPUS_OF == 0 ? 2 : 1;
            mix.cpuUnits[shape] *= mix.gpus[shape];
            mix.memoryMib[shape] *= mix.gpus[shape];
        }
        return mix;
    }

    private static RequestMix infeasible(final int memoryMib, final int gpus, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RequestMix mix = new RequestMix(INFEASIBLE_SHAPES);
        for (int shape = 0; shape < INFEASIBLE_SHAPES; shape++) {
            mix.cpuUnits[shape] = CPU_STEP * (1 + random.nextInt(8));
            mix.memoryMib[shape] = memoryMib + random.nextInt(512);
            mix.gpus[shape] = gpus;
            mix.cumulativeWeight[shape] = shape + 1;
        }
        return mix;
    }

    /**
     * Returns the number of shapes.
     *
     * @return 1 or more.
     */
    public int size() {
        return cpuUnits.length;
    }

    /**
     * Returns the CPU units of a shape.
     *
     * @param shape 0..size − 1.
     * @return CPU units, above 0.
     */
    public int cpuUnits(final int shape) {
        return cpuUnits[shape];
    }

    /**
     * Returns the memory of a shape.
     *
     * @param shape 0..size − 1.
     * @return MiB, above 0.
     */
    public int memoryMib(final int shape) {
        return memoryMib[shape];
    }

    /**
     * Returns the GPUs of a shape.
     *
     * @param shape 0..size − 1.
     * @return a count.
     */
    public int gpus(final int shape) {
        return gpus[shape];
    }

    /**
     * Returns the task network slots of a shape.
     *
     * @param shape 0..size − 1.
     * @return a count.
     */
    public int eniSlots(final int shape) {
        return eniSlots[shape];
    }

    /**
     * Draws a shape by its weight.
     *
     * @param random the source.
     * @return a shape, 0..size − 1.
     */
    public int draw(final SplittableRandom random) {
        final int at = random.nextInt(cumulativeWeight[cumulativeWeight.length - 1]);
        int low = 0;
        int high = cumulativeWeight.length - 1;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (cumulativeWeight[middle] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
