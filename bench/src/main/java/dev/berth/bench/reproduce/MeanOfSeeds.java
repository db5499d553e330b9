package dev.berth.bench.reproduce;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean over seeds.
 *
 * @param mean the mean.
 * @param deviation the standard deviation of one run.
 * @param seeds the number of runs.
 */
record MeanOfSeeds(double mean, double deviation, int seeds) {
    private static final double UPPER = 0.975;

    static MeanOfSeeds of(final double... values) {
        double sum = 0;
        for (final double value : values) {
            sum += value;
        }
        final double mean = sum / values.length;
        double squares = 0;
        for (final double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new MeanOfSeeds(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)), values.length);
    }

    /** Returns half the width of the 95 % interval of the mean (Student's t); not a number for a single seed. */
    double halfWidth() {
        return seeds < 2 ? Double.NaN : quantile(seeds - 1) * Math.sqrt(variance());
    }

    /** Returns half the width of the 95 % interval of the difference to another mean (Welch). */
    double halfWidthOfDifference(final MeanOfSeeds other) {
        if (seeds < 2 || other.seeds < 2) {
            return Double.NaN;
        }
        final double both = variance() + other.variance();
        final double freedom = both * both
                / (variance() * variance() / (seeds - 1) + other.variance() * other.variance() / (other.seeds - 1));
        return both == 0 ? 0 : quantile(freedom) * Math.sqrt(both);
    }

    private double variance() {
        return deviation * deviation / seeds;
    }

    private static double quantile(final double freedom) {
        return new TDistribution(null, freedom).inverseCumulativeProbability(UPPER);
    }
}
