package dev.berth.workload;

import java.util.List;

/** A seeded source of numbers (SplitMix64), fully specified here so that no JDK changes a history. */
public final class Dice {
    private long state;

    /**
     * A source.
     *
     * @param seed any number.
     */
    public Dice(final long seed) {
        state = seed;
    }

    /**
     * The next number.
     *
     * @return any.
     */
    public long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * A number below a bound.
     *
     * @param bound 1..2147483647.
     * @return 0..bound−1.
     */
    public int below(final int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }

    /**
     * A number in a range.
     *
     * @param least the least.
     * @param most the most.
     * @return least..most.
     */
    public int between(final int least, final int most) {
        return least + below(most - least + 1);
    }

    /**
     * True now and then.
     *
     * @param percent how often, 0..100.
     * @return true in so many cases of a hundred.
     */
    public boolean chance(final int percent) {
        return below(100) < percent;
    }

    /**
     * One element.
     *
     * @param list of one or more.
     * @param <T> of the elements.
     * @return any.
     */
    public <T> T pick(final List<T> list) {
        return list.get(below(list.size()));
    }
}
