package dev.berth.bench.report;

import java.util.Locale;

/** How numbers read in tables: three digits that count, NaN as a dash. */
final class Numbers {
    /** What was not measured. */
    static final String NONE = "–";

    /** A difference too small to be seen in its digits. */
    static final String SAME = "=";

    private Numbers() {}

    static String count(final double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    static String plain(final double value, final int digits) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String percent(final double value) {
        return Double.isNaN(value) ? NONE : plain(value, 1) + " %";
    }

    /** A difference with its sign. */
    static String signed(final double difference, final int digits) {
        if (Double.isNaN(difference)) {
            return NONE;
        }
        final String size = plain(Math.abs(difference), digits);
        if (size.equals(plain(0, digits))) {
            return SAME;
        }
        return (difference < 0 ? "−" : "+") + size;
    }

    static String rounded(final double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        final double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
        return count(unit > 1 ? Math.round(value / unit) * unit : value);
    }

    static String ratio(final double value) {
        return Double.isNaN(value) ? NONE : plain(value, value < 10 ? 1 : 0) + "×";
    }

    static String nanos(final double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (value < 1e3) {
            return plain(value, 0) + " ns";
        }
        return value < 1e6 ? plain(value / 1e3, value < 1e4 ? 1 : 0) + " µs" : plain(value / 1e6, 1) + " ms";
    }
}
