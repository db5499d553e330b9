package dev.berth.bench.baseline;

import dev.berth.bench.workload.Fleet;
import dev.berth.bench.workload.Workload;
import java.util.Arrays;

/**
 * A {@link PlainScan} for requests with constraints: the same loop with one more test, of the bit that says whether the
 * constraints admit the instance. The test comes last, in the order of the definition, or first if it fails most often.
 * The scan gets that bitmap up to date for free, which favours it.
 *
 * <p>Not frozen yet. Costs O(N) for each placement. Allocates at construction only.
 */
public final class ConstrainedPlainScan extends ScanContender {
    private static final int FEW_SHIFT = 3;

    private final long[] all;

    /**
     * Creates a cluster without tasks.
     *
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     */
    public ConstrainedPlainScan(final Workload workload, final int maxTasks) {
        super(workload, maxTasks);
        all = new long[size + 63 >> 6];
        Arrays.fill(all, -1);
    }

    @Override
    int find(final ChainForm form, final int shape, final int group, final int[] hosts) {
        final int cpu = askedCpu[shape];
        final int memory = askedMemory[shape];
        final int gpus = askedGpus[shape] > 0 ? askedGpus[shape] : Integer.MIN_VALUE;
        final PoolBits.Bitmap bitmap = admitted();
        final long[] admitted = bitmap == null ? all : bitmap.words;
        final boolean few = bitmap != null && bitmap.count() << FEW_SHIFT <= size;
        return switch (form) {
            case MEMORY -> few
                    ? leastOfFew(admitted, freeMemory, cpu, memory, gpus)
                    : least(admitted, freeMemory, cpu, memory, gpus);
            case ZONE_MEMORY -> few
                    ? leastOfFewByValue(
                            admitted, zones, zoneCounts, group * Fleet.ZONES, freeMemory, cpu, memory, gpus)
                    : leastByValue(admitted, zones, zoneCounts, group * Fleet.ZONES, freeMemory, cpu, memory, gpus);
            default -> throw new IllegalArgumentException(
                    "form is " + form + ", must be one that a case with constraints has");
        };
    }

    private int least(final long[] admitted, final int[] key, final int cpu, final int memory, final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestKey = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if (freeMemory[i] >= memory
                    && freeCpu[i] >= cpu
                    && freeGpus[i] >= gpus
                    && flags[i] == READY
                    && (admitted[i >> 6] >>> i & 1) != 0) {
                if (key[i] < bestKey) {
                    best = i;
                    bestKey = key[i];
                }
            }
        }
        return best;
    }

    private int leastOfFew(final long[] admitted, final int[] key, final int cpu, final int memory, final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestKey = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if ((admitted[i >> 6] >>> i & 1) != 0
                    && freeMemory[i] >= memory
                    && freeCpu[i] >= cpu
                    && freeGpus[i] >= gpus
                    && flags[i] == READY) {
                if (key[i] < bestKey) {
                    best = i;
                    bestKey = key[i];
                }
            }
        }
        return best;
    }

    private int leastByValue(
            final long[] admitted,
            final int[] values,
            final int[] counts,
            final int firstCount,
            final int[] second,
            final int cpu,
            final int memory,
            final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestFirst = Integer.MAX_VALUE;
        int bestSecond = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if (freeMemory[i] >= memory
                    && freeCpu[i] >= cpu
                    && freeGpus[i] >= gpus
                    && flags[i] == READY
                    && (admitted[i >> 6] >>> i & 1) != 0) {
                final int count = counts[firstCount + values[i]];
                if (count < bestFirst || count == bestFirst && second[i] < bestSecond) {
                    best = i;
                    bestFirst = count;
                    bestSecond = second[i];
                }
            }
        }
        return best;
    }

    private int leastOfFewByValue(
            final long[] admitted,
            final int[] values,
            final int[] counts,
            final int firstCount,
            final int[] second,
            final int cpu,
            final int memory,
            final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestFirst = Integer.MAX_VALUE;
        int bestSecond = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if ((admitted[i >> 6] >>> i & 1) != 0
                    && freeMemory[i] >= memory
                    && freeCpu[i] >= cpu
                    && freeGpus[i] >= gpus
                    && flags[i] == READY) {
                final int count = counts[firstCount + values[i]];
                if (count < bestFirst || count == bestFirst && second[i] < bestSecond) {
                    best = i;
                    bestFirst = count;
                    bestSecond = second[i];
                }
            }
        }
        return best;
    }
}
