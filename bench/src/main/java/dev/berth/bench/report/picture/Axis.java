package dev.berth.bench.report.picture;

import java.util.Locale;

/** The linear axes of studies, whose values may be equal, small or negative. */
final class Axis {
    private static final int STEPS = 6;
    private static final int MOST_DIGITS = 6;

    private Axis() {}

    /**
     * Returns an axis around two values, which may be equal. It has up to seven ticks, at multiples of 1, 2 or 5 times
     * a power of ten.
     */
    static LinearScale around(final double least, final double most, final double from, final double to) {
        final double room = most > least ? 0 : Math.max(Math.abs(most) / 2, 0.5);
        final double low = least - room;
        final double high = most + room;
        final double rough = (high - low) / STEPS;
        final double power = Math.pow(10, Math.floor(Math.log10(rough)));
        final double step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
        return new LinearScale(Math.floor(low / step) * step, Math.ceil(high / step) * step, from, to, step);
    }

    /** Formats a tick with as many digits as its step needs. */
    static String number(final LinearScale axis, final double tick) {
        final int digits = (int) Math.max(0, Math.min(MOST_DIGITS, -Math.floor(Math.log10(axis.step()) + 1e-9)));
        final String number = String.format(Locale.ROOT, "%,." + digits + "f", Math.abs(tick));
        return (tick < 0 && number.matches(".*[1-9].*") ? "−" : "") + number;
    }
}
