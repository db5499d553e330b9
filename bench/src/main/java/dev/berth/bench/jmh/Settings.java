package dev.berth.bench.jmh;

import java.nio.file.Path;

/**
 * The settings that the suite gives a benchmark process by system property. Each has a default, so that a benchmark
 * also runs without the suite.
 */
public final class Settings {
    /** The property that names the file to which a process writes its {@link Notes}. */
    public static final String NOTES = "dev.berth.bench.notes";

    /** The property with the length of latency sampling after the last iteration, in milliseconds; 0 for none. */
    public static final String LATENCY_MILLIS = "dev.berth.bench.latencyMillis";

    /** The property with the number of operations that are hashed before the first iteration. */
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
