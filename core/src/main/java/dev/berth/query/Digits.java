package dev.berth.query;

/**
 * The functions for runs of ASCII digits as numbers of any length. Without leading zeros, such numbers compare by
 * length, then as text.
 */
final class Digits {
    private Digits() {}

    static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }

    /** Returns the end of the run of digits that starts at {@code from}; {@code from} itself if no digit is there. */
    static int end(final String text, final int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Returns the index at which the digits of {@code [-+]?digits...} start: 0 or 1. */
    static int afterSign(final String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    }

    /** Returns the digits without leading zeros; the empty text stands for 0. */
    static String withoutLeadingZeros(final String text, final int from, final int to) {
        int start = from;
        while (start < to && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start, to);
    }

    /** Compares two numbers that have no leading zeros. */
    static int compare(final String a, final String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
}
