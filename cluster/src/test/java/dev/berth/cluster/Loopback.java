package dev.berth.cluster;

import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client and the machine that serves it, in one thread and without a network. */
final class Loopback implements Output {
    private static final long CLIENT = 7;

    final PlacementMachine machine = new PlacementMachine(this);
    private final UnsafeBuffer request = new UnsafeBuffer(new byte[200_000]);
    private byte[] reply = {};
    private RuntimeException failure;
    private long sequence;

    Loopback() {
        final Batch hello = new Batch();
        hello.control().hello();
        machine.apply(1, request, 0, hello.request().copyTo(request, 0, CLIENT, 0, 0));
    }

    /** Carries out a batch that is not empty. */
    Results call(final Batch batch) {
        final int length = batch.request().copyTo(request, 0, CLIENT, sequence + 1, sequence);
        machine.apply(1, request, 0, length);
        sequence++;
        final UnsafeBuffer buffer = new UnsafeBuffer(reply);
        final ReplyDecoder header = new ReplyDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        if (header.status() != Status.DONE || header.sequence() != sequence) {
            throw new AssertionError("request " + sequence + " was answered by " + header);
        }
        if (failure != null) {
            throw new AssertionError("the machine has a defect", failure);
        }
        return Results.copyOf(buffer, 0, reply.length);
    }

    int replyLength() {
        return reply.length;
    }

    @Override
    public void send(final long session, final DirectBuffer buffer, final int offset, final int length) {
        reply = new byte[length];
        buffer.getBytes(offset, reply);
    }

    @Override
    public void tickEvery(final long millis) {
        // No timer.
    }

    @Override
    public void diverged(final String message) {
        throw new AssertionError(message);
    }

    @Override
    public void failed(final RuntimeException cause) {
        failure = cause;
    }
}
