package dev.berth.bench.trace;

import java.util.Arrays;

/**
 * The share of the requests of a trace that outlive a time, as Kaplan and Meier estimate it: a request that still runs
 * when the last one arrives counts for as long as it was seen.
 */
final class Survival {
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MILLIS = 1_000;

    private final double[] ended;
    private final double[] cut;

    Survival(final Trace trace) {
        final int rows = trace.size();
        final double end = rows == 0 ? 0 : trace.arrivalDays(rows - 1);
        final double[] lives = new double[rows];
        int ends = 0;
        int cuts = 0;
        for (int row = 0; row < rows; row++) {
            final double arrival = trace.arrivalDays(row);
            final double departure = trace.departureDays(row);
            if (departure <= end) {
                lives[ends++] = seconds(departure - arrival);
            } else {
                lives[rows - ++cuts] = seconds(end - arrival);
            }
        }
        ended = Arrays.copyOf(lives, ends);
        cut = Arrays.copyOfRange(lives, ends, rows);
        Arrays.sort(ended);
        Arrays.sort(cut);
    }

    /** Returns a time in seconds, rounded so that equal lifetimes stay equal. */
    private static double seconds(final double days) {
        return Math.rint(days * SECONDS_PER_DAY * MILLIS) / MILLIS;
    }

    /** Returns the share that lives longer than a time; NaN if nothing was seen for so long. */
    double beyond(final double seconds) {
        final boolean isSeen = cut.length > 0 && cut[cut.length - 1] >= seconds
                || ended.length > 0 && ended[ended.length - 1] >= seconds;
        double share = 1;
        int end = 0;
        int gone = 0;
        while (end < ended.length && ended[end] <= seconds) {
            final int first = end;
            while (end < ended.length && ended[end] == ended[first]) {
                end++;
            }
            while (gone < cut.length && cut[gone] < ended[first]) {
                gone++;
            }
            share *= 1 - (double) (end - first) / (ended.length + cut.length - first - gone);
        }
        return isSeen || ended.length > 0 && cut.length == 0 ? share : Double.NaN;
    }
}
