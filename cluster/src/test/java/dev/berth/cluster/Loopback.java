package dev.berth.cluster;

import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.cluster.internal.codec.GroupSizeEncodingEncoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import dev.berth.cluster.internal.wire.MessageList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client and the machine that serves it, in one thread and without a network. */
final class Loopback implements Output {
    private static final long CLIENT = 7;

    final PlacementMachine machine = new PlacementMachine(this);
    private final UnsafeBuffer request = new UnsafeBuffer(new byte[200_000]);
    private final Batch batch = new Batch();
    private byte[] reply = {};
    private RuntimeException failure;
    private long sequence;

    Loopback() {
        final Batch hello = new Batch();
        hello.control().hello();
        machine.apply(1, request, 0, hello.request().copyTo(request, 0, CLIENT, 0, 0, 0));
    }

    /** Carries out a batch that is not empty. */
    Results call(final Batch batch) {
        return apply(batch.request().copyTo(request, 0, CLIENT, 0, sequence + 1, sequence));
    }

    /** Carries out a batch that is changed on its way. */
    Results call(final Batch batch, final Consumer<MutableDirectBuffer> change) {
        final int length = batch.request().copyTo(request, 0, CLIENT, 0, sequence + 1, sequence);
        change.accept(request);
        return apply(length);
    }

    /** Carries out one command of raw bytes, from its header on. */
    Results call(final byte[] command) {
        batch.clear();
        batch.request().copyTo(request, 0, CLIENT, 0, sequence + 1, sequence);
        final MessageList commands = new MessageList(request);
        commands.begin(batch.bytes() - GroupSizeEncodingEncoder.ENCODED_LENGTH);
        final int at = commands.open(0, 0) - MessageHeaderDecoder.ENCODED_LENGTH;
        request.putBytes(at, command);
        commands.close(at + command.length);
        return apply(commands.position());
    }

    private Results apply(final int length) {
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

    /** Answers whether the snapshot of the machine has that of an engine in it, to the byte. */
    boolean hasStateOf(final PlacementEngine engine) {
        final ByteArrayOutputStream ofEngine = new ByteArrayOutputStream();
        final ByteArrayOutputStream ofMachine = new ByteArrayOutputStream();
        try {
            engine.snapshot(SnapshotSink.to(ofEngine));
            machine.snapshot(SnapshotSink.to(ofMachine));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final byte[] part = ofEngine.toByteArray();
        final byte[] whole = ofMachine.toByteArray();
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
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
