package dev.berth.cluster.internal.machine;

import dev.berth.cluster.internal.codec.HelloDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.wire.Limits;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A request whose structure was checked before anything of it is carried out: the lengths of its commands fill it
 * exactly, and its numbers make sense.
 */
final class RequestReader {
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int GROUP_BYTES = RequestDecoder.CommandsDecoder.HEADER_SIZE;

    private final UnsafeBuffer message = new UnsafeBuffer();
    private final UnsafeBuffer command = new UnsafeBuffer();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RequestDecoder fields = new RequestDecoder();
    private long clientId;
    private long sequence;
    private long acknowledged;
    private long incarnation;
    private int blockOfCommand;
    private int firstCommand;
    private int count;
    private int position;

    /** Reads a request; returns false if it cannot be read. Its client and sequence are 0 if they cannot be read. */
    boolean read(final DirectBuffer buffer, final int offset, final int length) {
        message.wrap(buffer, offset, length);
        clientId = 0;
        sequence = 0;
        acknowledged = 0;
        incarnation = 0;
        count = 0;
        return readFields() && readCommands() && areNumbersRight();
    }

    private boolean readFields() {
        if (message.capacity() < MessageHeaderDecoder.ENCODED_LENGTH + RequestDecoder.BLOCK_LENGTH + GROUP_BYTES) {
            return false;
        }
        header.wrap(message, 0);
        if (header.templateId() != RequestDecoder.TEMPLATE_ID
                || header.schemaId() != RequestDecoder.SCHEMA_ID
                || header.blockLength() < RequestDecoder.BLOCK_LENGTH) {
            return false;
        }
        fields.wrap(message, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        clientId = fields.clientId();
        sequence = fields.sequence();
        acknowledged = fields.acknowledged();
        incarnation = fields.incarnation();
        return true;
    }

    private boolean readCommands() {
        final int group = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        final int end = message.capacity();
        if (end < group + GROUP_BYTES) {
            return false;
        }
        blockOfCommand = message.getShort(group, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final int commands = message.getShort(group + Short.BYTES, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (commands > Limits.MAX_COMMANDS) {
            return false;
        }
        firstCommand = group + GROUP_BYTES;
        int at = firstCommand;
        for (int left = commands; left > 0; left--) {
            at += blockOfCommand;
            if (at > end - LENGTH_BYTES) {
                return false;
            }
            final int length = message.getInt(at, ByteOrder.LITTLE_ENDIAN);
            if (length < 0 || length > end - LENGTH_BYTES - at) {
                return false;
            }
            at += LENGTH_BYTES + length;
        }
        count = commands;
        position = firstCommand;
        return at == end || header.version() > RequestDecoder.SCHEMA_VERSION;
    }

    private boolean areNumbersRight() {
        if (sequence == 0) {
            return acknowledged == 0 && count == 1 && isHello();
        }
        return sequence > 0 && acknowledged >= 0 && acknowledged < sequence;
    }

    private boolean isHello() {
        final DirectBuffer only = nextCommand();
        return only.capacity() >= MessageHeaderDecoder.ENCODED_LENGTH
                && header.wrap(only, 0).templateId() == HelloDecoder.TEMPLATE_ID;
    }

    /** Returns the next command with its header, in a buffer that ends where it does. */
    DirectBuffer nextCommand() {
        final int at = position + blockOfCommand;
        final int length = message.getInt(at, ByteOrder.LITTLE_ENDIAN);
        command.wrap(message, at + LENGTH_BYTES, length);
        position = at + LENGTH_BYTES + length;
        return command;
    }

    long clientId() {
        return clientId;
    }

    long sequence() {
        return sequence;
    }

    long acknowledged() {
        return acknowledged;
    }

    long incarnation() {
        return incarnation;
    }

    /** Returns the number of commands. */
    int count() {
        return count;
    }
}
