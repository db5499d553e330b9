package dev.berth.cluster;

import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.MessageList;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The request that a batch is written to. A command is written from {@link #open} to {@link #close}; one that does not
 * fit, or whose writing ends in an exception, leaves the request as it was.
 *
 * <p>The buffer grows to what the largest batch needed, so that an empty batch is small.
 */
final class CommandWriter {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1_024);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RequestEncoder request = new RequestEncoder();
    private final RequestEncoder copy = new RequestEncoder();
    private final MessageList commands = new MessageList(buffer);
    private int first;

    CommandWriter() {
        clear();
    }

    void clear() {
        request.wrapAndApplyHeader(buffer, 0, header).clientId(0).sequence(0).acknowledged(0).incarnation(0);
        commands.begin(request.limit());
        first = commands.position();
    }

    int count() {
        return commands.count();
    }

    /** Returns the bytes of the request. */
    int length() {
        return commands.position();
    }

    /** Returns the buffer, in which the request begins at 0. */
    MutableDirectBuffer buffer() {
        return buffer;
    }

    /** Copies the request and gives the copy its numbers; returns its length. */
    int copyTo(
            final MutableDirectBuffer target,
            final int offset,
            final long clientId,
            final long incarnation,
            final long sequence,
            final long acknowledged) {
        target.putBytes(offset, (DirectBuffer) buffer, 0, length());
        copy.wrap(target, offset + MessageHeaderEncoder.ENCODED_LENGTH)
                .clientId(clientId)
                .incarnation(incarnation)
                .sequence(sequence)
                .acknowledged(acknowledged);
        return length();
    }

    /** Opens a command, and returns where its fields begin. */
    int open(final int blockLength, final int templateId) {
        if (commands.count() == Limits.MAX_COMMANDS) {
            throw new IllegalStateException(
                    "the batch has " + Limits.MAX_COMMANDS + " commands, the most; send it first");
        }
        return commands.open(blockLength, templateId);
    }

    /** Ends the command that is open, and returns the index of its result. */
    int close(final int limit) {
        if (limit > Limits.MAX_MESSAGE) {
            refuse(limit - commands.position());
        }
        commands.close(limit);
        return commands.count() - 1;
    }

    private void refuse(final int bytes) {
        final int most = Limits.MAX_MESSAGE - first;
        if (bytes > most) {
            throw new IllegalArgumentException("the command takes " + bytes + " bytes, must be at most " + most
                    + "; make it smaller");
        }
        throw new IllegalStateException("the batch has " + commands.position() + " bytes and the command takes " + bytes
                + " more, must be " + Limits.MAX_MESSAGE + " together; send the batch first");
    }
}
