package dev.berth.query;

import org.jspecify.annotations.Nullable;

/**
 * A number that reads {@code [-+]?digits[.digits]}, exact, of any length. It is kept as text, since values come from
 * outside and have no limit of length: comparing texts is linear in the length, reading a {@code BigDecimal} is not.
 */
final class DecimalNumber implements Comparable<DecimalNumber> {
    private final boolean negative;
    private final String whole;
    private final String fraction;

    private DecimalNumber(final boolean negative, final String whole, final String fraction) {
        this.whole = whole;
        this.fraction = fraction;
        this.negative = negative && !(whole.isEmpty() && fraction.isEmpty());
    }

    /** Returns the number that a text reads; null if it reads none. */
    static @Nullable DecimalNumber of(final String text) {
        final int start = Digits.afterSign(text);
        final int point = Digits.end(text, start);
        if (point == start) {
            return null;
        }
        int end = point;
        if (point < text.length()) {
            end = Digits.end(text, point + 1);
            if (text.charAt(point) != '.' || end == point + 1 || end < text.length()) {
                return null;
            }
            while (text.charAt(end - 1) == '0') {
                end--;
            }
        }
        return new DecimalNumber(
                text.charAt(0) == '-',
                Digits.withoutLeadingZeros(text, start, point),
                end > point ? text.substring(point + 1, end) : "");
    }

    @Override
    public int compareTo(final DecimalNumber other) {
        if (negative != other.negative) {
            return negative ? -1 : 1;
        }
        final int wholes = Digits.compare(whole, other.whole);
        final int order = wholes != 0 ? wholes : fraction.compareTo(other.fraction);
        return negative ? -order : order;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return other instanceof DecimalNumber that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * whole.hashCode() + fraction.hashCode();
    }
}
