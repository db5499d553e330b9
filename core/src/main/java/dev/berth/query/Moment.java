package dev.berth.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A literal of {@code registeredAt}: {@code YYYY-MM-DD[THH:MM[:SS[.fraction]][Z or ±HH:MM]]}; no zone = UTC, a date
 * alone = midnight. A fraction may be finer than a nanosecond.
 */
final class Moment {
    private static final Pattern FORM = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:(?<=T[0-9]{2}:[0-9]{2}:[0-9]{2})\\.([0-9]+))?"
            + "(Z|[-+][0-9]{2}:[0-9]{2})?)?");
    private static final int NANO_DIGITS = 9;

    private final Instant floor;
    private final boolean later;

    private Moment(final Instant floor, final boolean later) {
        this.floor = floor;
        this.later = later;
    }

    /** Reads a literal; null if it is not of the form, or no such time exists. */
    static Moment read(final String text) {
        final Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        try {
            final LocalDate date = LocalDate.parse(form.group(1));
            final LocalTime time = form.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(form.group(2));
            final int offset = offsetSeconds(form.group(4));
            final String fraction = form.group(3) == null ? "" : form.group(3);
            final String nanos = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
            final boolean finer = fraction.length() > NANO_DIGITS
                    && !fraction.substring(NANO_DIGITS).chars().allMatch(digit -> digit == '0');
            final Instant instant = date.atTime(time).toInstant(ZoneOffset.UTC)
                    .minusSeconds(offset)
                    .plusNanos(Long.parseLong(nanos));
            return new Moment(instant, finer);
        } catch (final DateTimeException e) {
            return null;
        }
    }

    /** What ±HH:MM, up to 23:59, is ahead of UTC; more than Java's zones can be. */
    private static int offsetSeconds(final String zone) {
        if (zone == null || zone.equals("Z")) {
            return 0;
        }
        final int seconds = LocalTime.parse(zone.substring(1)).toSecondOfDay();
        return zone.charAt(0) == '-' ? -seconds : seconds;
    }

    /** How an instant compares to this: negative = before, 0 = the same, positive = after. */
    int compare(final Instant instant) {
        final int order = instant.compareTo(floor);
        return order == 0 && later ? -1 : order;
    }
}
