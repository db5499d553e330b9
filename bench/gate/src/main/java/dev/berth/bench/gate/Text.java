package dev.berth.bench.gate;

import java.util.Locale;

/** The formats of numbers in the gate's tables. A missing number becomes a dash. */
final class Text {
    private Text() {}

    static String plain(final double value, final int digits) {
        return Double.isNaN(value) ? Finding.NONE : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String count(final double value) {
        return plain(value, 0);
    }

    /** Formats a ratio as a change in percent. */
    static String change(final double ratio) {
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%+.2f %%", 100 * (ratio - 1)) : Finding.NONE;
    }
}
