package dev.berth.oracle;

import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of {@link NaiveQuery}: how each reads a literal (or refuses it with an {@link IllegalArgumentException})
 * and an instance's value. Counts and instants are decimal numbers; an instant counts seconds since 1970.
 */
final class NaiveValues {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern LEADING_DIGITS = Pattern.compile("[0-9]*");
    private static final Pattern INSTANT = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "(T([0-9]{2}):([0-9]{2})(:([0-9]{2})(\\.[0-9]+)?)?(Z|([-+])([0-9]{2}):([0-9]{2}))?)?");
    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(,([0-9]{0,4}))?\\}");
    private static final Pattern HEXADECIMAL = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{1,6})\\}");
    private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z-]*i");
    private static final int FIRST_ENDLESS = 0x1C80;
    private static final int LAST_ENDLESS = 0x1C88;
    private static final int MAX_COPIES = 1_000;

    private NaiveValues() {}

    /** The parts of a version; missing parts count as 0. */
    record Version(List<BigInteger> parts) implements Comparable<Version> {
        @Override
        public int compareTo(final Version other) {
            for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
                final int order = part(i).compareTo(other.part(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private BigInteger part(final int i) {
            return i < parts.size() ? parts.get(i) : BigInteger.ZERO;
        }
    }

    // ---- strings ---------------------------------------------------------------------------------------------------

    static boolean isNumber(final String text) {
        return NUMBER.matcher(text).matches();
    }

    static int codePointOrder(final String left, final String right) {
        return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    }

    /**
     * Compiles a pattern with RE2/J, which decides both what a pattern is and what it matches. {@code java.util.regex}
     * differs in line ends, classes and letter cases; a test compares the two on patterns on which they must agree.
     *
     * <p>Two kinds of pattern that RE2/J does not survive are refused here: nested repetitions that make more than
     * 1,000 copies, on which RE2/J runs out of memory (RE2 itself refuses them), and patterns that ignore the case of
     * nine Cyrillic letters newer than its tables, on which it never returns (google/re2j issue 168).
     */
    static com.google.re2j.Pattern pattern(final String literal) {
        if (copies(literal) > MAX_COPIES) {
            throw new IllegalArgumentException("too many copies: " + literal);
        }
        if (IGNORES_CASE.matcher(literal).find() && namesEndless(literal)) {
            throw new IllegalArgumentException("a letter whose cases RE2/J does not know: " + literal);
        }
        try {
            return com.google.re2j.Pattern.compile(literal);
        } catch (final PatternSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Answers whether a pattern has one of the nine letters, by itself or within a range. */
    private static boolean namesEndless(final String pattern) {
        final int[] points = HEXADECIMAL
                .matcher(pattern)
                .replaceAll(hex -> Matcher.quoteReplacement(character(hex.group(1))))
                .codePoints()
                .toArray();
        for (int i = 0; i < points.length; i++) {
            final boolean isRange = pattern.contains("[") && i + 2 < points.length && points[i + 1] == '-';
            if (points[i] <= LAST_ENDLESS && points[isRange ? i + 2 : i] >= FIRST_ENDLESS) {
                return true;
            }
        }
        return false;
    }

    private static String character(final String hexadecimal) {
        final int point = Integer.parseInt(hexadecimal, 16);
        return point > Character.MAX_CODE_POINT ? "" : Character.toString(point);
    }

    /** Returns how many copies of its most repeated part a pattern has, once all repetitions are written out. */
    static long copies(final String pattern) {
        final Deque<Long> open = new ArrayDeque<>();
        final Matcher repetition = REPETITION.matcher(pattern);
        long most = 1;
        long last = 1;
        for (int i = 0; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> {
                    i = endOfEscape(pattern, i);
                    last = 1;
                }
                case '[' -> {
                    i = endOfClass(pattern, i);
                    last = 1;
                }
                case '(' -> {
                    open.push(most);
                    most = 1;
                    last = 1;
                }
                case ')' -> {
                    last = most;
                    most = Math.max(most, open.isEmpty() ? 1 : open.pop());
                }
                case '{' -> {
                    if (repetition.region(i, pattern.length()).lookingAt()) {
                        last = Math.min(last * times(repetition), Integer.MAX_VALUE);
                        most = Math.max(most, last);
                        i = repetition.end() - 1;
                    } else {
                        last = 1;
                    }
                }
                case '?', '*', '+' -> most = Math.max(most, last);
                default -> last = 1;
            }
        }
        return most;
    }

    private static long times(final Matcher repetition) {
        final String most = repetition.group(3);
        return Math.max(1, Long.parseLong(most == null || most.isEmpty() ? repetition.group(1) : most));
    }

    private static int endOfEscape(final String pattern, final int start) {
        if (pattern.startsWith("\\Q", start)) {
            final int end = pattern.indexOf("\\E", start + 2);
            return end < 0 ? pattern.length() : end + 1;
        }
        final int end = pattern.startsWith("\\x{", start) ? pattern.indexOf('}', start) : -1;
        return end < 0 ? start + 1 : end;
    }

    /**
     * Returns the position of the bracket that closes a class. A bracket at the beginning of the class, or of a named
     * class, does not close it.
     */
    private static int endOfClass(final String pattern, final int start) {
        int i = start + (pattern.startsWith("[^", start) ? 2 : 1);
        boolean first = true;
        while (i < pattern.length() && (first || pattern.charAt(i) != ']')) {
            if (pattern.startsWith("[:", i) && pattern.indexOf(":]", i + 2) > 0) {
                i = pattern.indexOf(":]", i + 2) + 2;
            } else {
                i += pattern.charAt(i) == '\\' ? 2 : 1;
            }
            first = false;
        }
        return i;
    }

    // ---- integers --------------------------------------------------------------------------------------------------

    static BigDecimal count(final String literal) {
        require(INTEGER.matcher(literal).matches(), literal, "an integer");
        return new BigDecimal(literal);
    }

    // ---- versions --------------------------------------------------------------------------------------------------

    static Version version(final String literal) {
        final List<BigInteger> parts = new ArrayList<>();
        for (final String part : literal.split("\\.", -1)) {
            require(DIGITS.matcher(part).matches(), literal, "a version");
            parts.add(new BigInteger(part));
        }
        return new Version(parts);
    }

    /** Reads the leading digits of each part; a part without digits is 0. */
    static Version versionOfInstance(final String value) {
        final List<BigInteger> parts = new ArrayList<>();
        for (final String part : value.split("\\.", -1)) {
            final Matcher digits = LEADING_DIGITS.matcher(part);
            parts.add(digits.lookingAt() && digits.end() > 0 ? new BigInteger(digits.group()) : BigInteger.ZERO);
        }
        return new Version(parts);
    }

    // ---- instants --------------------------------------------------------------------------------------------------

    static BigDecimal instant(final String literal) {
        final Matcher form = INSTANT.matcher(literal);
        require(form.matches(), literal, "an instant");
        try {
            final LocalDate date = LocalDate.of(number(form.group(1)), number(form.group(2)), number(form.group(3)));
            final LocalTime time = LocalTime.of(number(form.group(5)), number(form.group(6)), number(form.group(8)));
            final BigDecimal fraction = new BigDecimal(form.group(9) == null ? "0" : "0" + form.group(9));
            return BigDecimal.valueOf(date.toEpochDay() * 86_400 + time.toSecondOfDay() - offsetSeconds(form))
                    .add(fraction);
        } catch (final DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static BigDecimal instantOfInstance(final Instant value) {
        return BigDecimal.valueOf(value.getEpochSecond()).add(BigDecimal.valueOf(value.getNano(), 9));
    }

    /** Returns the offset of a zone in seconds; its hours and minutes are those of a clock, at most ±23:59. */
    private static int offsetSeconds(final Matcher form) {
        final LocalTime offset = LocalTime.of(number(form.group(12)), number(form.group(13)));
        return "-".equals(form.group(11)) ? -offset.toSecondOfDay() : offset.toSecondOfDay();
    }

    private static int number(final String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static void require(final boolean holds, final String literal, final String type) {
        if (!holds) {
            throw new IllegalArgumentException(literal + " is not " + type);
        }
    }
}
