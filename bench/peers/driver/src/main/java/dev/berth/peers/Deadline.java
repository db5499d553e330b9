package dev.berth.peers;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** How much of the time of a cell is gone, counted from the start of the JVM. Thread-safe. */
final class Deadline {
    private final long start;
    private final long length;

    /**
     * Starts to count.
     *
     * @param gone nanoseconds that are gone already.
     * @param length nanoseconds in all.
     */
    Deadline(final long gone, final long length) {
        this.start = System.nanoTime() - gone;
        this.length = length;
    }

    static Deadline sinceJvmStart(final double seconds) {
        final long millis =
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        return new Deadline(TimeUnit.MILLISECONDS.toNanos(millis), (long) (seconds * 1e9));
    }

    long gone() {
        return System.nanoTime() - start;
    }

    long left() {
        return length - gone();
    }

    boolean isOver() {
        return left() <= 0;
    }
}
