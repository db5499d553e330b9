package dev.berth.bench.peers;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The report of a cell's process.
 *
 * @param outcome how it ended.
 * @param failure in the library's words, null if there was none.
 * @param batch pairs in one step.
 * @param setupSeconds from the start of the process until the peer was loaded.
 * @param warmupPairs pairs that were not measured.
 * @param measuredSteps steps that were measured.
 * @param measuredPairs pairs in those steps.
 * @param measuredSeconds that they took.
 */
record CellResult(
        Outcome outcome,
        String failure,
        int batch,
        double setupSeconds,
        long warmupPairs,
        long measuredSteps,
        long measuredPairs,
        double measuredSeconds) {

    /** Returns the report of a process that left none, or was not started. */
    static CellResult none(final Outcome outcome, final String failure) {
        return new CellResult(outcome, failure, 0, Double.NaN, 0, 0, 0, 0);
    }

    /**
     * Reads the report that a process left.
     *
     * @throws IllegalArgumentException if it was cut off while it was written.
     */
    static CellResult read(final Path file) throws IOException {
        final Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        final String failure = properties.getProperty("failure");
        final String phase = said(properties, "phase");
        final boolean loaded = !phase.equals("LOADING") && !phase.equals("START");
        return new CellResult(
                outcome(Boolean.parseBoolean(said(properties, "finished")), failure, loaded),
                failure,
                Integer.parseInt(said(properties, "batch")),
                loaded ? Double.parseDouble(said(properties, "setupSeconds")) : Double.NaN,
                Long.parseLong(said(properties, "warmupPairs")),
                Long.parseLong(said(properties, "measuredSteps")),
                Long.parseLong(said(properties, "measuredPairs")),
                Double.parseDouble(said(properties, "measuredSeconds")));
    }

    private static String said(final Properties properties, final String name) {
        final String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the result of the process does not say its " + name);
        }
        return value;
    }

    private static Outcome outcome(final boolean finished, final String failure, final boolean loaded) {
        if (failure != null) {
            return Outcome.FAILED;
        }
        if (finished) {
            return Outcome.FINISHED;
        }
        return loaded ? Outcome.NO_STEP : Outcome.LOADING;
    }

    /** Returns this report with another outcome. */
    CellResult with(final Outcome other, final String why) {
        return new CellResult(
                other, why, batch, setupSeconds, warmupPairs, measuredSteps, measuredPairs, measuredSeconds);
    }

    double pairsPerSecond() {
        return measuredPairs / measuredSeconds;
    }
}
