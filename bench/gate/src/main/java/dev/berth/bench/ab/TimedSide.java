package dev.berth.bench.ab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * A side with the loop that is timed. A subclass is loaded once for each build together with this class, so that the
 * JIT compiles the loop from the profile of that build alone.
 */
public abstract class TimedSide implements Side {
    private static final int PERCENT = 100;

    /**
     * The number of operations in one call of the loop. It is small, so that the JIT compiles the loop as a method and
     * not while it runs.
     */
    private static final int BATCH = 100;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long hash;
    private long wallNanos;

    /** Creates a side; a subclass defines its operation. */
    protected TimedSide() {}

    /**
     * Carries out one operation.
     *
     * @return a value that depends on its answer.
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
     * Carries out operations without measuring time.
     *
     * @param operations the number of operations.
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
     * Returns a hash of the answers to every operation that {@link #run} or a timed slice has carried out.
     *
     * @return a hash that is the same for builds with the same operations and answers.
     */
    protected final long hash() {
        return hash;
    }
}
