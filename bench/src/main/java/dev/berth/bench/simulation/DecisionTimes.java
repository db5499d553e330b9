package dev.berth.bench.simulation;

import com.sun.management.ThreadMXBean;
import dev.berth.bench.policy.Request;
import java.lang.management.ManagementFactory;
import org.HdrHistogram.Histogram;

/**
 * The time that decisions take and the memory that they allocate. One decision in 16 is measured, so that the clock
 * costs little; a decision is the answer to one arrival, without the bookkeeping of the cluster.
 */
public final class DecisionTimes {
    private static final int EVERY = 16;
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Histogram nanos = new Histogram(MOST_NANOS, DIGITS);
    private long bytes;
    private int untilNext = EVERY;

    /** Creates a measurement of one run. */
    public DecisionTimes() {}

    /** Returns a placer that answers what another answers, and measures it. */
    Placer timing(final Placer placer) {
        return new TimedPlacer(placer);
    }

    /** Forgets what was measured so far. */
    public void reset() {
        nanos.reset();
        bytes = 0;
    }

    /**
     * Returns a percentile of the time of a decision.
     *
     * @param percentile 0..100.
     * @return nanoseconds; 0 if nothing was measured.
     */
    public long percentileNanos(final double percentile) {
        return nanos.getValueAtPercentile(percentile);
    }

    /**
     * Returns the mean time of a decision.
     *
     * @return nanoseconds; 0 if nothing was measured.
     */
    public double meanNanos() {
        return nanos.getMean();
    }

    /**
     * Returns the bytes that a decision allocates.
     *
     * @return the mean; 0 if nothing was measured.
     */
    public double bytesPerDecision() {
        return nanos.getTotalCount() == 0 ? 0 : (double) bytes / nanos.getTotalCount();
    }

    /** A placer that measures one decision in 16. */
    private final class TimedPlacer implements Placer {
        private final Placer placer;

        TimedPlacer(final Placer placer) {
            this.placer = placer;
        }

        @Override
        public int place(final Request request) {
            if (--untilNext > 0) {
                return placer.place(request);
            }
            untilNext = EVERY;
            final long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            final long before = System.nanoTime();
            final int instance = placer.place(request);
            nanos.recordValue(Math.min(MOST_NANOS, System.nanoTime() - before));
            bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            return instance;
        }

        @Override
        public int gpu(final Request request, final int instance) {
            return placer.gpu(request, instance);
        }

        @Override
        public void placed(final Request request, final int instance) {
            placer.placed(request, instance);
        }

        @Override
        public void departed(final Request request, final int instance) {
            placer.departed(request, instance);
        }
    }
}
