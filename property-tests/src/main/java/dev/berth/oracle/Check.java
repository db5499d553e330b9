package dev.berth.oracle;

import dev.berth.Reason;

/**
 * One of the checks of an instance.
 *
 * @param reason as which it is told.
 * @param resource the named resource that it is about; null = it is about something else.
 */
public record Check(Reason reason, String resource) {
    static Check of(final Reason reason) {
        return new Check(reason, null);
    }
}
