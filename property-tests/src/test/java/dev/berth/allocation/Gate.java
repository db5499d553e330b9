package dev.berth.allocation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Sums the bytes that the current thread allocates in windows. */
final class Gate {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Runnable saboteur;
    private long before;
    private long sum;
    private int windows;

    /** A gate that runs something more in each window, to see whether it is caught. */
    Gate(final Runnable saboteur) {
        this.saboteur = saboteur;
    }

    void open() {
        before = threads.getCurrentThreadAllocatedBytes();
    }

    void close() {
        saboteur.run();
        sum += threads.getCurrentThreadAllocatedBytes() - before;
        windows++;
    }

    long allocatedBytes() {
        return sum;
    }

    int windows() {
        return windows;
    }
}
