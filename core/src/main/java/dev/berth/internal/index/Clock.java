package dev.berth.internal.index;

/**
 * The logical time of an engine's indexes: one tick for each entry that is added or touched, from when something was
 * first learnt of an index. Until then it stands at 0, and nothing needs to be stamped. 64 bits do not wrap.
 */
public final class Clock {
    private long now;

    public long now() {
        return now;
    }

    boolean isRunning() {
        return now > 0;
    }

    /** A tick, if it runs. */
    long tick() {
        return now > 0 ? ++now : 0;
    }

    /** A tick; it runs from now on. */
    public long start() {
        return ++now;
    }
}
