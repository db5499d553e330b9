package dev.berth.bench.baseline;

/**
 * The branch-free loops over one block of instances, each in three forms. {@code map} writes the key of every instance
 * to a scratch array, {@link #NONE} for one that is not eligible. {@code better} counts the keys below a bound, a sum
 * that compilers vectorise on every JDK from 17. {@code min} keeps the least key, which is vectorised from JDK 21 on.
 *
 * <p>An instance fails where {@code free − asked} is negative; its sign bit, spread over the word, makes the key
 * {@code NONE}. Columns and requests must therefore lie within ±2^30, and keys in 0..2^31 − 2.
 */
final class ScanKernels {
    /** The key of an instance that is not eligible. */
    static final int NONE = Integer.MAX_VALUE;

    private ScanKernels() {}

    static void map(
            final int[] key,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length,
            final int[] scratch) {
        for (int j = 0; j < length; j++) {
            final int fails = (freeCpu[from + j] - cpu | freeMemory[from + j] - memory) >> 31;
            scratch[j] = (key[from + j] | fails) & NONE;
        }
    }

    static int min(
            final int[] key,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length) {
        int least = NONE;
        for (int i = from; i < from + length; i++) {
            final int fails = (freeCpu[i] - cpu | freeMemory[i] - memory) >> 31;
            least = Math.min(least, (key[i] | fails) & NONE);
        }
        return least;
    }

    static void mapTwo(
            final int[] high,
            final int shift,
            final int[] low,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length,
            final int[] scratch) {
        for (int j = 0; j < length; j++) {
            final int fails = (freeCpu[from + j] - cpu | freeMemory[from + j] - memory) >> 31;
            scratch[j] = ((high[from + j] << shift) + low[from + j] | fails) & NONE;
        }
    }

    static int minTwo(
            final int[] high,
            final int shift,
            final int[] low,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length) {
        int least = NONE;
        for (int i = from; i < from + length; i++) {
            final int fails = (freeCpu[i] - cpu | freeMemory[i] - memory) >> 31;
            least = Math.min(least, ((high[i] << shift) + low[i] | fails) & NONE);
        }
        return least;
    }

    static void mapZones(
            final int[] key,
            final int[] zoneBits,
            final int passed,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length,
            final int[] scratch) {
        for (int j = 0; j < length; j++) {
            final int fails =
                    (freeCpu[from + j] - cpu | freeMemory[from + j] - memory | -(zoneBits[from + j] & passed)) >> 31;
            scratch[j] = (key[from + j] | fails) & NONE;
        }
    }

    static int minZones(
            final int[] key,
            final int[] zoneBits,
            final int passed,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length) {
        int least = NONE;
        for (int i = from; i < from + length; i++) {
            final int fails = (freeCpu[i] - cpu | freeMemory[i] - memory | -(zoneBits[i] & passed)) >> 31;
            least = Math.min(least, (key[i] | fails) & NONE);
        }
        return least;
    }

    static int better(
            final int[] key,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length,
            final int bound) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            final int fails = (freeCpu[i] - cpu | freeMemory[i] - memory) >> 31;
            count += ((key[i] | fails) & NONE) - bound >>> 31;
        }
        return count;
    }

    static int betterTwo(
            final int[] high,
            final int shift,
            final int[] low,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length,
            final int bound) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            final int fails = (freeCpu[i] - cpu | freeMemory[i] - memory) >> 31;
            count += (((high[i] << shift) + low[i] | fails) & NONE) - bound >>> 31;
        }
        return count;
    }

    static int betterZones(
            final int[] key,
            final int[] zoneBits,
            final int passed,
            final int[] freeCpu,
            final int[] freeMemory,
            final int cpu,
            final int memory,
            final int from,
            final int length,
            final int bound) {
        int count = 0;
        for (int i = from; i < from + length; i++) {
            final int fails = (freeCpu[i] - cpu | freeMemory[i] - memory | -(zoneBits[i] & passed)) >> 31;
            count += ((key[i] | fails) & NONE) - bound >>> 31;
        }
        return count;
    }

    static int withGpus(final int[] freeGpus, final int gpus, final int from, final int length) {
        int without = 0;
        for (int i = from; i < from + length; i++) {
            without += freeGpus[i] - gpus >>> 31;
        }
        return length - without;
    }

    static void failGpus(
            final int[] freeGpus, final int gpus, final int from, final int length, final int[] scratch) {
        for (int j = 0; j < length; j++) {
            scratch[j] = (scratch[j] | freeGpus[from + j] - gpus >> 31) & NONE;
        }
    }

    /** Appends the ordinals of the eligible instances, without a branch; returns how many there are then. */
    static int collect(
            final int[] scratch, final int from, final int length, final int[] ordinals, final int countBefore) {
        int count = countBefore;
        for (int j = 0; j < length; j++) {
            ordinals[count] = from + j;
            count += scratch[j] - NONE >>> 31;
        }
        return count;
    }

    static int min(final int[] scratch, final int length) {
        int least = NONE;
        for (int j = 0; j < length; j++) {
            if (scratch[j] < least) {
                least = scratch[j];
            }
        }
        return least;
    }

    static int indexOf(final int[] scratch, final int value) {
        int j = 0;
        while (scratch[j] != value) {
            j++;
        }
        return j;
    }
}
