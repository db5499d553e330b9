package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** The time of a registration: epoch seconds, or ISO-8601 without a zone (UTC), with one, or a date alone. */
final class Instants {
    private Instants() {}

    static Instant read(final JsonNode time) {
        try {
            return time.isNumber() ? ofSeconds(time.decimalValue()) : ofText(time.textValue());
        } catch (final DateTimeException | ArithmeticException e) {
            throw Refusal.invalid("registeredAt is " + time + ": " + e.getMessage());
        }
    }

    private static Instant ofSeconds(final BigDecimal seconds) {
        final BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValue());
    }

    private static Instant ofText(final String text) {
        if (!text.contains("T")) {
            return OffsetDateTime.parse(LocalDate.parse(text) + "T00:00Z").toInstant();
        }
        final boolean hasZone = text.endsWith("Z") || text.matches(".*[-+][0-9]{2}:[0-9]{2}");
        return OffsetDateTime.parse(hasZone ? text : text + "Z").toInstant();
    }
}
