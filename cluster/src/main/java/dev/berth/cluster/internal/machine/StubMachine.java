package dev.berth.cluster.internal.machine;

import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.HelloDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.PlaceDecoder;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.WelcomeEncoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Stands in until the machine is there: numbers requests, answers every command with the next number. */
public final class StubMachine {
    private final Output output;
    private final ReplyWriter reply = new ReplyWriter();
    private final RequestDecoder request = new RequestDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer command = new UnsafeBuffer();
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final Long2LongHashMap clients = new Long2LongHashMap(-1);
    private long applied;
    private long next = 1;

    /**
     * Stub.
     *
     * @param output where it sends.
     */
    public StubMachine(final Output output) {
        this.output = output;
    }

    /**
     * Stub.
     *
     * @param session the session.
     * @param buffer the buffer.
     * @param offset the offset.
     * @param length the length.
     */
    public void apply(final long session, final DirectBuffer buffer, final int offset, final int length) {
        applied++;
        request.wrapAndApplyHeader(buffer, offset, header);
        final long client = request.clientId();
        final long sequence = request.sequence();
        final long last = clients.get(client);
        final RequestDecoder.CommandsDecoder commands = request.commands();
        reply.begin(client, sequence, last + 1, status(sequence, last), commands.count());
        if (status(sequence, last) == Status.DONE) {
            while (commands.hasNext()) {
                commands.next().wrapCommand(command);
                one(client);
            }
            if (sequence > 0) {
                clients.put(client, sequence);
            }
        }
        output.send(session, reply.buffer(), 0, reply.length());
    }

    private static Status status(final long sequence, final long last) {
        if (sequence == 0 || (last >= 0 && sequence == last + 1)) {
            return Status.DONE;
        }
        return last < 0 ? Status.UNKNOWN_CLIENT : sequence <= last ? Status.EXPIRED : Status.OUT_OF_SEQUENCE;
    }

    private void one(final long client) {
        header.wrap(command, 0);
        if (header.templateId() == HelloDecoder.TEMPLATE_ID) {
            clients.putIfAbsent(client, 0);
            welcome.wrap(reply.buffer(), reply.open(WelcomeEncoder.BLOCK_LENGTH, WelcomeEncoder.TEMPLATE_ID))
                    .lastSequence(clients.get(client))
                    .maxReplies(1024)
                    .configured(Flag.YES);
            reply.close(welcome.limit());
        } else if (header.templateId() == PlaceDecoder.TEMPLATE_ID) {
            reply.placed(next++, 0);
        } else {
            reply.value(next++);
        }
    }

    /** Stub. */
    public void tick() {
        applied++;
    }

    /**
     * Stub.
     *
     * @return the interval.
     */
    public long tickMillis() {
        return 0;
    }

    /**
     * Stub.
     *
     * @param session the session.
     */
    public void sessionClosed(final long session) {}

    /**
     * Stub.
     *
     * @param sink the sink.
     * @throws IOException if the sink throws.
     */
    public void snapshot(final SnapshotSink sink) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(20 + clients.size() * 16).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(applied).putLong(next).putInt(clients.size());
        clients.forEachLong((client, last) -> bytes.putLong(client).putLong(last));
        bytes.flip();
        while (bytes.hasRemaining()) {
            sink.write(bytes);
        }
    }

    /**
     * Stub.
     *
     * @param output where it sends.
     * @param source the source.
     * @return the machine.
     * @throws IOException if the source throws.
     */
    public static StubMachine restore(final Output output, final SnapshotSource source) throws IOException {
        final StubMachine machine = new StubMachine(output);
        final ByteBuffer head = fill(source, 20);
        machine.applied = head.getLong();
        machine.next = head.getLong();
        final int size = head.getInt();
        final ByteBuffer clients = fill(source, size * 16);
        for (int i = 0; i < size; i++) {
            machine.clients.put(clients.getLong(), clients.getLong());
        }
        return machine;
    }

    private static ByteBuffer fill(final SnapshotSource source, final int size) throws IOException {
        final ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (source.read(bytes) < 0) {
                throw new IOException("the snapshot ends too early");
            }
        }
        bytes.flip();
        return bytes;
    }
}
