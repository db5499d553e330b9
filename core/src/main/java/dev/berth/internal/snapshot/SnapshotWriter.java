package dev.berth.internal.snapshot;

import dev.berth.SnapshotSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** A writer of the sections of a snapshot. It fills one buffer and passes it to the sink frame by frame. */
public final class SnapshotWriter {
    private final SnapshotSink sink;
    private final ByteBuffer frame =
            ByteBuffer.allocate(Frames.HEAD + Frames.MAX_PAYLOAD + Frames.CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private int tag;

    /** Begins a snapshot of a kind. */
    public SnapshotWriter(final SnapshotSink sink, final String kind) throws IOException {
        this.sink = sink;
        frame.putLong(Frames.MAGIC).putInt(Frames.VERSION).putInt(Frames.tag(kind));
        checksum.update(frame.array(), 0, Frames.HEADER);
        give();
    }

    private void give() throws IOException {
        frame.flip();
        while (frame.hasRemaining()) {
            final int before = frame.position();
            sink.write(frame);
            if (frame.position() <= before) {
                throw new IOException("sink took no byte of " + frame.remaining()
                        + ", must take one at least and move the position of the buffer past it");
            }
        }
        frame.clear();
    }

    // ---- sections --------------------------------------------------------------------------------------------------

    /** Begins a section; its name has four characters. */
    public void begin(final String section) {
        tag = Frames.tag(section);
        frame.position(Frames.HEAD);
        frame.limit(Frames.HEAD + Frames.MAX_PAYLOAD);
    }

    /** Ends the section that was begun last. */
    public void end() throws IOException {
        seal(Frames.LAST);
    }

    /** Ends the snapshot. */
    public void finish() throws IOException {
        begin(Frames.END);
        end();
    }

    private void seal(final int last) throws IOException {
        final int end = frame.position();
        frame.putInt(0, tag).putInt(4, end - Frames.HEAD | last);
        checksum.update(frame.array(), 0, end);
        frame.limit(frame.capacity());
        frame.putInt((int) checksum.getValue());
        give();
    }

    private void next() throws IOException {
        seal(0);
        frame.position(Frames.HEAD);
        frame.limit(Frames.HEAD + Frames.MAX_PAYLOAD);
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    /** Writes an unsigned number, seven bits in each byte, the lowest first. */
    public void number(final long value) throws IOException {
        if (frame.remaining() < Frames.LONGEST) {
            next();
        }
        long left = value;
        while ((left & ~0x7FL) != 0) {
            frame.put((byte) (left | 0x80));
            left >>>= 7;
        }
        frame.put((byte) left);
    }

    /** Writes a number that may be negative; numbers near 0 are short. */
    public void signed(final long value) throws IOException {
        number(value << 1 ^ value >> 63);
    }

    public void flag(final boolean value) throws IOException {
        number(value ? 1 : 0);
    }

    /** Writes eight bytes, the lowest first. */
    public void fixed(final long value) throws IOException {
        if (frame.remaining() < Long.BYTES) {
            next();
        }
        frame.putLong(value);
    }

    /** Writes a text or null: its form and length, then Latin-1 if that has every character, otherwise UTF-16. */
    public void text(final String value) throws IOException {
        if (value == null) {
            number(0);
            return;
        }
        final int length = value.length();
        boolean isNarrow = true;
        for (int at = 0; at < length && isNarrow; at++) {
            isNarrow = value.charAt(at) <= Frames.LAST_NARROW;
        }
        number(1 + ((long) length << 1 | (isNarrow ? 0 : 1)));
        // The text is written char by char, because a charset would replace an unpaired surrogate.
        for (int at = 0; at < length; at++) {
            if (frame.remaining() < Character.BYTES) {
                next();
            }
            if (isNarrow) {
                frame.put((byte) value.charAt(at));
            } else {
                frame.putChar(value.charAt(at));
            }
        }
    }
}
