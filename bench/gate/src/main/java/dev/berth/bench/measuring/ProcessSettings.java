package dev.berth.bench.measuring;

import java.nio.file.Path;

/**
 * The system properties by which a command that measures tells its processes where to start from. Each has a default,
 * so that a process also runs without the command.
 */
public final class ProcessSettings {
    /** The property with the seed of the workload. */
    public static final String SEED = "dev.berth.bench.seed";

    /**
     * The property with the path of a file that the processes of one workload share. The first process that needs the
     * file writes the assignment at the start to it.
     */
    public static final String ASSIGNMENT = "dev.berth.bench.assignment";

    /** The seed of committed runs. */
    public static final long DEFAULT_SEED = 20_261_123;

    private ProcessSettings() {}

    /**
     * Returns the seed of this process.
     *
     * @return the seed of the property, or that of committed runs.
     */
    public static long seed() {
        return Long.getLong(SEED, DEFAULT_SEED);
    }

    /**
     * Returns the file that this process shares with others of the same workload.
     *
     * @return a path, which need not exist yet, or null if this process shares nothing.
     */
    public static Path assignment() {
        final String value = System.getProperty(ASSIGNMENT);
        return value == null ? null : Path.of(value);
    }
}
