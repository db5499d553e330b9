package dev.berth.bench.results;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The samples of one row at one size, and the figures derived from them.
 *
 * <p>A throughput is the mean over all iterations of all processes, its error the half-width of the 95 % confidence
 * interval of that mean by Student's distribution; a ratio is one of means.
 */
public final class Cell {
    /** Two-sided 95 % quantiles of Student's distribution for 1, 2, … degrees of freedom. */
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
     * Splits samples by row and size.
     *
     * @param samples of a run.
     * @return in the order of first appearance.
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
     * The row.
     *
     * @return its name.
     */
    public String row() {
        return row;
    }

    /**
     * The size of the cluster.
     *
     * @return instances.
     */
    public int instances() {
        return instances;
    }

    /**
     * Who was measured here.
     *
     * @return contenders in the order of first appearance.
     */
    public List<String> contenders() {
        return samples.stream().map(Sample::contender).distinct().toList();
    }

    /**
     * What was measured of a contender.
     *
     * @param contender who placed.
     * @return metrics in the order of first appearance.
     */
    public List<String> metrics(final String contender) {
        return samples.stream()
                .filter(sample -> sample.contender().equals(contender))
                .map(Sample::metric)
                .distinct()
                .toList();
    }

    /**
     * The mean of a metric.
     *
     * @param contender who placed.
     * @param metric what was measured.
     * @return over all processes and iterations; NaN if there is none.
     */
    public double mean(final String contender, final String metric) {
        return orNaN(values(contender, metric).average());
    }

    /**
     * The greatest value of a metric.
     *
     * @param contender who placed.
     * @param metric what was measured.
     * @return over all processes and iterations; NaN if there is none.
     */
    public double max(final String contender, final String metric) {
        return orNaN(values(contender, metric).max());
    }

    /**
     * The error of a mean.
     *
     * @param contender who placed.
     * @param metric what was measured.
     * @return half the width of its 95 % confidence interval; NaN for fewer than two values.
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
