package dev.berth.peers;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The progress of a cell. The driving thread writes it; the thread that watches the clock reads it. */
final class Progress {
    /** The phases of a cell. */
    enum Phase {
        START,
        LOADING,
        WARMUP,
        MEASURING
    }

    private static final long ENOUGH_PAIRS = 50_000;
    private static final long ENOUGH_NANOS = 5_000_000_000L;

    private final int batch;
    private Phase phase = Phase.START;
    private long setupNanos;
    private long warmupPairs;
    private long warmupNanos;
    private long measuredSteps;
    private long measuredPairs;
    private long measuredNanos;
    private long refused;

    Progress(final int batch) {
        this.batch = batch;
    }

    synchronized void enter(final Phase next, final long setup) {
        phase = next;
        setupNanos = setup;
    }

    synchronized void warmedUp(final long nanos, final int refusals) {
        warmupPairs += batch;
        warmupNanos += nanos;
        refused += refusals;
    }

    synchronized void measured(final long nanos, final int refusals) {
        phase = Phase.MEASURING;
        measuredSteps++;
        measuredPairs += batch;
        measuredNanos += nanos;
        refused += refusals;
    }

    /** Answers whether enough was measured: {@value #ENOUGH_PAIRS} pairs, over five seconds or more. */
    synchronized boolean isEnough() {
        return measuredPairs >= ENOUGH_PAIRS && measuredNanos >= ENOUGH_NANOS;
    }

    /**
     * Writes the result of a cell.
     *
     * @param file the file to write.
     * @param failure the reason why the cell failed, null if it did not.
     */
    synchronized void write(final Path file, final String failure) throws IOException {
        final Properties properties = new Properties();
        properties.setProperty("finished", Boolean.toString(failure == null && measuredSteps > 0));
        properties.setProperty("phase", phase.name());
        properties.setProperty("batch", Integer.toString(batch));
        properties.setProperty("setupSeconds", seconds(setupNanos));
        properties.setProperty("warmupPairs", Long.toString(warmupPairs));
        properties.setProperty("warmupSeconds", seconds(warmupNanos));
        properties.setProperty("measuredSteps", Long.toString(measuredSteps));
        properties.setProperty("measuredPairs", Long.toString(measuredPairs));
        properties.setProperty("measuredSeconds", seconds(measuredNanos));
        properties.setProperty("refused", Long.toString(refused));
        if (failure != null) {
            properties.setProperty("failure", failure);
        }
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            properties.store(out, null);
        }
    }

    private static String seconds(final long nanos) {
        return Double.toString(nanos / 1e9);
    }
}
