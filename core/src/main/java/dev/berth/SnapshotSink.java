package dev.berth;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/**
 * Where a snapshot goes: a file, an array, a publication. It is given the bytes in order, in chunks of at most
 * {@value #MAX_CHUNK}.
 *
 * <p>{@code FileChannel::write} is a sink, and so is the {@code write} of any other channel that blocks.
 */
@FunctionalInterface
public interface SnapshotSink {
    /** The most bytes of a chunk. */
    int MAX_CHUNK = 65_536;

    /**
     * Takes bytes from the position of the buffer on, and moves the position past them. What is left is given again, so
     * it may take some of them only, but at least one. It must not keep the buffer.
     *
     * @param chunk with bytes between position and limit.
     * @throws IOException if they cannot be written; the snapshot ends with that.
     */
    void write(ByteBuffer chunk) throws IOException;

    /**
     * A sink that writes to a stream, which stays open.
     *
     * @param out such as a {@link java.io.ByteArrayOutputStream}.
     * @return the sink.
     */
    static SnapshotSink to(final OutputStream out) {
        return Channels.newChannel(out)::write;
    }
}
