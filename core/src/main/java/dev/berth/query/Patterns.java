package dev.berth.query;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Compiles patterns, within bounds. RE2/J matches in time linear in the text and in the size of the program, but
 * expands counted repetitions, recurses over nested ones, and computes with whole Unicode classes: so a pattern is
 * refused if its program would have more than {@value #MAX_SIZE} instructions, or if it names more than
 * {@value #MAX_CLASSES} Unicode classes. So is one that ignores case and names one of the letters U+1C80 to U+1C88,
 * which newer Java versions fold and RE2/J's tables do not: it would never return (google/re2j issue 168).
 */
final class Patterns {
    /** The most instructions of a program: some four times what a pattern without counted repetitions can have. */
    static final int MAX_SIZE = 8_192;

    private static final int MAX_CLASSES = 64;
    private static final java.util.regex.Pattern IGNORES_CASE =
            java.util.regex.Pattern.compile("\\(\\?[a-zA-Z-]*i");
    private static final java.util.regex.Pattern CODE_POINT =
            java.util.regex.Pattern.compile("\\\\x\\{0*([0-9A-Fa-f]{1,6})\\}");
    private static final int FIRST_ENDLESS = 0x1C80;
    private static final int LAST_ENDLESS = 0x1C88;
    private static final String TOO_LARGE = "a pattern that expands to at most " + MAX_SIZE + " steps";

    private final String text;
    private int at;
    private int classes;

    private Patterns(final String text) {
        this.text = text;
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException with what is expected instead, if it cannot.
     */
    static Pattern compile(final String text) {
        final Patterns estimate = new Patterns(text);
        if (estimate.group() > MAX_SIZE) {
            throw new IllegalArgumentException(TOO_LARGE);
        }
        if (estimate.classes > MAX_CLASSES) {
            throw new IllegalArgumentException("a pattern with at most " + MAX_CLASSES + " Unicode classes");
        }
        if (IGNORES_CASE.matcher(text).find() && namesEndlessLetter(text)) {
            throw new IllegalArgumentException("a pattern that does not ignore the case of U+1C80 to U+1C88");
        }
        try {
            final Pattern pattern = Pattern.compile(text);
            if (pattern.programSize() > MAX_SIZE) {
                throw new IllegalArgumentException(TOO_LARGE);
            }
            return pattern;
        } catch (final PatternSyntaxException e) {
            throw new IllegalArgumentException("a pattern in RE2/J syntax (" + e.getDescription() + ")", e);
        } catch (final ArithmeticException | IndexOutOfBoundsException | IllegalStateException
                | NullPointerException | StackOverflowError e) {
            throw new IllegalArgumentException("a pattern that RE2/J can read", e);
        }
    }

    /** Whether one of the letters is written, by itself or within a range. */
    private static boolean namesEndlessLetter(final String text) {
        final int[] points = CODE_POINT
                .matcher(text)
                .replaceAll(point -> java.util.regex.Matcher.quoteReplacement(character(point.group(1))))
                .codePoints()
                .toArray();
        for (int i = 0; i < points.length; i++) {
            final boolean isRange = i + 2 < points.length && points[i + 1] == '-';
            if (points[i] <= LAST_ENDLESS && points[isRange ? i + 2 : i] >= FIRST_ENDLESS) {
                return true;
            }
        }
        return false;
    }

    private static String character(final String hexadecimal) {
        final int point = Integer.parseInt(hexadecimal, 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : "";
    }

    /**
     * About how many instructions the part up to the end or to an unmatched parenthesis takes, saturated: one for each
     * character, class or group, times the repetitions about it. Nesting is followed by a loop.
     */
    private long group() {
        final long[] sums = new long[text.length() + 1];
        int depth = 0;
        long last = 0;
        while (at < text.length()) {
            final char c = text.charAt(at++);
            if (c == '(') {
                sums[depth] = saturated(sums[depth] + last);
                last = 0;
                sums[++depth] = 0;
            } else if (c == ')') {
                final long inner = saturated(sums[depth] + last);
                depth = Math.max(0, depth - 1);
                last = inner;
            } else if (c == '{') {
                final long times = repetitions();
                last = times < 0 ? addTo(sums, depth, last) : saturated(Math.max(1, last) * times);
            } else if (c == '\\') {
                last = addTo(sums, depth, last);
                escape(sums, depth);
            } else if (c == '[') {
                last = addTo(sums, depth, last);
                characterClass();
            } else if (c != '*' && c != '+' && c != '?') {
                last = addTo(sums, depth, last);
            }
        }
        long total = last;
        for (int i = 0; i <= depth; i++) {
            total = saturated(total + sums[i]);
        }
        return total;
    }

    private static long saturated(final long size) {
        return Math.min(size, MAX_SIZE + 1L);
    }

    /** Adds what came last to its group; the next is 1. */
    private static long addTo(final long[] sums, final int depth, final long last) {
        sums[depth] = saturated(sums[depth] + last);
        return 1;
    }

    /** Passes over {@code n}} or {@code n,m}} after the brace: the higher number, or −1 if it is not that. */
    private long repetitions() {
        final int start = at;
        long times = number();
        if (times >= 0 && at < text.length() && text.charAt(at) == ',') {
            at++;
            times = Math.max(times + 1, number());
        }
        if (times >= 0 && at < text.length() && text.charAt(at) == '}') {
            at++;
            return Math.max(1, times);
        }
        at = start;
        return -1;
    }

    private long number() {
        long number = -1;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = saturated(Math.max(0, number) * 10 + text.charAt(at++) - '0');
        }
        return number;
    }

    private void escape(final long[] sums, final int depth) {
        if (at == text.length()) {
            return;
        }
        final char c = text.charAt(at++);
        if (c == 'Q') {
            final int end = text.indexOf("\\E", at);
            final int stop = end < 0 ? text.length() : end;
            sums[depth] = saturated(sums[depth] + stop - at);
            at = end < 0 ? stop : end + 2;
        } else if (c == 'p' || c == 'P') {
            classes++;
        }
    }

    /** Passes over a class after its opening bracket. */
    private void characterClass() {
        if (at < text.length() && text.charAt(at) == '^') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == ']') {
            at++;
        }
        while (at < text.length()) {
            final char c = text.charAt(at++);
            if (c == ']') {
                return;
            }
            if (c == '[' && at < text.length() && text.charAt(at) == ':') {
                final int end = text.indexOf(":]", at);
                at = end < 0 ? at : end + 2;
            } else if (c == '\\' && at < text.length()) {
                final char escaped = text.charAt(at++);
                classes += escaped == 'p' || escaped == 'P' ? 1 : 0;
            }
        }
    }
}
