package dev.berth;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/**
 * The receiver of a snapshot, such as a file, an array or a publication. It is given the bytes in order, in chunks of
 * at most {@value #MAX_CHUNK} bytes.
 *
 * <p>{@code FileChannel::write} is a sink, and so is the {@code write} of any other blocking channel.
 */
@FunctionalInterface
public interface SnapshotSink {
    /** The largest number of bytes of a chunk: 65536. */
    int MAX_CHUNK = 65_536;

    /**
     * Takes at least one byte from the position of the buffer on, and moves the position past the bytes taken. The
     * bytes that are left are given again in the next call. The sink must not keep the buffer.
     *
     * @param chunk the buffer with bytes between position and limit.
     * @throws IOException if the bytes cannot be written, which ends the snapshot.
     */
    void write(ByteBuffer chunk) throws IOException;

    /**
     * Returns a sink that writes to a stream, which stays open.
     *
     * @param out the stream, such as a {@link java.io.ByteArrayOutputStream}.
     * @return the sink.
     */
    static SnapshotSink to(final OutputStream out) {
        return Channels.newChannel(out)::write;
    }
}
