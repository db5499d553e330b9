package dev.berth.internal.state;

/**
 * The one source of randomness: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Its whole state is one long, which can be
 * read and restored.
 */
public final class SplitMix {
    private long state;

    /** Makes a source whose whole sequence follows from a seed. */
    public SplitMix(final long seed) {
        state = seed;
    }

    public long state() {
        return state;
    }

    public void restore(final long earlier) {
        state = earlier;
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns a uniform number in 0..bound−1, without bias (Lemire's method). */
    public int below(final int bound) {
        final int reject = -bound;
        while (true) {
            final long product = (next() >>> 32) * bound;
            final long low = product & 0xFFFFFFFFL;
            if (low >= bound || low >= Integer.remainderUnsigned(reject, bound)) {
                return (int) (product >>> 32);
            }
        }
    }
}
