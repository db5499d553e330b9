package dev.berth.cluster.internal.machine;

import dev.berth.SnapshotException;
import dev.berth.SnapshotException.Problem;
import dev.berth.SnapshotSource;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.wire.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A reader of the messages of a snapshot, which returns each after its checksum was compared. It copes with any bytes,
 * and takes from the source what belongs to the next frame and no more.
 */
final class FrameReader {
    private static final int HEAD = 2 * Integer.BYTES;

    private final SnapshotSource source;
    private final ByteBuffer frame = ByteBuffer.allocate(HEAD + Limits.MAX_MESSAGE).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer message = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CRC32C checksum = new CRC32C();
    private long frameAt;

    FrameReader(final SnapshotSource source) {
        this.source = source;
    }

    /** Reads the next message, which must be of a kind. */
    void next(final int templateId) throws IOException {
        frameAt += HEAD + message.capacity();
        message.wrap(frame.array(), HEAD, 0);
        fill(0, HEAD);
        final int length = frame.getInt(0);
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > Limits.MAX_MESSAGE) {
            throw corrupt("length of a message is " + length + ", must be " + MessageHeaderDecoder.ENCODED_LENGTH + ".."
                    + Limits.MAX_MESSAGE);
        }
        fill(HEAD, length);
        checksum.update(frame.array(), 0, Integer.BYTES);
        checksum.update(frame.array(), HEAD, length);
        if (frame.getInt(Integer.BYTES) != (int) checksum.getValue()) {
            throw corrupt("checksum does not agree with the bytes before it; take an earlier one");
        }
        message.wrap(frame.array(), HEAD, length);
        header.wrap(message, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw refused(Problem.FOREIGN, "schema is " + header.schemaId() + ", must be "
                    + MessageHeaderDecoder.SCHEMA_ID + "; it is something else");
        }
        if (header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
            throw refused(Problem.TOO_NEW, "version of the schema is " + header.version() + ", must be 1.."
                    + MessageHeaderDecoder.SCHEMA_VERSION + "; read it with a later build");
        }
        if (header.templateId() != templateId) {
            throw corrupt("message " + header.templateId() + " is here, must be " + templateId);
        }
    }

    /** Fills a part of the frame with the next bytes of the source. */
    private void fill(final int at, final int count) throws IOException {
        frame.limit(at + count).position(at);
        while (frame.hasRemaining()) {
            final int before = frame.position();
            if (source.read(frame) < 0) {
                throw refused(Problem.TORN, "it ends here, must go on; take an earlier one");
            }
            if (frame.position() <= before) {
                throw new IOException("source gave no byte of " + frame.remaining()
                        + ", must give one at least, or -1 at the end, and move the position of the buffer past it");
            }
        }
    }

    /** Returns the buffer that holds the message with its header, and ends where it does. */
    DirectBuffer message() {
        return message;
    }

    int blockLength() {
        return header.blockLength();
    }

    int version() {
        return header.version();
    }

    /** Throws if a number is out of its range. */
    int checked(final String what, final long value, final long least, final long most) throws IOException {
        if (value < least || value > most) {
            throw corrupt(what + " is " + value + ", must be " + least + ".." + most);
        }
        return (int) value;
    }

    SnapshotException corrupt(final String what) {
        return refused(Problem.CORRUPT, what);
    }

    private SnapshotException refused(final Problem problem, final String what) {
        return new SnapshotException(problem, "machine", frameAt, what);
    }
}
