package dev.berth.internal.snapshot;

import dev.berth.SnapshotException;
import dev.berth.SnapshotException.Problem;
import dev.berth.SnapshotSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A reader of the sections of a snapshot, which copes with any bytes. It requests the next frame from the source and no
 * more, returns data of a frame after its checksum was compared, and allocates in proportion to the bytes read.
 */
public final class SnapshotReader {
    /** The length above which a text is read in parts, so that its buffer is at most twice the bytes read. */
    private static final int FIRST_PART = 1_024;

    private final SnapshotSource source;
    private final ByteBuffer frame =
            ByteBuffer.allocate(Frames.HEAD + Frames.MAX_PAYLOAD + Frames.CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private String section = "header";

    /** The position of the frame in the snapshot, in bytes. */
    private long frameAt;

    private boolean isLast;

    /** Reads the header of a snapshot of a kind. */
    public SnapshotReader(final SnapshotSource source, final String kind) throws IOException {
        this.source = source;
        fill(0, Frames.HEADER);
        if (frame.getLong(0) != Frames.MAGIC) {
            throw refused(Problem.FOREIGN, "it does not begin as one, so it is something else or in another place");
        }
        final int version = frame.getInt(8);
        if (version < 1) {
            throw corrupt("version is " + version + ", must be 1 or more");
        }
        if (version > Frames.VERSION) {
            throw refused(
                    Problem.TOO_NEW,
                    "version is " + version + ", must be 1.." + Frames.VERSION + "; read it with a later build");
        }
        if (frame.getInt(12) != Frames.tag(kind)) {
            throw refused(Problem.FOREIGN, "it is of another kind than " + kind);
        }
        checksum.update(frame.array(), 0, Frames.HEADER);
        frameAt = Frames.HEADER;
    }

    /** Fills a part of the buffer with the next bytes of the source. */
    private void fill(final int at, final int count) throws IOException {
        frame.limit(at + count).position(at);
        while (frame.hasRemaining()) {
            final int before = frame.position();
            final int read = source.read(frame);
            if (read < 0) {
                throw refused(Problem.TORN, "it ends here, must go on; take an earlier one");
            }
            if (frame.position() <= before) {
                throw new IOException("source gave no byte of " + frame.remaining()
                        + ", must give one at least, or -1 at the end, and move the position of the buffer past it");
            }
        }
    }

    // ---- sections --------------------------------------------------------------------------------------------------

    /** Begins a section, which must be the next in the snapshot. */
    public void begin(final String name) throws IOException {
        section = name;
        load();
    }

    /** Reads the next frame of the section. */
    private void load() throws IOException {
        fill(0, Frames.HEAD);
        final int length = frame.getInt(4) & ~Frames.LAST;
        if (length > Frames.MAX_PAYLOAD) {
            throw corrupt("length of a frame is " + length + ", must be 0.." + Frames.MAX_PAYLOAD);
        }
        final boolean last = frame.getInt(4) < 0;
        final int end = Frames.HEAD + length;
        fill(Frames.HEAD, length + Frames.CHECKSUM);
        checksum.update(frame.array(), 0, end);
        if (frame.getInt(end) != (int) checksum.getValue()) {
            throw corrupt("checksum does not agree with the bytes before it; take an earlier one");
        }
        if (frame.getInt(0) != Frames.tag(section)) {
            throw corrupt("another section is here");
        }
        if (length == 0 && !last) {
            throw corrupt("a frame is empty, must have a byte unless its section ends");
        }
        isLast = last;
        frame.limit(end).position(Frames.HEAD);
    }

    /** Ends the section, which must have been read completely. */
    public void end() throws IOException {
        if (frame.hasRemaining() || !isLast) {
            throw corrupt("the section goes on, must end here");
        }
        frameAt += frame.limit() + Frames.CHECKSUM;
        frame.position(0);
    }

    /** Ends the snapshot. */
    public void finish() throws IOException {
        begin(Frames.END);
        end();
    }

    private byte octet() throws IOException {
        if (!frame.hasRemaining()) {
            if (isLast) {
                throw corrupt("the section ends here, must go on");
            }
            frameAt += frame.limit() + Frames.CHECKSUM;
            frame.position(0);
            load();
        }
        return frame.get();
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    /** Reads an unsigned number. */
    public long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            final byte octet = octet();
            final long bits = octet & 0x7F;
            if (bits << shift >>> shift != bits || octet == 0 && shift > 0) {
                throw corrupt("a number is written with more bytes than it needs, or has more than 64 bits");
            }
            value |= bits << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw corrupt("a number has more than 64 bits");
    }

    public long signed() throws IOException {
        final long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    /** Reads a number in a range whose ends are 0 or more. */
    public int number(final String what, final long least, final long most) throws IOException {
        final long value = number();
        if (value < least || value > most) {
            throw corrupt(what + " is " + Long.toUnsignedString(value) + ", must be " + least + ".." + most);
        }
        return (int) value;
    }

    /** Reads a number in a range that may include negative numbers. */
    public int signed(final String what, final int least, final int most) throws IOException {
        final long value = signed();
        if (value < least || value > most) {
            throw corrupt(what + " is " + value + ", must be " + least + ".." + most);
        }
        return (int) value;
    }

    public boolean flag(final String what) throws IOException {
        return number(what, 0, 1) == 1;
    }

    public long fixed() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (octet() & 0xFFL) << shift;
        }
        return value;
    }

    /** Reads a text or null. */
    public String text() throws IOException {
        final long form = number();
        if (form == 0) {
            return null;
        }
        final boolean isNarrow = (form - 1 & 1) == 0;
        final long length = form - 1 >>> 1;
        if (length > Integer.MAX_VALUE / Character.BYTES - FIRST_PART) {
            throw corrupt("length of a text is " + length + ", must be 0.." + Integer.MAX_VALUE / Character.BYTES);
        }
        return isNarrow ? narrow((int) length) : wide((int) length);
    }

    private String narrow(final int length) throws IOException {
        byte[] text = new byte[Math.min(length, FIRST_PART)];
        for (int at = 0; at < length; at++) {
            if (at == text.length) {
                text = Arrays.copyOf(text, (int) Math.min(length, 2L * at));
            }
            text[at] = octet();
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private String wide(final int length) throws IOException {
        final StringBuilder text = new StringBuilder(Math.min(length, FIRST_PART));
        for (int at = 0; at < length; at++) {
            text.append((char) (octet() & 0xFF | (octet() & 0xFF) << Byte.SIZE));
        }
        return text.toString();
    }

    /** Reads a text; throws if it is null. */
    public String text(final String what) throws IOException {
        final String value = text();
        if (value == null) {
            throw corrupt(what + " is null, must be text");
        }
        return value;
    }

    /** Reads a text; throws if it is null or empty. */
    public String name(final String what) throws IOException {
        final String value = text(what);
        if (value.isEmpty()) {
            throw corrupt(what + " is empty, must be text");
        }
        return value;
    }

    // ---- refusals --------------------------------------------------------------------------------------------------

    /** Returns the exception for bytes that cannot be the state of an engine. */
    public SnapshotException corrupt(final String what) {
        return refused(Problem.CORRUPT, what);
    }

    public SnapshotException refused(final Problem problem, final String what) {
        return new SnapshotException(problem, section, frameAt + frame.position(), what);
    }

    /** Throws if a requirement of the format does not hold. */
    public void require(final boolean holds, final String what) throws SnapshotException {
        if (!holds) {
            throw corrupt(what);
        }
    }
}
