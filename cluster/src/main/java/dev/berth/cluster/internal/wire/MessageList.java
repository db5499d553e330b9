package dev.berth.cluster.internal.wire;

import dev.berth.cluster.internal.codec.GroupSizeEncodingEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/**
 * The list of nested messages with which a request or a reply ends, written front to back. It is the group of entries
 * of one variable-length field that the schema describes, written in place: {@link #open} returns where the fields of
 * the next message begin, and {@link #close} ends it.
 */
public final class MessageList {
    private static final int LENGTH_BYTES = Integer.BYTES;

    private final MutableDirectBuffer buffer;
    private final GroupSizeEncodingEncoder size = new GroupSizeEncodingEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private int start;
    private int position;
    private int count;

    /**
     * Creates a list.
     *
     * @param buffer the buffer that it is written to.
     */
    public MessageList(final MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Begins an empty list.
     *
     * @param offset where the group begins.
     */
    public void begin(final int offset) {
        start = offset;
        count = 0;
        size.wrap(buffer, offset).blockLength(0).numInGroup(0);
        position = offset + GroupSizeEncodingEncoder.ENCODED_LENGTH;
    }

    /**
     * Opens the next message.
     *
     * @param blockLength the length of its fields, in bytes.
     * @param templateId the id of the message.
     * @return the offset at which its fields begin.
     */
    public int open(final int blockLength, final int templateId) {
        header.wrap(buffer, position + LENGTH_BYTES)
                .blockLength(blockLength)
                .templateId(templateId)
                .schemaId(RequestEncoder.SCHEMA_ID)
                .version(RequestEncoder.SCHEMA_VERSION);
        return position + LENGTH_BYTES + MessageHeaderEncoder.ENCODED_LENGTH;
    }

    /**
     * Ends the message that is open. Without this call the message is dropped, and the next takes its place.
     *
     * @param limit the offset after its last byte.
     */
    public void close(final int limit) {
        buffer.putInt(position, limit - position - LENGTH_BYTES, ByteOrder.LITTLE_ENDIAN);
        position = limit;
        count++;
        size.wrap(buffer, start).numInGroup(count);
    }

    /**
     * Returns the number of messages.
     *
     * @return those that are closed.
     */
    public int count() {
        return count;
    }

    /**
     * Returns the end of the list.
     *
     * @return the offset after its last byte.
     */
    public int position() {
        return position;
    }
}
