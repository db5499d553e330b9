package dev.berth.cluster.simulation;

import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.MessageList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A writer of requests, independent of the client's batches. */
final class RequestWriter {
    /** The buffer that holds the request. */
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * Limits.MAX_MESSAGE]);

    /** The buffer for a record that is nested in a command. */
    final UnsafeBuffer nested = new UnsafeBuffer(new byte[4_096]);

    /** The header of a nested record. */
    final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private final RequestEncoder request = new RequestEncoder();
    private final MessageList commands = new MessageList(buffer);

    /** Writes a request. */
    byte[] write(
            final long clientId,
            final long incarnation,
            final long sequence,
            final long acknowledged,
            final List<Command> list) {
        request.wrapAndApplyHeader(buffer, 0, header)
                .clientId(clientId)
                .sequence(sequence)
                .acknowledged(acknowledged)
                .incarnation(incarnation);
        commands.begin(request.limit());
        for (final Command command : list) {
            command.write(this);
        }
        final byte[] bytes = new byte[commands.position()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    /** Opens a command and returns where its fields begin. */
    int open(final int blockLength, final int templateId) {
        return commands.open(blockLength, templateId);
    }

    /** Ends the command that is open. */
    void close(final int limit) {
        commands.close(limit);
    }

    /** Writes a command without fields. */
    void empty(final int templateId) {
        close(open(0, templateId));
    }
}
