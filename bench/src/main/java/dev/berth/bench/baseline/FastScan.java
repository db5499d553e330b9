package dev.berth.bench.baseline;

import static dev.berth.bench.baseline.ScanKernels.NONE;

import dev.berth.bench.workload.Fleet;
import dev.berth.bench.workload.Workload;
import java.util.Arrays;
import java.util.List;

/**
 * The fastest exact scan that we know: block by block, with branch-free loops that the compiler vectorises. It keeps
 * nothing but the columns.
 *
 * <p>The key of a chain is packed into one int, so that the least key decides: memory and CPU, or a count and memory.
 * For a chain that spreads over zones, the zones with the fewest tasks are scanned first, and the others if none of
 * theirs is eligible. For racks, for random and for three keys the eligible instances are listed first, without a
 * branch. A first pass over each block finds out whether it can improve on the best key so far: before JDK 21 by
 * counting the keys below it, from 21 on by the least key of the block. A block that improves is then looked at again.
 * GPUs are tested first, and only if asked for. Flags are never tested, because every instance of a workload is ready.
 * Both favour this scan. For the instances that constraints admit there is a bitmap: if they are few, only they are
 * looked at; if they are many, the bitmap is mirrored in the column of zones, where the test costs nothing more.
 *
 * <p>Costs O(N) for each placement. Allocates at construction only.
 *
 * <p>Bounds: {@link ScanKernels}; the two halves of a packed key must fit 31 bits together, which is checked.
 */
public final class FastScan extends ScanContender {
    private static final int BLOCK = 1_024;
    private static final int ALL_ZONES = (1 << Fleet.ZONES) - 1;
    private static final int ADMITTED_BIT = 1 << Fleet.ZONES;
    private static final int FEW_SHIFT = 4;
    private static final boolean REDUCES = Runtime.version().feature() >= 21;

    private final boolean reduces;
    private final int[] scratch = new int[BLOCK];
    private final int[] candidates;
    private final int[] zoneBits;
    private final int cpuBits;
    private final int memoryBits;

    /**
     * Creates a cluster without tasks, with the loops that suit this JVM.
     *
     * @param workload instances, requests and groups.
     * @param maxTasks limit on tasks.
     */
    public FastScan(final Workload workload, final int maxTasks) {
        this(workload, maxTasks, REDUCES);
    }

    FastScan(final Workload workload, final int maxTasks, final boolean reduces) {
        super(workload, maxTasks);
        this.reduces = reduces;
        candidates = new int[size + 1];
        zoneBits = Arrays.stream(zones).map(zone -> 1 << zone).toArray();
        cpuBits = bits(workload.fleet().cpuUnits());
        memoryBits = bits(workload.fleet().memoryMib());
        if (packsBoth() && cpuBits + memoryBits > 31) {
            throw new IllegalArgumentException(
                    "CPU and memory take " + cpuBits + " and " + memoryBits + " bits, must be 31 together");
        }
        if (admittedByFirst() != null) {
            admittedByFirst().mirrorIn(zoneBits, ADMITTED_BIT);
        }
    }

    private boolean packsBoth() {
        final List<ChainForm> all = Arrays.asList(forms);
        return all.contains(ChainForm.MEMORY_CPU) || all.contains(ChainForm.CPU_MEMORY);
    }

    private static int bits(final int[] column) {
        return 32 - Integer.numberOfLeadingZeros(Arrays.stream(column).max().orElse(1));
    }

