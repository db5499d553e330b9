package dev.berth.bench.report.picture;

import java.util.Locale;

/** The linear axes of studies, whose values may be equal, small or negative. */
final class Axis {
    private static final int MOST_DIGITS = 6;

    private Axis() {}

    /** Returns an axis around two values, which may be equal. */
    static LinearScale around(final double least, final double most, final double from, final double to) {
        final double room = most > least ? 0 : Math.max(Math.abs(most) / 2, 0.5);
        return LinearScale.around(least - room, most + room, from, to);
    }

    /** Formats a tick with as many digits as its step needs. */
    static String number(final LinearScale axis, final double tick) {
        final int digits = (int) Math.max(0, Math.min(MOST_DIGITS, -Math.floor(Math.log10(axis.step()) + 1e-9)));
        final String number = String.format(Locale.ROOT, "%,." + digits + "f", Math.abs(tick));
        return (tick < 0 && number.matches(".*[1-9].*") ? "−" : "") + number;
    }
}
