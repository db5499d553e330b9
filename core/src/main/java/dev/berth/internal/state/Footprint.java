package dev.berth.internal.state;

/** The size of a reference in an array. */
public final class Footprint {
    /** The bytes of a reference in heaps below 32 GiB, where references are compressed. */
    public static final long REFERENCE = 4;

    private Footprint() {}
}
