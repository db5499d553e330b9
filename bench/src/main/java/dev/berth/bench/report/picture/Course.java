package dev.berth.bench.report.picture;

import dev.berth.bench.results.StudyResults.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The course of a policy over time: the mean over its seeds, and the least and the greatest of them.
 *
 * @param days times, in days.
 * @param mean the mean at each time.
 * @param least the least of all seeds at each time.
 * @param most the greatest of all seeds at each time.
 */
record Course(double[] days, double[] mean, double[] least, double[] most) {
    /** The most positions on a line; more would not be seen. */
    static final int POSITIONS = 240;

    private static final String TIME = "time_days";

    /**
     * Returns the course of some runs. Runs with other times than the first are interpolated at its times; then samples
     * are averaged, as many as are too near to each other to be seen.
     *
     * @param points runs of one policy, one for each seed.
     * @param column returns the values of a run, null if it has none.
     * @return the course; null if a run has no values.
     */
    static Course of(final List<Point> points, final Function<Point, double[]> column) {
        final List<double[]> values = new ArrayList<>();
        final double[] days = points.isEmpty() ? null : points.get(0).series().get(TIME);
        if (days == null || days.length == 0) {
            return null;
        }
        final int each = (days.length + POSITIONS - 1) / POSITIONS;
        for (final Point point : points) {
            final double[] own = point.series().get(TIME);
            final double[] of = column.apply(point);
            if (own == null || of == null || of.length != own.length || own.length == 0) {
                return null;
            }
            values.add(averaged(Arrays.equals(own, days) ? of : interpolated(own, of, days), each));
        }
        final double[] times = averaged(days, each);
        final Course course =
                new Course(times, new double[times.length], new double[times.length], new double[times.length]);
        for (int i = 0; i < times.length; i++) {
            final int at = i;
            final double[] here = values.stream().mapToDouble(run -> run[at]).toArray();
            course.mean[i] = Arrays.stream(here).average().orElse(Double.NaN);
            course.least[i] = Arrays.stream(here).min().orElse(Double.NaN);
            course.most[i] = Arrays.stream(here).max().orElse(Double.NaN);
        }
        return course;
    }

    private static double[] interpolated(final double[] times, final double[] values, final double[] at) {
        final double[] result = new double[at.length];
        int next = 0;
        for (int i = 0; i < at.length; i++) {
            while (next < times.length && times[next] < at[i]) {
                next++;
            }
            if (next == 0 || next == times.length) {
                result[i] = values[Math.min(next, times.length - 1)];
            } else {
                final double share = (at[i] - times[next - 1]) / (times[next] - times[next - 1]);
                result[i] = values[next - 1] + share * (values[next] - values[next - 1]);
            }
        }
        return result;
    }

    private static double[] averaged(final double[] values, final int each) {
        final double[] means = new double[(values.length + each - 1) / each];
        for (int i = 0; i < means.length; i++) {
            means[i] = Arrays.stream(values, i * each, Math.min(values.length, (i + 1) * each)).average().orElse(0);
        }
        return means;
    }
}
