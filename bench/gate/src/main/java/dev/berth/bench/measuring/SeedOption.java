package dev.berth.bench.measuring;

import picocli.CommandLine.Option;

/** The option for the seed of Berth's own workloads. */
public final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + ProcessSettings.DEFAULT_SEED,
            description = "Seed of the workloads. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** Creates the option; picocli sets it. */
    public SeedOption() {}

    /**
     * Returns the seed of the workloads.
     *
     * @return any number.
     */
    public long seed() {
        return seed;
    }
}