    @Override
    int find(final ChainForm form, final int shape, final int group, final int[] hosts) {
        final PoolBits.Bitmap admitted = admitted();
        if (admitted != null && (admitted.mirrorBit() == 0 || admitted.count() << FEW_SHIFT <= size)) {
            return leastAmong(admitted, form == ChainForm.ZONE_MEMORY, shape, group);
        }
        final int others = admitted == null ? 0 : admitted.mirrorBit();
        return switch (form) {
            case MEMORY -> least(freeMemory, null, 0, others, shape);
            case CPU -> least(freeCpu, null, 0, 0, shape);
            case MEMORY_CPU -> least(freeMemory, freeCpu, cpuBits, 0, shape);
            case CPU_MEMORY -> least(freeCpu, freeMemory, memoryBits, 0, shape);
            case HOST_MEMORY -> least(hosts, freeMemory, memoryBits, 0, shape);
            case HOST_CPU_MEMORY -> leastOfThree(hosts, null, 0, shape);
            case ZONE_CPU_MEMORY -> leastOfThree(zones, zoneCounts, group * Fleet.ZONES, shape);
            case ZONE_MEMORY -> leastByZone(freeMemory, others, group, shape);
            case ZONE_HOST -> leastByZone(hosts, 0, group, shape);
            case RACK_MEMORY -> leastByRack(group * rackCount, shape);
            case RANDOM -> any(shape);
        };
    }

    /** Returns the best of the few instances that constraints admit. */
    private int leastAmong(
            final PoolBits.Bitmap admitted, final boolean byZone, final int shape, final int group) {
        final int cpu = askedCpu[shape];
        final int memory = askedMemory[shape];
        final int gpus = askedGpus[shape] > 0 ? askedGpus[shape] : Integer.MIN_VALUE;
        final long[] words = admitted.words;
        int best = -1;
        int bestCount = Integer.MAX_VALUE;
        int bestMemory = NONE;
        for (int word = 0; word < words.length; word++) {
            for (long left = words[word]; left != 0; left &= left - 1) {
                final int i = (word << 6) + Long.numberOfTrailingZeros(left);
                if (freeMemory[i] >= memory && freeCpu[i] >= cpu && freeGpus[i] >= gpus) {
                    final int count = byZone ? zoneCounts[group * Fleet.ZONES + zones[i]] : 0;
                    if (count < bestCount || count == bestCount && freeMemory[i] < bestMemory) {
                        best = i;
                        bestCount = count;
                        bestMemory = freeMemory[i];
                    }
                }
            }
        }
        return best;
    }

    private int leastByZone(final int[] key, final int others, final int group, final int shape) {
        int scanned = 0;
        while (scanned != ALL_ZONES) {
            final int zonesNow = zonesWithFewest(group * Fleet.ZONES, scanned);
            final int found = least(key, null, 0, ALL_ZONES & ~zonesNow | others, shape);
            if (found >= 0) {
                return found;
            }
            scanned |= zonesNow;
        }
        return -1;
    }

    private int zonesWithFewest(final int firstCount, final int scanned) {
        int fewest = Integer.MAX_VALUE;
        int zonesNow = 0;
        for (int zone = 0; zone < Fleet.ZONES; zone++) {
            final int count = zoneCounts[firstCount + zone];
            if ((scanned >> zone & 1) == 0 && count <= fewest) {
                zonesNow = count < fewest ? 1 << zone : zonesNow | 1 << zone;
                fewest = count;
            }
        }
        return zonesNow;
    }

    private int least(final int[] key, final int[] low, final int shift, final int passed, final int shape) {
        int best = -1;
        int bestKey = NONE;
        for (int from = 0; from < size && bestKey > 0; from += BLOCK) {
            final int length = Math.min(BLOCK, size - from);
            if (improves(key, low, shift, passed, shape, from, length, bestKey)) {
                map(key, low, shift, passed, shape, from, length);
                final int least = ScanKernels.min(scratch, length);
                if (least < bestKey) {
                    best = from + ScanKernels.indexOf(scratch, least);
                    bestKey = least;
                }
            }
        }
        return best;
    }

    /** Answers whether a block may hold a key below a bound; false is certain. */
    private boolean improves(
            final int[] key,
            final int[] low,
            final int shift,
            final int passed,
            final int shape,
            final int from,
            final int length,
            final int bound) {
        if (askedGpus[shape] > 0 && ScanKernels.withGpus(freeGpus, askedGpus[shape], from, length) == 0) {
            return false;
        }
        return reduces
                ? min(key, low, shift, passed, shape, from, length) < bound
                : better(key, low, shift, passed, shape, from, length, bound) > 0;
    }

