package dev.berth.bench.report.picture;

import dev.berth.bench.report.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The labels in pictures: their texts and their positions. */
final class Labels {
    /** The least vertical distance between two labels, in pixels. */
    static final int APART = 14;

    private static final int LETTER = 7;
    private static final int AROUND = 14;
    private static final int ROUNDS = 80;

    private Labels() {}

    /** Formats a number briefly, in thousands or millions if it is large: {@code 1.5 k}, {@code 12 M}. */
    static String count(final double value) {
        if (value >= 999_500) {
            return digits(value / 1e6) + " M";
        }
        return value >= 999.5 ? digits(value / 1e3) + " k" : digits(value);
    }

    static String ratio(final double value) {
        return digits(value) + "×";
    }

    static String nanos(final double value) {
        if (value < 1e3) {
            return digits(value) + " ns";
        }
        if (value < 1e6) {
            return digits(value / 1e3) + " µs";
        }
        return value < 1e9 ? digits(value / 1e6) + " ms" : digits(value / 1e9) + " s";
    }

    private static String digits(final double value) {
        if (value >= 10 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 1 ? "%.2f" : "%.1f", value);
    }

    /** Returns vertical positions of labels near those of their points, moved apart so that labels do not overlap. */
    static double[] spread(
            final List<Figure> figures,
            final ToDoubleFunction<Figure> x,
            final ToDoubleFunction<Figure> y,
            final LogScale within) {
        final int[] letters = figures.stream().mapToInt(figure -> figure.name().length()).toArray();
        return spread(
                figures.stream().mapToDouble(x).toArray(), figures.stream().mapToDouble(y).toArray(), letters, within);
    }

    /**
     * Returns vertical positions of labels near those of their points, moved apart so that labels do not overlap.
     *
     * @param left the left ends of the labels.
     * @param heights the heights of the points.
     * @param letters the lengths of the labels.
     * @param within the axis within which the labels stay.
     */
    static double[] spread(
            final double[] left, final double[] heights, final int[] letters, final LogScale within) {
        final double[] right = new double[left.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = left[i] + AROUND + LETTER * letters[i];
        }
        final double[] ys = heights.clone();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < ys.length; i++) {
                for (int k = 0; k < i; k++) {
                    final int upper = ys[i] < ys[k] ? i : k;
                    final int lower = i + k - upper;
                    final double lack = APART - (ys[lower] - ys[upper]);
                    if (lack > 0 && left[i] < right[k] && left[k] < right[i]) {
                        ys[upper] = Math.max(within.to(), ys[upper] - lack / 2);
                        ys[lower] = Math.min(within.from(), ys[lower] + lack / 2);
                    }
                }
            }
        }
        return ys;
    }

    /** Answers whether any two labels still overlap. */
    static boolean doOverlap(final double[] left, final double[] heights, final int[] letters) {
        for (int i = 0; i < left.length; i++) {
            for (int k = 0; k < i; k++) {
                if (Math.abs(heights[i] - heights[k]) < APART - 1
                        && left[i] < left[k] + AROUND + LETTER * letters[k]
                        && left[k] < left[i] + AROUND + LETTER * letters[i]) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns vertical positions of labels that stand in one column, {@link #APART} or more from each other. Isotonic
     * regression makes the sum of squared distances to their points the least.
     */
    static double[] column(final double[] ys, final LogScale within) {
        final Integer[] order = IntStream.range(0, ys.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ys[i]))
                .toArray(Integer[]::new);
        final double[] sums = new double[ys.length];
        final int[] sizes = new int[ys.length];
        int blocks = 0;
        for (int i = 0; i < ys.length; i++) {
            sums[blocks] = ys[order[i]] - i * APART;
            sizes[blocks++] = 1;
            while (blocks > 1 && sums[blocks - 2] / sizes[blocks - 2] > sums[blocks - 1] / sizes[blocks - 1]) {
                blocks--;
                sums[blocks - 1] += sums[blocks];
                sizes[blocks - 1] += sizes[blocks];
            }
        }
        final double lowest = Math.max(within.to(), within.from() - (double) (ys.length - 1) * APART);
        final double[] heights = new double[ys.length];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            final double mean = Math.min(lowest, Math.max(within.to(), sums[block] / sizes[block]));
            for (int i = 0; i < sizes[block]; i++, at++) {
                heights[order[at]] = mean + (double) at * APART;
            }
        }
        return heights;
    }
}
