package dev.berth.bench.gate;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A ratio of medians and its 95 % interval, by drawing both samples anew with replacement. The same samples and seed
 * have the same interval.
 *
 * @param ratio of the medians, head over base.
 * @param lower end of the interval.
 * @param upper end of the interval.
 */
record Bootstrap(double ratio, double lower, double upper) {
    private static final int DRAWS = 10_000;
    private static final double LOWER_PERCENTILE = 2.5;
    private static final double UPPER_PERCENTILE = 97.5;

    static Bootstrap of(final double[] base, final double[] head, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final double[] ratios = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            ratios[i] = median(drawn(head, random)) / median(drawn(base, random));
        }
        final Percentile percentile = new Percentile();
        percentile.setData(ratios);
        return new Bootstrap(
                median(head) / median(base),
                percentile.evaluate(LOWER_PERCENTILE),
                percentile.evaluate(UPPER_PERCENTILE));
    }

    static double median(final double[] sample) {
        return new Median().evaluate(sample);
    }

    private static double[] drawn(final double[] sample, final SplittableRandom random) {
        final double[] drawn = new double[sample.length];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = sample[random.nextInt(sample.length)];
        }
        return drawn;
    }
}
