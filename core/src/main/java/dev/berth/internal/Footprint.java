package dev.berth.internal;

/** What a reference takes in an array. */
final class Footprint {
    /** Bytes, with compressed references (heaps below 32 GiB). */
    static final long REFERENCE = 4;

    private Footprint() {}
}
