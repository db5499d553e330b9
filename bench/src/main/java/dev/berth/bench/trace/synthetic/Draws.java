package dev.berth.bench.trace.synthetic;

import java.util.SplittableRandom;

/**
 * A seeded source of draws. All arithmetic is exact or that of {@link StrictMath}, so that the same seed gives the same
 * draws on any machine.
 */
final class Draws {
    private static final double UNIT = 0x1.0p-53;

    private final SplittableRandom random;

    Draws(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns a number from 0 to below 1. */
    double unit() {
        return (random.nextLong() >>> 11) * UNIT;
    }

    /** Returns a number from 0 to below a bound. */
    int below(final int bound) {
        return (int) (unit() * bound);
    }

    /** Returns an exponentially distributed number with mean 1. */
    double exponential() {
        return -StrictMath.log(1 - unit());
    }
}