    private void map(
            final int[] key,
            final int[] low,
            final int shift,
            final int passed,
            final int shape,
            final int from,
            final int length) {
        final int cpu = askedCpu[shape];
        final int memory = askedMemory[shape];
        if (low != null) {
            ScanKernels.mapTwo(key, shift, low, freeCpu, freeMemory, cpu, memory, from, length, scratch);
        } else if (passed != 0) {
            ScanKernels.mapZones(key, zoneBits, passed, freeCpu, freeMemory, cpu, memory, from, length, scratch);
        } else {
            ScanKernels.map(key, freeCpu, freeMemory, cpu, memory, from, length, scratch);
        }
        if (askedGpus[shape] > 0) {
            ScanKernels.failGpus(freeGpus, askedGpus[shape], from, length, scratch);
        }
    }

    private int min(
            final int[] key,
            final int[] low,
            final int shift,
            final int passed,
            final int shape,
            final int from,
            final int length) {
        final int cpu = askedCpu[shape];
        final int memory = askedMemory[shape];
        if (low != null) {
            return ScanKernels.minTwo(key, shift, low, freeCpu, freeMemory, cpu, memory, from, length);
        }
        if (passed != 0) {
            return ScanKernels.minZones(key, zoneBits, passed, freeCpu, freeMemory, cpu, memory, from, length);
        }
        return ScanKernels.min(key, freeCpu, freeMemory, cpu, memory, from, length);
    }

    private int better(
            final int[] key,
            final int[] low,
            final int shift,
            final int passed,
            final int shape,
            final int from,
            final int length,
            final int bound) {
        final int cpu = askedCpu[shape];
        final int memory = askedMemory[shape];
        if (low != null) {
            return ScanKernels.betterTwo(key, shift, low, freeCpu, freeMemory, cpu, memory, from, length, bound);
        }
        if (passed != 0) {
            return ScanKernels.betterZones(
                    key, zoneBits, passed, freeCpu, freeMemory, cpu, memory, from, length, bound);
        }
        return ScanKernels.better(key, freeCpu, freeMemory, cpu, memory, from, length, bound);
    }

    /** Lists the eligible instances; returns how many there are. */
    private int collect(final int shape) {
        int count = 0;
        for (int from = 0; from < size; from += BLOCK) {
            final int length = Math.min(BLOCK, size - from);
            map(freeMemory, null, 0, 0, shape, from, length);
            count = ScanKernels.collect(scratch, from, length, candidates, count);
        }
        return count;
    }

    private int leastByRack(final int firstCount, final int shape) {
        final int eligible = collect(shape);
        int best = -1;
        int bestCount = Integer.MAX_VALUE;
        int bestMemory = NONE;
        for (int i = 0; i < eligible; i++) {
            final int ordinal = candidates[i];
            final int count = rackCounts[firstCount + racks[ordinal]];
            if (count < bestCount || count == bestCount && freeMemory[ordinal] < bestMemory) {
                best = ordinal;
                bestCount = count;
                bestMemory = freeMemory[ordinal];
            }
        }
        return best;
    }

    /**
     * Returns the best by a count, then CPU, then memory. The count is that of the instance, or that of its value if
     * there are counts.
     */
    private int leastOfThree(final int[] values, final int[] counts, final int firstCount, final int shape) {
        final int eligible = collect(shape);
        int best = -1;
        int bestCount = Integer.MAX_VALUE;
        long bestAmounts = Long.MAX_VALUE;
        for (int i = 0; i < eligible; i++) {
            final int ordinal = candidates[i];
            final int count = counts == null ? values[ordinal] : counts[firstCount + values[ordinal]];
            if (count <= bestCount) {
                final long amounts = (long) freeCpu[ordinal] << Integer.SIZE | freeMemory[ordinal];
                if (count < bestCount || amounts < bestAmounts) {
                    best = ordinal;
                    bestCount = count;
                    bestAmounts = amounts;
                }
            }
        }
        return best;
    }

    private int any(final int shape) {
        final int count = collect(shape);
        return count == 0 ? -1 : candidates[random.nextInt(count)];
    }
}
