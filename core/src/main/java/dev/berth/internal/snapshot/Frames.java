package dev.berth.internal.snapshot;

import java.nio.charset.StandardCharsets;

/** What the writer and the reader of frames agree on. */
public final class Frames {
    /** Begins every snapshot: a byte that no text begins with, BRTH, line ends that a text copy changes. */
    static final long MAGIC = 0x1A0A_0D48_5452_4289L;

    /** The version of the format that is written, and the latest that is read. */
    static final int VERSION = 1;

    /** The kind of a snapshot: the tag in its header. */
    public static final String ENGINE = "ENGN";

    public static final String SERVICES = "SERV";

    /** The section that ends a snapshot. */
    static final String END = "END.";

    /** Magic, version, kind. */
    static final int HEADER = 16;

    /** Tag, then length and {@link #LAST}. */
    static final int HEAD = 8;

    static final int CHECKSUM = 4;

    static final int MAX_PAYLOAD = 65_536 - HEAD - CHECKSUM;

    /** Set in the length of the last frame of a section. */
    static final int LAST = 1 << 31;

    /** The most bytes of a number. */
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
