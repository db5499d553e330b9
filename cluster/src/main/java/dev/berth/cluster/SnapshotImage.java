package dev.berth.cluster;

import dev.berth.SnapshotSource;
import io.aeron.Image;
import io.aeron.logbuffer.ControlledFragmentHandler;
import io.aeron.logbuffer.Header;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/**
 * A snapshot that is read from the recording which Aeron plays back. The bytes are those of its fragments in a row:
 * where a message or a fragment ended when it was written plays no part.
 */
final class SnapshotImage implements SnapshotSource {
    private static final int FRAGMENTS = 64;

    private final Image image;
    private final IdleStrategy idle;
    private final ControlledFragmentHandler handler = this::onFragment;
    private ByteBuffer target = ByteBuffer.allocate(0);
    private int taken;
    private long position;

    SnapshotImage(final Image image, final IdleStrategy idle) {
        this.image = image;
        this.idle = idle;
    }

    /** Returns the number of bytes that have been read. */
    long position() {
        return position;
    }

    @Override
    public int read(final ByteBuffer chunk) {
        final int before = chunk.position();
        target = chunk;
        idle.reset();
        while (chunk.position() == before) {
            final int fragments = image.controlledPoll(handler, FRAGMENTS);
            if (chunk.position() == before) {
                if (fragments == 0 && (image.isClosed() || image.isEndOfStream())) {
                    return -1;
                }
                idle.idle(fragments);
            }
        }
        final int count = chunk.position() - before;
        position += count;
        return count;
    }

    /** Takes what there is room for; the image gives the fragment again until all of it was taken. */
    private ControlledFragmentHandler.Action onFragment(
            final DirectBuffer buffer, final int offset, final int length, final Header header) {
        final int count = Math.min(length - taken, target.remaining());
        buffer.getBytes(offset + taken, target, count);
        taken += count;
        if (taken < length) {
            return ControlledFragmentHandler.Action.ABORT;
        }
        taken = 0;
        return ControlledFragmentHandler.Action.CONTINUE;
    }
}
