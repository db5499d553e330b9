package dev.berth;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The origin of a snapshot, which returns the bytes that a {@link SnapshotSink} was given, in the same order. The
 * chunks may have other sizes.
 *
 * <p>{@code FileChannel::read} is a source, and so is the {@code read} of any other blocking channel. Reading stops at
 * the end of a snapshot, so several snapshots can follow each other in one file.
 */
@FunctionalInterface
public interface SnapshotSource {
    /**
     * Puts bytes into the buffer from its position on, and moves the position past them: at least one byte, and at most
     * as many as remain to the limit.
     *
     * @param chunk the buffer with room between position and limit.
     * @return the number of bytes; −1 = there are no more.
     * @throws IOException if the bytes cannot be read, which ends the restoration.
     */
    int read(ByteBuffer chunk) throws IOException;

    /**
     * Returns a source that reads an array from its first byte on.
     *
     * @param bytes the bytes of one snapshot, or of several in a row; they are not copied.
     * @return the source.
     */
    static SnapshotSource of(final byte[] bytes) {
        final ByteBuffer from = ByteBuffer.wrap(bytes);
        return chunk -> {
            if (!from.hasRemaining()) {
                return -1;
            }
            final int count = Math.min(from.remaining(), chunk.remaining());
            chunk.put(chunk.position(), from, from.position(), count);
            chunk.position(chunk.position() + count);
            from.position(from.position() + count);
            return count;
        };
    }
}
