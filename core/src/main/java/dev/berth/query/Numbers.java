package dev.berth.query;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Literals and values that read as numbers, and the order of those that do not. */
final class Numbers {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** Reads {@code [-+]?digits[.digits]}; null if it is not that. */
    static BigDecimal decimal(final String text) {
        final int end = digits(text, sign(text));
        if (end == sign(text)) {
            return null;
        }
        if (end < text.length()
                && (text.charAt(end) != '.' || digits(text, end + 1) == end + 1)) {
            return null;
        }
        return end == text.length() || digits(text, end + 1) == text.length() ? new BigDecimal(text) : null;
    }

    /** Reads {@code [-+]?digits}, as near as a long comes, on the same side of any count; null if it is not that. */
    static Long integer(final String text) {
        final int start = sign(text);
        if (start == text.length() || digits(text, start) < text.length()) {
            return null;
        }
        return new BigInteger(text).max(MIN).min(MAX).longValue();
    }

    private static int sign(final String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    }

    private static int digits(final String text, final int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Compares a value with a literal, of which the number is null if it is none: as numbers, or by code point. */
    static int compare(final String value, final String literal, final Object number) {
        final BigDecimal valueNumber = number == null ? null : decimal(value);
        return valueNumber == null ? compareCodePoints(value, literal) : valueNumber.compareTo((BigDecimal) number);
    }

    private static int compareCodePoints(final String one, final String other) {
        int at = 0;
        while (at < one.length() && at < other.length()) {
            final int order = Integer.compare(one.codePointAt(at), other.codePointAt(at));
            if (order != 0) {
                return order;
            }
            at += Character.charCount(one.codePointAt(at));
        }
        return Integer.compare(one.length(), other.length());
    }
}
