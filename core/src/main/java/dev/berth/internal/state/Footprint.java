package dev.berth.internal.state;

/** What a reference takes in an array. */
public final class Footprint {
    /** Bytes, with compressed references (heaps below 32 GiB). */
    public static final long REFERENCE = 4;

    private Footprint() {}
}
