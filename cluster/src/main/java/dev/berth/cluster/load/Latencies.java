package dev.berth.cluster.load;

import org.HdrHistogram.Histogram;

/**
 * The latencies of requests, each from the time at which it was due to its reply, and the longest time in which no
 * reply came.
 */
final class Latencies {
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;

    private final Histogram histogram = new Histogram(HIGHEST_NANOS, 3);
    private long lastNanos;
    private long longestGapNanos;
    private boolean hasReply;
    private long held;

    /** Records the reply to a request. */
    void record(final long dueNanos, final long repliedNanos) {
        histogram.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, repliedNanos - dueNanos)));
        if (hasReply) {
            longestGapNanos = Math.max(longestGapNanos, repliedNanos - lastNanos);
        }
        hasReply = true;
        lastNanos = repliedNanos;
    }

    /** Records that a request was due and found no room among those in flight. */
    void recordHeld() {
        held++;
    }

    /** Adds what another run has recorded. */
    void add(final Latencies other) {
        histogram.add(other.histogram);
        longestGapNanos = Math.max(longestGapNanos, other.longestGapNanos);
        held += other.held;
    }

    long count() {
        return histogram.getTotalCount();
    }

    /** Returns a percentile, with three digits. */
    long nanosAt(final double percentile) {
        return histogram.getValueAtPercentile(percentile);
    }

    long longestNanos() {
        return histogram.getMaxValue();
    }

    /** Returns the longest time between two replies. */
    long longestGapNanos() {
        return longestGapNanos;
    }

    /** Returns how many requests were sent later than they were due, because too many were in flight. */
    long held() {
        return held;
    }
}
