package dev.berth;

import org.jspecify.annotations.Nullable;

/** The argument checks. Each message names the argument, its value and the allowed range. */
final class Checks {
    private Checks() {}

    static int inRange(final String name, final long value, final long min, final long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + min + ".." + max);
        }
        return (int) value;
    }

    static String nonEmpty(final String name, final @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is " + (value == null ? "null" : "empty") + ", must be text");
        }
        return value;
    }
}
