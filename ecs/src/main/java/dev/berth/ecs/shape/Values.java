package dev.berth.ecs.shape;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The checks of values of members. Messages name the member, its value, and what is allowed. */
public final class Values {
    private static final int SHOWN_CHARACTERS = 100;
    private static final int LONGEST_SIZE = 100;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern CPU = amount("vcpu");
    private static final Pattern MEMORY = amount("gb");
    private static final BigDecimal UNITS = BigDecimal.valueOf(1024);

    private Values() {}

    public static String quoted(final String value) {
        return value.length() <= SHOWN_CHARACTERS
                ? "'" + value + "'"
                : "'" + value.substring(0, SHOWN_CHARACTERS) + "…' (" + value.length() + " characters)";
    }

    public static <T> T needed(final String name, final T value) {
        if (value == null) {
            throw ApiException.invalid(name + " is missing");
        }
        return value;
    }

    public static String nonEmpty(final String name, final String value) {
        if (value != null && value.isEmpty()) {
            throw ApiException.invalid(name + " is empty, must be text");
        }
        return value;
    }

    public static int inRange(final String name, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw ApiException.invalid(name + " is " + value + ", must be " + min + ".." + max);
        }
        return (int) value;
    }

    /** Reads CPU units of a task: digits, or a number of vCPUs such as {@code .25 vCPU} or {@code 1vcpu}. */
    public static int cpuUnits(final String name, final String text) {
        return size(name, text, CPU, "CPU units, or vCPUs such as '0.5 vCPU' that come to whole units");
    }

    /** Reads MiB of a task: digits, or a number of GB such as {@code .5 GB} or {@code 1gb}. */
    public static int memoryMib(final String name, final String text) {
        return size(name, text, MEMORY, "MiB, or GB such as '0.5 GB' that come to whole MiB");
    }

    /** Reads a number in digits, saturated. */
    public static long digits(final String name, final String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw ApiException.invalid(name + " is " + quoted(text) + ", must be digits");
        }
        return text.length() > 18 ? new BigDecimal(shortened(text)).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue()
                : Long.parseLong(text);
    }

    private static int size(final String name, final String text, final Pattern withUnit, final String allowed) {
        final Matcher matcher = withUnit.matcher(text);
        BigDecimal units = null;
        if (text.length() <= LONGEST_SIZE && DIGITS.matcher(text).matches()) {
            units = new BigDecimal(text);
        } else if (text.length() <= LONGEST_SIZE && matcher.matches()) {
            units = new BigDecimal(matcher.group(1)).multiply(UNITS).stripTrailingZeros();
        }
        if (units == null || units.scale() > 0 || units.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw ApiException.invalid(
                    name + " is " + quoted(text) + ", must be 0.." + Integer.MAX_VALUE + " " + allowed);
        }
        return units.intValueExact();
    }

    /** Returns the pattern of a number and a unit, right after it or after spaces, in any case. */
    private static Pattern amount(final String unit) {
        return Pattern.compile("((?:[0-9]*\\.)?[0-9]+) *" + unit, Pattern.CASE_INSENSITIVE);
    }

    private static String shortened(final String digits) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        final String significant = digits.substring(zeros);
        return significant.length() > 19 ? String.valueOf(Long.MAX_VALUE) : significant;
    }
}
