package dev.berth.bench.baseline;

import dev.berth.bench.workload.Policy;
import dev.berth.bench.workload.Pools;

/**
 * The pools of a workload as the baselines have them: a bitmap for each, kept up to date as tasks come and go and as
 * instances enter and leave a pool. No baseline therefore evaluates a constraint.
 *
 * <p>Costs O(1) for each change. Allocates at construction only.
 */
final class PoolBits {
    private final Bitmap[] pools;
    private final Bitmap members;
    private final int[] taskLimits;
    private final int[] tasks;

    /** A bitmap with a bit for each instance. */
    static final class Bitmap {
        final long[] words;
        private int count;
        private int[] mirror;
        private int mirrorBit;

        Bitmap(final int size) {
            words = new long[size + 63 >> 6];
        }

        boolean holds(final int ordinal) {
            return (words[ordinal >> 6] >>> ordinal & 1) != 0;
        }

        /** Returns how many bits are set. */
        int count() {
            return count;
        }

        /** Returns the bit of the mirror that is set where the bit of this bitmap is clear; 0 without a mirror. */
        int mirrorBit() {
            return mirrorBit;
        }

        void set(final int ordinal, final boolean on) {
            if (holds(ordinal) != on) {
                words[ordinal >> 6] ^= 1L << ordinal;
                count += on ? 1 : -1;
                if (mirror != null) {
                    mirror[ordinal] ^= mirrorBit;
                }
            }
        }

        /** Mirrors this bitmap in a column: one bit of each word says that the instance is not in the bitmap. */
        void mirrorIn(final int[] column, final int bit) {
            mirror = column;
            mirrorBit = bit;
            for (int ordinal = 0; ordinal < column.length; ordinal++) {
                column[ordinal] |= holds(ordinal) ? 0 : bit;
            }
        }
    }

    PoolBits(final Pools source, final int size) {
        pools = new Bitmap[source.count()];
        for (int pool = 0; pool < pools.length; pool++) {
            pools[pool] = bitmap(source.admitted(pool), size);
        }
        members = bitmap(source.admitted(0), size);
        taskLimits = source.taskLimits();
        tasks = new int[taskLimits.length];
    }

    private static Bitmap bitmap(final long[] words, final int size) {
        final Bitmap bitmap = new Bitmap(size);
        for (int ordinal = 0; ordinal < size; ordinal++) {
            bitmap.set(ordinal, (words[ordinal >> 6] >>> ordinal & 1) != 0);
        }
        return bitmap;
    }

    /** Returns the instances that a policy admits, or null if it admits all. */
    Bitmap of(final Policy policy) {
        return policy.pool() == Policy.ANYWHERE ? null : pools[policy.pool()];
    }

    /** Adds (1) or removes (−1) a task that churns on an instance. */
    void account(final int ordinal, final int sign) {
        if (taskLimits.length > 0) {
            tasks[ordinal] += sign;
            renew(ordinal);
        }
    }

    void setMember(final int ordinal, final boolean member) {
        members.set(ordinal, member);
        renew(ordinal);
    }

    private void renew(final int ordinal) {
        pools[0].set(ordinal, members.holds(ordinal) && hasRoom(ordinal));
    }

    private boolean hasRoom(final int ordinal) {
        return taskLimits.length == 0 || tasks[ordinal] < taskLimits[ordinal];
    }
}
