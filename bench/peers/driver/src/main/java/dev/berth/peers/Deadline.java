package dev.berth.peers;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** The time of a cell that has passed, counted from the start of the JVM. Thread-safe. */
final class Deadline {
    private final long start;
    private final long length;

    /**
     * Starts to count.
     *
     * @param gone the nanoseconds that have passed already.
     * @param length the nanoseconds of the whole cell.
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
