package dev.berth.bench.jmh;

import dev.berth.bench.workload.Churn;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A sampler of latencies. It reads the clock around {@code place} alone and around the pair of release and place. In a
 * case that measures refusals both are the refused {@code place}.
 *
 * <p>A reading includes the time that the clock itself takes, which is noted as the metric {@code clock}. A placement
 * right after a release finds that instance in cache, as it does in the churn that is measured. Histograms hold 1 ns to
 * 10 s with three digits.
 *
 * <p>Allocates at construction only.
 */
final class LatencySampler {
    private static final long HIGHEST = TimeUnit.SECONDS.toNanos(10);
    private static final int DIGITS = 3;
    private static final int CLOCK_READINGS = 100_000;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final String NANOS = "ns";

    private final Churn churn;
    private final Histogram place = new Histogram(1, HIGHEST, DIGITS);
    private final Histogram pair = new Histogram(1, HIGHEST, DIGITS);

    LatencySampler(final Churn churn) {
        this.churn = churn;
    }

    void sample(final int millis) {
        run(TimeUnit.MILLISECONDS.toNanos(millis) / 4);
        place.reset();
        pair.reset();
        run(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void run(final long nanos) {
        final long end = System.nanoTime() + nanos;
        long now = 0;
        while (now < end) {
            now = churn.measuresRefusals() ? samplePlace() : samplePair();
        }
    }

    private long samplePair() {
        final int at = churn.next();
        final long start = System.nanoTime();
        final int index = churn.release();
        final long released = System.nanoTime();
        churn.place(at, index);
        final long placed = System.nanoTime();
        place.recordValue(Math.min(HIGHEST, placed - released));
        pair.recordValue(Math.min(HIGHEST, placed - start));
        return placed;
    }

    private long samplePlace() {
        final long start = System.nanoTime();
        churn.refused();
        final long end = System.nanoTime();
        place.recordValue(Math.min(HIGHEST, end - start));
        pair.recordValue(Math.min(HIGHEST, end - start));
        return end;
    }

    void note(final Notes notes) {
        note(notes, "place", place);
        note(notes, "pair", pair);
        notes.put("clock", clockNanos(), NANOS);
    }

    private static void note(final Notes notes, final String what, final Histogram histogram) {
        for (final double percentile : PERCENTILES) {
            final String digits = percentile == Math.rint(percentile)
                    ? Integer.toString((int) percentile)
                    : Double.toString(percentile);
            notes.put(what + "_p" + digits, histogram.getValueAtPercentile(percentile), NANOS);
        }
        notes.put(what + "_worst", histogram.getMaxValue(), NANOS);
        notes.put(what + "_samples", histogram.getTotalCount(), "count");
    }

    private static double clockNanos() {
        final long start = System.nanoTime();
        long last = start;
        for (int i = 0; i < CLOCK_READINGS; i++) {
            last = System.nanoTime();
        }
        return (double) (last - start) / CLOCK_READINGS;
    }
}
