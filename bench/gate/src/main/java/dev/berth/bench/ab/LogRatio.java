package dev.berth.bench.ab;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A ratio of times, head over base, and its 95 % interval: that of Student's t over the logarithms of the ratios of
 * single pairs of slices, or of rounds.
 *
 * @param ratio geometric mean; below 1 the head is faster.
 * @param lower end of the interval.
 * @param upper end of the interval.
 */
public record LogRatio(double ratio, double lower, double upper) {
    private static final double UPPER_TAIL = 0.975;

    /**
     * The ratio of pairs or rounds.
     *
     * @param logs logarithm of head over base, by pair or round; 2 or more.
     * @return the ratio.
     */
    public static LogRatio of(final double[] logs) {
        final int n = logs.length;
        final double mean = Arrays.stream(logs).average().orElseThrow();
        final double squares = Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum();
        final double half = new TDistribution(n - 1).inverseCumulativeProbability(UPPER_TAIL)
                * Math.sqrt(squares / (n - 1) / n);
        return new LogRatio(Math.exp(mean), Math.exp(mean - half), Math.exp(mean + half));
    }

    /**
     * The geometric mean of several rows, each of which has as many pairs or rounds: the n-th of all rows are one.
     *
     * @param rows logarithms by row, and by pair or round.
     * @return their ratio.
     */
    public static LogRatio ofRows(final double[][] rows) {
        final double[] logs = new double[rows[0].length];
        for (int pair = 0; pair < logs.length; pair++) {
            for (final double[] row : rows) {
                logs[pair] += row[pair] / rows.length;
            }
        }
        return of(logs);
    }
}
