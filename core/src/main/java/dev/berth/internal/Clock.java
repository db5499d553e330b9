package dev.berth.internal;

/** The logical time of an engine's indexes: one tick for each entry that is added or touched. 64 bits do not wrap. */
final class Clock {
    private long now;

    long now() {
        return now;
    }

    long tick() {
        return ++now;
    }
}
