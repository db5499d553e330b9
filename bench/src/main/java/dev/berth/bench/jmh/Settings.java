package dev.berth.bench.jmh;

import java.nio.file.Path;

/**
 * What the suite tells a benchmark process by system property; every one has a default, so that a benchmark runs
 * without the suite too.
 */
public final class Settings {
    /** File to which a process writes its {@link Notes}. */
    public static final String NOTES = "dev.berth.bench.notes";

    /** Milliseconds of latency sampling after the last iteration; 0 = none. */
    public static final String LATENCY_MILLIS = "dev.berth.bench.latencyMillis";

    /** Operations hashed before the first iteration. */
    public static final String CHECKED_OPERATIONS = "dev.berth.bench.checkedOperations";

    private Settings() {}

    static Path notes() {
        final String value = System.getProperty(NOTES);
        return value == null ? null : Path.of(value);
    }

    static int latencyMillis() {
        return Integer.getInteger(LATENCY_MILLIS, 0);
    }

    static int checkedOperations() {
        return Integer.getInteger(CHECKED_OPERATIONS, 1_000);
    }
}
