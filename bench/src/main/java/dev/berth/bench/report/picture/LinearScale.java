package dev.berth.bench.report.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis, which may begin at any value.
 *
 * @param low the least value.
 * @param high the greatest value.
 * @param from the position of the least value, in pixels.
 * @param to the position of the greatest value, in pixels.
 * @param step the difference between the values of two ticks.
 */
record LinearScale(double low, double high, double from, double to, double step) {
    private static final int STEPS = 3;

    /**
     * Returns an axis around two values that begins and ends at a tick. Ticks are multiples of 1, 2 or 5 times a power
     * of ten.
     */
    static LinearScale around(final double least, final double most, final double from, final double to) {
        final double rough = Math.max(most - least, Math.abs(most) * 1e-6) / STEPS;
        final double power = Math.pow(10, Math.floor(Math.log10(rough)));
        final double step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        return new LinearScale(Math.floor(least / step) * step, Math.ceil(most / step) * step, from, to, step);
    }

    double at(final double value) {
        return from + (to - from) * (value - low) / (high - low);
    }

    List<Double> ticks() {
        final List<Double> ticks = new ArrayList<>();
        for (int i = 0; low + i * step <= high + step / 2; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }

    static String number(final double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceAll("0+$", "");
    }
}
