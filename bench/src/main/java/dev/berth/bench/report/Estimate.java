package dev.berth.bench.report;

import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * A mean over seeds with its interval of 95 %.
 *
 * @param count the number of values; NaN is not counted.
 * @param mean the mean; NaN without values.
 * @param halfWidth half the interval, by Student's t distribution with count − 1 degrees of freedom; NaN with fewer
 *     than two values.
 * @param median the median; NaN without values.
 * @param least the least value; NaN without values.
 * @param most the greatest value; NaN without values.
 */
public record Estimate(long count, double mean, double halfWidth, double median, double least, double most) {
    private static final double TWO_SIDED_95 = 0.975;
    private static final double HALF = 50;
    private static final double ROUNDING = 1e-9;

    /**
     * Estimates a mean.
     *
     * @param values independent values, one for each seed.
     * @return the mean with its interval.
     */
    public static Estimate of(final DoubleStream values) {
        final DescriptiveStatistics all = new DescriptiveStatistics();
        values.filter(value -> !Double.isNaN(value)).forEach(all::addValue);
        final long count = all.getN();
        final double halfWidth = count < 2 ? Double.NaN : all.getStandardDeviation() / Math.sqrt(count)
                * new TDistribution(null, count - 1.0).inverseCumulativeProbability(TWO_SIDED_95);
        return new Estimate(count, all.getMean(), halfWidth, all.getPercentile(HALF), all.getMin(), all.getMax());
    }

    /**
     * Returns the lower end of the interval.
     *
     * @return the mean itself, if there is no interval.
     */
    public double low() {
        return Double.isNaN(halfWidth) ? mean : mean - halfWidth;
    }

    /**
     * Returns the upper end of the interval.
     *
     * @return the mean itself, if there is no interval.
     */
    public double high() {
        return Double.isNaN(halfWidth) ? mean : mean + halfWidth;
    }

    /**
     * Answers whether the interval contains 0, so that a difference of this size may be chance. A difference of exactly
     * 0 counts as inside, with or without an interval.
     *
     * @return true if the sign of the mean is not known.
     */
    public boolean isInsideNoise() {
        return mean == 0 || Math.abs(mean) <= halfWidth * (1 + ROUNDING);
    }

    /**
     * Answers whether the seed changed nothing, so that the interval is a point.
     *
     * @return true if there are several values, and all are equal.
     */
    public boolean isSame() {
        return count > 1 && most - least <= ROUNDING * Math.abs(mean);
    }

    /**
     * Formats the mean and its interval, which is left out if all values are equal.
     *
     * @param digits the number of digits after the point.
     * @return the text for readers, such as {@code 12.3 ± 0.4}; a dash without values.
     */
    public String text(final int digits) {
        return Numbers.plain(mean, digits)
                + (Double.isNaN(halfWidth) || isSame() ? "" : " ± " + Numbers.plain(halfWidth, digits));
    }

    /**
     * Formats a rate: its median, and the range from the least to the greatest value. An interval around a mean would
     * contain negative rates if one of a few values was disturbed.
     *
     * @return the text for readers, such as {@code 1.23 M (1.10–1.30 M)}; a dash without values.
     */
    public String range() {
        if (count == 0) {
            return Numbers.NONE;
        }
        final String unit = median >= 1e6 ? " M" : median >= 1e3 ? " k" : "";
        final double size = median >= 1e6 ? 1e6 : median >= 1e3 ? 1e3 : 1;
        final int digits = median / size < 10 ? 2 : median / size < 100 ? 1 : 0;
        return Numbers.plain(median / size, digits) + unit + (count == 1 ? ""
                : " (" + Numbers.plain(least / size, digits) + "–" + Numbers.plain(most / size, digits) + unit + ")");
    }

    /**
     * Formats a difference, with its sign and what it means.
     *
     * @param digits the number of digits after the point.
     * @return the text for readers, such as {@code −1.2 ± 0.4} or {@code +0.1 ± 0.4, inside the noise}.
     */
    public String difference(final int digits) {
        if (count == 0) {
            return Numbers.NONE;
        }
        if (mean == 0 && !(halfWidth > 0)) {
            return "no difference";
        }
        final String size = (mean < 0 ? "−" : "+") + Numbers.plain(Math.abs(mean), digits);
        if (count == 1) {
            return size + ", one seed";
        }
        if (isSame()) {
            return size + ", the same with each seed";
        }
        return size + " ± " + Numbers.plain(halfWidth, digits) + (isInsideNoise() ? ", inside the noise" : "");
    }
}
