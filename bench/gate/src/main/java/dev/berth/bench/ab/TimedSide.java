package dev.berth.bench.ab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * The loop that is timed. A class that extends it is loaded once for each build together with it, so that the JIT
 * compiles the loop from that build's profile alone.
 */
public abstract class TimedSide implements Side {
    private static final int PERCENT = 100;

    /** Operations of one call of the loop: few enough that the loop is compiled as a method, not while it runs. */
    private static final int BATCH = 100;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long hash;
    private long wallNanos;

    /** For the classes that say what an operation is. */
    protected TimedSide() {}

    /**
     * Carries out one operation.
     *
     * @return something that depends on its answer.
     */
    protected abstract long operation();

    @Override
    public long time(final int operations) {
        final long wall = System.nanoTime();
        final long start = THREADS.getCurrentThreadCpuTime();
        run(operations);
        final long nanos = THREADS.getCurrentThreadCpuTime() - start;
        wallNanos = Math.max(1, System.nanoTime() - wall);
        return Math.max(1, nanos);
    }

    @Override
    public long wallNanos() {
        return wallNanos;
    }

    /**
     * Carries out operations, without taking the time.
     *
     * @param operations how many.
     */
    protected final void run(final int operations) {
        for (int done = 0; done < operations; done += BATCH) {
            batch(Math.min(BATCH, operations - done));
        }
    }

    private void batch(final int operations) {
        long hash = this.hash;
        for (int i = 0; i < operations; i++) {
            hash = 31 * hash + operation();
        }
        this.hash = hash;
    }

    @Override
    public long percentile(final int operations, final double percent) {
        final long[] nanos = new long[operations];
        final long start = System.nanoTime();
        long before = start;
        for (int i = 0; i < operations; i++) {
            hash = 31 * hash + operation();
            final long now = System.nanoTime();
            nanos[i] = now - before;
            before = now;
        }
        wallNanos = Math.max(1, before - start);
        Arrays.sort(nanos);
        return nanos[(int) Math.ceil(operations * percent / PERCENT) - 1];
    }

    /**
     * Returns a hash of the answers to every operation that {@link #run} or a timed slice carried out so far.
     *
     * @return the same for builds that were asked the same and answered the same.
     */
    protected final long hash() {
        return hash;
    }
}
