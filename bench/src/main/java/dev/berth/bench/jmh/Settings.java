package dev.berth.bench.jmh;

import java.nio.file.Path;

/**
 * What the suite tells a benchmark process by system property; every one has a default, so that a benchmark runs
 * without the suite too.
 */
public final class Settings {
    /** Seed of the workload. */
    public static final String SEED = "dev.berth.bench.seed";

    /** File that holds the assignment at the start, written by the first process that needs it. */
    public static final String ASSIGNMENT = "dev.berth.bench.assignment";

    /** File to which a process writes its {@link Notes}. */
    public static final String NOTES = "dev.berth.bench.notes";

    /** Milliseconds of latency sampling after the last iteration; 0 = none. */
    public static final String LATENCY_MILLIS = "dev.berth.bench.latencyMillis";

    /** Operations hashed before the first iteration. */
    public static final String CHECKED_OPERATIONS = "dev.berth.bench.checkedOperations";

    /** The seed of committed runs. */
    public static final long DEFAULT_SEED = 20_261_123;

    private Settings() {}

    /**
     * The seed of this process.
     *
     * @return as told, or that of committed runs.
     */
    public static long seed() {
        return Long.getLong(SEED, DEFAULT_SEED);
    }

    static Path assignment() {
        return path(ASSIGNMENT);
    }

    static Path notes() {
        return path(NOTES);
    }

    static int latencyMillis() {
        return Integer.getInteger(LATENCY_MILLIS, 0);
    }

    static int checkedOperations() {
        return Integer.getInteger(CHECKED_OPERATIONS, 1_000);
    }

    private static Path path(final String property) {
        final String value = System.getProperty(property);
        return value == null ? null : Path.of(value);
    }
}
