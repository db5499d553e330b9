package dev.berth.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * An instant as it is written: {@code YYYY-MM-DD[THH:MM[:SS[.fraction]][Z or ±HH:MM]]}. Without a zone it is in UTC,
 * and without a time it is at midnight. A fraction of any length counts in full: an {@code Instant} has nanoseconds,
 * and a literal with more digits lies between two of them.
 */
final class InstantLiteral {
    private static final int NANO_DIGITS = 9;

    private final Instant floor;
    private final boolean isLater;

    /** Creates a literal from the nanosecond in which it lies, and whether it lies later than its beginning. */
    private InstantLiteral(final Instant floor, final boolean isLater) {
        this.floor = floor;
        this.isLater = isLater;
    }

    /** Returns the instant that a text reads; null if it reads none, for example because no such day exists. */
    static @Nullable InstantLiteral of(final String text) {
        final Reader reader = new Reader(text);
        try {
            return reader.read();
        } catch (final DateTimeException e) {
            return null;
        }
    }

    /**
     * Compares an instant with this literal: negative if the instant is earlier, 0 if they are equal, positive if it is
     * later.
     */
    int compareFrom(final Instant value) {
        final int order = value.compareTo(floor);
        return order == 0 && isLater ? -1 : order;
    }

    /** A reader of the text from left to right. It throws a {@code DateTimeException} if the text cannot be read. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(final String text) {
            this.text = text;
        }

        InstantLiteral read() {
            final int year = number(4);
            expect('-');
            final int month = number(2);
            expect('-');
            final int day = number(2);
            if (at == text.length()) {
                return literal(LocalDateTime.of(year, month, day, 0, 0), 0, 0, false);
            }
            expect('T');
            final int hour = number(2);
            expect(':');
            final int minute = number(2);
            final boolean hasSecond = skip(':');
            final int second = hasSecond ? number(2) : 0;
            final LocalDateTime local = LocalDateTime.of(year, month, day, hour, minute, second);
            return hasSecond && skip('.') ? withFraction(local) : literal(local, 0, zone(), false);
        }

        private InstantLiteral withFraction(final LocalDateTime local) {
            final int start = at;
            at = Digits.end(text, start);
            if (at == start) {
                throw new DateTimeException(text);
            }
            int nanos = 0;
            for (int i = start; i < start + NANO_DIGITS; i++) {
                nanos = 10 * nanos + (i < at ? text.charAt(i) - '0' : 0);
            }
            boolean isLater = false;
            for (int i = start + NANO_DIGITS; i < at; i++) {
                isLater |= text.charAt(i) != '0';
            }
            return literal(local, nanos, zone(), isLater);
        }

        private static InstantLiteral literal(
                final LocalDateTime local, final int nanos, final int zoneSeconds, final boolean isLater) {
            final long second = local.toEpochSecond(ZoneOffset.UTC) - zoneSeconds;
            return new InstantLiteral(Instant.ofEpochSecond(second, nanos), isLater);
        }

        /** Reads the rest of the text, which must be a zone or empty, and returns its seconds east of UTC. */
        private int zone() {
            if (at == text.length()) {
                return 0;
            }
            int seconds = 0;
            if (!skip('Z')) {
                final int sign = skip('-') ? -1 : 1;
                if (sign > 0) {
                    expect('+');
                }
                final int hours = number(2);
                expect(':');
                final int minutes = number(2);
                if (hours > 23 || minutes > 59) {
                    throw new DateTimeException(text);
                }
                seconds = sign * (hours * 3_600 + minutes * 60);
            }
            if (at < text.length()) {
                throw new DateTimeException(text);
            }
            return seconds;
        }

        private int number(final int digits) {
            int number = 0;
            for (int i = 0; i < digits; i++, at++) {
                if (at == text.length() || !Digits.isDigit(text.charAt(at))) {
                    throw new DateTimeException(text);
                }
                number = 10 * number + text.charAt(at) - '0';
            }
            return number;
        }

        private boolean skip(final char c) {
            final boolean found = at < text.length() && text.charAt(at) == c;
            at += found ? 1 : 0;
            return found;
        }

        private void expect(final char c) {
            if (!skip(c)) {
                throw new DateTimeException(text);
            }
        }
    }
}
