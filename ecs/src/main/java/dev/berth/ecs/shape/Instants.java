package dev.berth.ecs.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instants that JSON gives: epoch seconds, or text in ISO-8601. Fractions below a nanosecond are cut off. */
final class Instants {
    private static final Pattern TEXT = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?(?:Z|([+-])([0-9]{2}):([0-9]{2}))?)?");
    private static final int NANO_DIGITS = 9;
    private static final BigDecimal FIRST_SECOND = BigDecimal.valueOf(Instant.MIN.getEpochSecond());
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Instant.MAX.getEpochSecond());

    private Instants() {}

    /** Returns the instant of a value; null if there is none. */
    static Instant of(final String name, final JsonNode value) {
        if (value == null) {
            return null;
        }
        return value.isNumber() ? ofSeconds(name, value.decimalValue()) : ofText(name, value.textValue());
    }

    private static Instant ofSeconds(final String name, final BigDecimal seconds) {
        if (seconds.compareTo(FIRST_SECOND) < 0 || seconds.compareTo(LAST_SECOND) > 0) {
            throw refused(name, seconds.toString());
        }
        if (seconds.precision() - (long) seconds.scale() < -NANO_DIGITS) {
            // A fraction below a nanosecond: to write such a number out could take gigabytes.
            return Instant.ofEpochSecond(0, seconds.signum() < 0 ? -1 : 0);
        }
        final BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        final BigDecimal nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS);
        return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValue());
    }

    private static Instant ofText(final String name, final String text) {
        final Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused(name, text);
        }
        try {
            final LocalDateTime local = LocalDateTime.of(
                    number(matcher, 1),
                    number(matcher, 2),
                    number(matcher, 3),
                    number(matcher, 4),
                    number(matcher, 5),
                    number(matcher, 6),
                    nanos(matcher.group(7)));
            return local.toInstant(ZoneOffset.UTC).minusSeconds(zoneSeconds(matcher));
        } catch (final DateTimeException e) {
            throw refused(name, text);
        }
    }

    private static int zoneSeconds(final Matcher matcher) {
        final int hours = number(matcher, 9);
        final int minutes = number(matcher, 10);
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("no such zone");
        }
        return ("-".equals(matcher.group(8)) ? -1 : 1) * (hours * 3_600 + minutes * 60);
    }

    private static int nanos(final String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    private static int number(final Matcher matcher, final int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    private static ApiException refused(final String name, final String value) {
        return ApiException.invalid(name + " is " + Values.quoted(value)
                + ", must be epoch seconds or YYYY-MM-DD[THH:MM[:SS[.fraction]][Z or ±HH:MM]]");
    }
}
