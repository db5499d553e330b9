package dev.berth.bench.report;

import java.util.Locale;

/** The formats of numbers in tables. NaN stands for a figure that was not measured and becomes a dash. */
public final class Numbers {
    /** The dash that stands for a figure that was not measured. */
    static final String NONE = "–";

    /** The sign that stands for a difference that rounds to 0. */
    static final String SAME = "=";

    private Numbers() {}

    /**
     * Formats a number as a whole number, with its thousands separated.
     *
     * @param value the number, or NaN.
     * @return the text for readers.
     */
    public static String count(final double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    /**
     * Formats a number with a fixed number of digits after the point.
     *
     * @param value the number, or NaN.
     * @param digits the number of digits after the point.
     * @return the text for readers.
     */
    public static String plain(final double value, final int digits) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String percent(final double value) {
        return Double.isNaN(value) ? NONE : plain(value, 1) + " %";
    }

    /** Formats a difference with its sign; one that rounds to 0 becomes {@link #SAME}. */
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

    /**
     * Formats a number as a whole number with at most three significant digits.
     *
     * @param value the number, or NaN.
     * @return the text for readers.
     */
    public static String rounded(final double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (value == 0) {
            return "0";
        }
        final double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 2);
        return count(unit > 1 ? Math.round(value / unit) * unit : value);
    }

    /**
     * Formats a ratio, such as {@code 2.5×}.
     *
     * @param value the ratio, or NaN.
     * @return the text for readers.
     */
    public static String ratio(final double value) {
        return Double.isNaN(value) ? NONE : plain(value, value < 10 ? 1 : 0) + "×";
    }

    /**
     * Formats a time in ns, µs or ms, whichever suits its length.
     *
     * @param value the time in nanoseconds, or NaN.
     * @return the text for readers.
     */
    public static String nanos(final double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (value < 1e3) {
            return plain(value, 0) + " ns";
        }
        return value < 1e6 ? plain(value / 1e3, value < 1e4 ? 1 : 0) + " µs" : plain(value / 1e6, 1) + " ms";
    }
}
