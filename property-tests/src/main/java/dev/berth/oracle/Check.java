package dev.berth.oracle;

import dev.berth.Reason;

/**
 * A check that an instance must pass.
 *
 * @param reason by which the engine reports it.
 * @param resource named resource that it is about; null for every other check.
 */
public record Check(Reason reason, String resource) {
    static Check of(final Reason reason) {
        return new Check(reason, null);
    }
}
