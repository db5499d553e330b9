package dev.berth.bench.baseline;

import dev.berth.bench.workload.Fleet;
import dev.berth.bench.workload.Workload;

/**
 * The baseline of every ratio: one straight loop over all instances with the tests of the definition, as one would
 * write it first. It is honest and untuned: the columns are those of the engine, the tests that fail most often come
 * first, and nothing is computed for an instance that fails one.
 *
 * <p>Frozen: every ratio in {@code results/} refers to these loops. A loop for another chain may be added at the end.
 *
 * <p>Costs O(N) for each placement. Allocates at construction only.
 */
public final class PlainScan extends ScanContender {
    private final int[] candidates;

    /**
     * Creates a cluster without tasks.
     *
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     */
    public PlainScan(final Workload workload, final int maxTasks) {
        super(workload, maxTasks);
        candidates = new int[size];
    }

    @Override
    int find(final ChainForm form, final int shape, final int group, final int[] hosts) {
        final int cpu = askedCpu[shape];
        final int memory = askedMemory[shape];
        final int gpus = askedGpus[shape] > 0 ? askedGpus[shape] : Integer.MIN_VALUE;
        return switch (form) {
            case MEMORY -> least(freeMemory, cpu, memory, gpus);
            case CPU -> least(freeCpu, cpu, memory, gpus);
            case MEMORY_CPU -> least(freeMemory, freeCpu, cpu, memory, gpus);
            case CPU_MEMORY -> least(freeCpu, freeMemory, cpu, memory, gpus);
            case HOST_MEMORY -> least(hosts, freeMemory, cpu, memory, gpus);
            case HOST_CPU_MEMORY -> leastOfThree(hosts, null, 0, cpu, memory, gpus);
            case ZONE_CPU_MEMORY -> leastOfThree(
                    zones, zoneCounts, group * Fleet.ZONES, cpu, memory, gpus);
            case ZONE_MEMORY -> leastByValue(
                    zones, zoneCounts, group * Fleet.ZONES, freeMemory, cpu, memory, gpus);
            case ZONE_HOST -> leastByValue(zones, zoneCounts, group * Fleet.ZONES, hosts, cpu, memory, gpus);
            case RACK_MEMORY -> leastByValue(racks, rackCounts, group * rackCount, freeMemory, cpu, memory, gpus);
            case RANDOM -> any(cpu, memory, gpus);
        };
    }

    private int least(final int[] key, final int cpu, final int memory, final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestKey = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if (freeMemory[i] >= memory && freeCpu[i] >= cpu && freeGpus[i] >= gpus && flags[i] == READY) {
                if (key[i] < bestKey) {
                    best = i;
                    bestKey = key[i];
                }
            }
        }
        return best;
    }

    private int least(final int[] first, final int[] second, final int cpu, final int memory, final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestFirst = Integer.MAX_VALUE;
        int bestSecond = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if (freeMemory[i] >= memory && freeCpu[i] >= cpu && freeGpus[i] >= gpus && flags[i] == READY) {
                if (first[i] < bestFirst || first[i] == bestFirst && second[i] < bestSecond) {
                    best = i;
                    bestFirst = first[i];
                    bestSecond = second[i];
                }
            }
        }
        return best;
    }

    private int leastByValue(
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
            if (freeMemory[i] >= memory && freeCpu[i] >= cpu && freeGpus[i] >= gpus && flags[i] == READY) {
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

    private int any(final int cpu, final int memory, final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int count = 0;
        for (int i = 0; i < flags.length; i++) {
            if (freeMemory[i] >= memory && freeCpu[i] >= cpu && freeGpus[i] >= gpus && flags[i] == READY) {
                candidates[count++] = i;
            }
        }
        return count == 0 ? -1 : candidates[random.nextInt(count)];
    }

    /**
     * Returns the best by a count, then CPU, then memory. The count is that of the instance, or that of its value if
     * there are counts.
     */
    private int leastOfThree(
            final int[] values,
            final int[] counts,
            final int firstCount,
            final int cpu,
            final int memory,
            final int gpus) {
        final byte[] flags = this.flags;
        final int[] freeCpu = this.freeCpu;
        final int[] freeMemory = this.freeMemory;
        final int[] freeGpus = this.freeGpus;
        int best = -1;
        int bestCount = Integer.MAX_VALUE;
        for (int i = 0; i < flags.length; i++) {
            if (freeMemory[i] >= memory && freeCpu[i] >= cpu && freeGpus[i] >= gpus && flags[i] == READY) {
                final int count = counts == null ? values[i] : counts[firstCount + values[i]];
                if (count < bestCount || count == bestCount && isLess(i, best)) {
                    best = i;
                    bestCount = count;
                }
            }
        }
        return best;
    }

    private boolean isLess(final int one, final int other) {
        return freeCpu[one] < freeCpu[other]
                || freeCpu[one] == freeCpu[other] && freeMemory[one] < freeMemory[other];
    }
}
