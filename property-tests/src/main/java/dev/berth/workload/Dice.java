package dev.berth.workload;

import java.util.List;

/** A seeded source of numbers (SplitMix64), specified here in full so that every JDK gives the same history. */
public final class Dice {
    private long state;

    /**
     * Creates a source.
     *
     * @param seed any number.
     */
    public Dice(final long seed) {
        state = seed;
    }

    /**
     * Returns the next number.
     *
     * @return any number.
     */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * Returns a number below a bound.
     *
     * @param bound 1..2147483647.
     * @return 0..bound−1.
     */
    public int below(final int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }

    /**
     * Returns a number in a range.
     *
     * @param least lower end.
     * @param most upper end.
     * @return least..most.
     */
    public int between(final int least, final int most) {
        return least + below(most - least + 1);
    }

    /**
     * Returns true with a probability.
     *
     * @param percent 0..100.
     * @return true in so many of a hundred calls.
     */
    public boolean chance(final int percent) {
        return below(100) < percent;
    }

    /**
     * Returns one element of a list.
     *
     * @param list of one or more elements.
     * @param <T> type of the elements.
     * @return any element.
     */
    public <T> T pick(final List<T> list) {
        return list.get(below(list.size()));
    }
}
