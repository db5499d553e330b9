package dev.berth.bench.peers;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the process of a cell says of itself.
 *
 * @param outcome how it ended.
 * @param failure in the library's words, null if there was none.
 * @param batch pairs in one step.
 * @param setupSeconds from the start of the process until the peer was loaded.
 * @param warmupPairs not measured.
 * @param measuredSteps measured.
 * @param measuredPairs in them.
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

    /** Of a process that left no result, or was not started. */
    static CellResult none(final Outcome outcome, final String failure) {
        return new CellResult(outcome, failure, 0, Double.NaN, 0, 0, 0, 0);
    }

    static CellResult read(final Path file) throws IOException {
        final Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        final String failure = properties.getProperty("failure");
        final boolean loaded = !properties.getProperty("phase").equals("LOADING")
                && !properties.getProperty("phase").equals("START");
        return new CellResult(
                outcome(Boolean.parseBoolean(properties.getProperty("finished")), failure, loaded),
                failure,
                Integer.parseInt(properties.getProperty("batch")),
                loaded ? Double.parseDouble(properties.getProperty("setupSeconds")) : Double.NaN,
                Long.parseLong(properties.getProperty("warmupPairs")),
                Long.parseLong(properties.getProperty("measuredSteps")),
                Long.parseLong(properties.getProperty("measuredPairs")),
                Double.parseDouble(properties.getProperty("measuredSeconds")));
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

    /** The same, but for how it ended. */
    CellResult with(final Outcome other, final String why) {
        return new CellResult(
                other, why, batch, setupSeconds, warmupPairs, measuredSteps, measuredPairs, measuredSeconds);
    }

    double pairsPerSecond() {
        return measuredPairs / measuredSeconds;
    }
}
