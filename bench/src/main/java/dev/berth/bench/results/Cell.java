package dev.berth.bench.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The samples of one case at one size, and the figures derived from them.
 *
 * <p>A throughput is the mean over all iterations of all processes. Its error is half the width of the 95 % confidence
 * interval of that mean, by Student's distribution. A ratio is a ratio of means.
 */
public final class Cell {
    /** The two-sided 95 % quantiles of Student's distribution for 1, 2, … degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL = 1.960;

    private final String row;
    private final int instances;
    private final List<Sample> samples;

    private Cell(final String row, final int instances, final List<Sample> samples) {
        this.row = row;
        this.instances = instances;
        this.samples = samples;
    }

    /**
     * Splits samples by case and size.
     *
     * @param samples the samples of a run.
     * @return the cells, in the order of first appearance.
     */
    public static List<Cell> of(final List<Sample> samples) {
        record Key(String row, int instances) {}

        final Set<Key> keys = new LinkedHashSet<>();
        samples.forEach(sample -> keys.add(new Key(sample.row(), sample.instances())));
        final List<Cell> cells = new ArrayList<>();
        for (final Key key : keys) {
            cells.add(new Cell(
                    key.row(),
                    key.instances(),
                    samples.stream()
                            .filter(sample -> key.equals(new Key(sample.row(), sample.instances())))
                            .toList()));
        }
        return cells;
    }

    /**
     * Returns the case.
     *
     * @return its name.
     */
    public String row() {
        return row;
    }

    /**
     * Returns the size of the cluster.
     *
     * @return the number of instances.
     */
    public int instances() {
        return instances;
    }

    /**
     * Returns the contenders that were measured in this case at this size.
     *
     * @return their names, in the order of first appearance.
     */
    public List<String> contenders() {
        return samples.stream().map(Sample::contender).distinct().toList();
    }

    /**
     * Returns the metrics that were measured of a contender.
     *
     * @param contender the name of the contender.
     * @return the names of the metrics, in the order of first appearance.
     */
    public List<String> metrics(final String contender) {
        return samples.stream()
                .filter(sample -> sample.contender().equals(contender))
                .map(Sample::metric)
                .distinct()
                .toList();
    }

    /**
     * Returns the mean of a metric over all processes and iterations.
     *
     * @param contender the name of the contender.
     * @param metric the name of the metric.
     * @return the mean; NaN if there is no value.
     */
    public double mean(final String contender, final String metric) {
        return orNaN(values(contender, metric).average());
    }

    /**
     * Returns the greatest value of a metric over all processes and iterations.
     *
     * @param contender the name of the contender.
     * @param metric the name of the metric.
     * @return the greatest value; NaN if there is none.
     */
    public double max(final String contender, final String metric) {
        return orNaN(values(contender, metric).max());
    }

    /**
     * Returns the error of the mean of a metric.
     *
     * @param contender the name of the contender.
     * @param metric the name of the metric.
     * @return half the width of the mean's 95 % confidence interval; NaN for fewer than two values.
     */
    public double error(final String contender, final String metric) {
        final double[] values = values(contender, metric).toArray();
        if (values.length < 2) {
            return Double.NaN;
        }
        final double mean = DoubleStream.of(values).average().orElseThrow();
        final double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
        final int freedom = values.length - 1;
        final double quantile = freedom <= STUDENT.length ? STUDENT[freedom - 1] : NORMAL;
        return quantile * Math.sqrt(squares / freedom / values.length);
    }

    private DoubleStream values(final String contender, final String metric) {
        return samples.stream()
                .filter(sample -> sample.contender().equals(contender) && sample.metric().equals(metric))
                .mapToDouble(Sample::value);
    }

    private static double orNaN(final OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
