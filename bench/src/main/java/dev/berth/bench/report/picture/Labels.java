package dev.berth.bench.report.picture;

import dev.berth.bench.baseline.Contenders;
import dev.berth.bench.report.Figure;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Words, numbers and colours in pictures. */
final class Labels {
    static final String BERTH = "#0069ad";
    static final String LOSS = "#c2410c";
    private static final String FAST = "#b07400";
    private static final String PLAIN = "#6e7781";
    private static final List<String> OTHERS =
            List.of("#00805c", "#a3467f", "#1f8fb8", "#6d5bb5", "#8a6d3b", "#4d7c0f");
    private static final int APART = 14;
    private static final int LETTER = 7;
    private static final int AROUND = 14;
    private static final int ROUNDS = 80;

    private Labels() {}

    /** The engine has one colour, and so has each yardstick; others by their place among all others. */
    static String colour(final String contender, final List<String> all) {
        return switch (contender) {
            case Contenders.BERTH -> BERTH;
            case Contenders.FAST -> FAST;
            case Contenders.PLAIN -> PLAIN;
            default -> OTHERS.get(all.indexOf(contender) % OTHERS.size());
        };
    }

    /** A number of which two digits count, with the sign of thousands. */
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

    /** Heights of labels near those of their points, such that none lies on another. */
    static double[] spread(
            final List<Figure> figures,
            final ToDoubleFunction<Figure> x,
            final ToDoubleFunction<Figure> y,
            final LogScale within) {
        final double[] left = figures.stream().mapToDouble(x).toArray();
        final double[] right = figures.stream()
                .mapToDouble(figure -> x.applyAsDouble(figure) + AROUND + LETTER * figure.name().length())
                .toArray();
        final double[] ys = figures.stream().mapToDouble(y).toArray();
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
}
