package dev.berth;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where a snapshot comes from: what a {@link SnapshotSink} was given, in the same order. The chunks may be others.
 *
 * <p>{@code FileChannel::read} is a source, and so is the {@code read} of any other channel that blocks. No byte after
 * the end of a snapshot is read, so several can follow each other in one file.
 */
@FunctionalInterface
public interface SnapshotSource {
    /**
     * Puts bytes into the buffer from its position on, and moves the position past them: at least one, and at most as
     * many as remain to its limit.
     *
     * @param chunk with room between position and limit.
     * @return how many bytes; −1 = there are no more.
     * @throws IOException if they cannot be read; the restoration ends with that.
     */
    int read(ByteBuffer chunk) throws IOException;

    /**
     * A source that reads an array from its first byte on.
     *
     * @param bytes of one snapshot, or of several after each other; not copied.
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
