package dev.berth.cluster.internal.wire;

import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;

/** The way to write a message in place as the field of another, rather than elsewhere and then copied. */
public final class Nested {
    private Nested() {}

    /**
     * Returns where the nested message begins.
     *
     * @param at the offset of the field: the limit of its encoder.
     * @return the offset of the message's header.
     */
    public static int begin(final int at) {
        return at + Integer.BYTES;
    }

    /**
     * Ends the field.
     *
     * @param buffer the buffer.
     * @param at the offset of the field.
     * @param limit the offset after the nested message.
     * @return the limit.
     */
    public static int end(final MutableDirectBuffer buffer, final int at, final int limit) {
        buffer.putInt(at, limit - at - Integer.BYTES, ByteOrder.LITTLE_ENDIAN);
        return limit;
    }

    /**
     * Checks that a nested message is what it has to be.
     *
     * @param header its header.
     * @param templateId the id that it has to have.
     * @throws IllegalArgumentException if it has another.
     */
    public static void check(final MessageHeaderDecoder header, final int templateId) {
        if (header.templateId() != templateId) {
            throw new IllegalArgumentException("record is " + header.templateId() + ", must be " + templateId);
        }
    }
}
