package dev.berth.cluster.load;

/**
 * The times at which requests are due, evenly spaced. They are fixed before the first request is sent, so that a server
 * that is slow cannot slow down the load that it is measured with.
 */
final class Schedule {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long beginNanos;
    private final double intervalNanos;

    /**
     * Creates a schedule.
     *
     * @param beginNanos the time at which request 0 is due.
     * @param perSecond the number of requests that are due in a second, above 0.
     */
    Schedule(final long beginNanos, final double perSecond) {
        if (!(perSecond > 0 && perSecond <= NANOS_PER_SECOND)) {
            throw new IllegalArgumentException("rate is " + perSecond + ", must be above 0 and at most 1e9 requests/s");
        }
        this.beginNanos = beginNanos;
        intervalNanos = NANOS_PER_SECOND / perSecond;
    }

    /** Returns the time at which a request is due. Errors of rounding do not add up. */
    long dueNanos(final long number) {
        return beginNanos + (long) (number * intervalNanos);
    }
}
