package dev.berth.bench.ab;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A ratio of times, head over base, with its 95 % interval. The interval is that of Student's t over the logarithms of
 * ratios: one for each pair of slices, or for each round or process.
 *
 * @param ratio the geometric mean; head is faster if it is below 1.
 * @param lower the lower end of the interval.
 * @param upper the upper end of the interval.
 */
public record LogRatio(double ratio, double lower, double upper) {
    private static final double UPPER_TAIL = 0.975;

    /**
     * Returns the ratio of pairs, rounds or processes.
     *
     * @param logs the logarithms of head over base, 2 or more.
     * @return their geometric mean, with its interval.
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
     * Returns the geometric mean of several cases with equally many pairs or rounds. The n-th of all cases are averaged
     * to one.
     *
     * @param rows logarithms by case, and by pair or round.
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
