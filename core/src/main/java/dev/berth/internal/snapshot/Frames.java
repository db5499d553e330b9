package dev.berth.internal.snapshot;

import java.nio.charset.StandardCharsets;

/** The constants that the writer and the reader of frames share. */
public final class Frames {
    /**
     * The first eight bytes of a snapshot: a byte that no text begins with, BRTH, and line ends that a text copy
     * changes.
     */
    static final long MAGIC = 0x1A0A_0D48_5452_4289L;

    /** The version of the format that is written; the highest that is read. */
    static final int VERSION = 1;

    /** The kind of a snapshot of an engine, which is the tag in its header. */
    public static final String ENGINE = "ENGN";

    /** The kind of a snapshot of services, which is the tag in its header. */
    public static final String SERVICES = "SERV";

    /** The section that ends a snapshot. */
    static final String END = "END.";

    /** The bytes of the header: magic, version, kind. */
    static final int HEADER = 16;

    /** The bytes at the head of a frame: its tag, then its length with {@link #LAST}. */
    static final int HEAD = 8;

    static final int CHECKSUM = 4;

    static final int MAX_PAYLOAD = 65_536 - HEAD - CHECKSUM;

    /** The bit in the length of a frame that marks the last frame of a section. */
    static final int LAST = 1 << 31;

    /** The largest number of bytes of a number. */
    static final int LONGEST = 10;

    /** The last character of Latin-1, which takes one byte. */
    static final int LAST_NARROW = 0xFF;

    private Frames() {}

    /** Returns the four characters of a tag as an int, the first in the lowest byte. */
    static int tag(final String name) {
        final byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24;
    }
}
