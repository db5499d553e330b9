package dev.berth.cluster.internal.machine;

import dev.berth.SnapshotSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/** A writer of messages into a snapshot, each in a frame with its length and a checksum of all before it. */
final class FrameWriter {
    private final SnapshotSink sink;
    private final ByteBuffer chunk =
            ByteBuffer.allocate(SnapshotSink.MAX_CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    FrameWriter(final SnapshotSink sink) {
        this.sink = sink;
    }

    /** Writes a message with its header, from a buffer over an array. */
    void write(final DirectBuffer message, final int offset, final int length) throws IOException {
        if (chunk.remaining() < 2 * Integer.BYTES) {
            flush();
        }
        final byte[] bytes = message.byteArray();
        final int from = message.wrapAdjustment() + offset;
        chunk.putInt(length);
        checksum.update(chunk.array(), chunk.position() - Integer.BYTES, Integer.BYTES);
        checksum.update(bytes, from, length);
        chunk.putInt((int) checksum.getValue());
        for (int done = 0; done < length; ) {
            if (!chunk.hasRemaining()) {
                flush();
            }
            final int part = Math.min(chunk.remaining(), length - done);
            chunk.put(bytes, from + done, part);
            done += part;
        }
    }

    /** Gives all that was written to the sink. */
    void flush() throws IOException {
        chunk.flip();
        while (chunk.hasRemaining()) {
            final int before = chunk.position();
            sink.write(chunk);
            if (chunk.position() <= before) {
                throw new IOException("sink took no byte of " + chunk.remaining()
                        + ", must take one at least and move the position of the buffer past it");
            }
        }
        chunk.clear();
    }
}
