package dev.berth.cluster.internal.client;

import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its reply. The window owns it, and uses the object again for another request.
 *
 * @param <T> what waits for the reply.
 */
public final class InFlight<T> {
    /** The request is to be sent, for the first time or again. */
    static final int QUEUED = 0;

    /** The request was sent and has no reply. */
    static final int SENT = 1;

    /** The request has its reply, and an earlier one has none. */
    static final int ANSWERED = 2;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RequestEncoder request = new RequestEncoder();
    private int length;
    private @Nullable T waiter;

    long sequence;
    int state;
    long sendings;

    /** The number of the last sending among all sendings of the window. */
    long order;

    /** The acknowledged sequence that the first sending of the request had; the next field has that of the last. */
    long acknowledgedFirst;

    long acknowledgedLast;

    /** Copies a request. */
    void set(
            final long clientId,
            final long incarnation,
            final long newSequence,
            final T newWaiter,
            final DirectBuffer source,
            final int offset,
            final int newLength) {
        if (buffer.capacity() < newLength) {
            buffer.wrap(new byte[Math.max(newLength, 2 * buffer.capacity())]);
        }
        buffer.putBytes(0, source, offset, newLength);
        length = newLength;
        waiter = newWaiter;
        begin(clientId, incarnation, newSequence);
    }

    /** Makes this a request without commands, for which nothing waits, with the sequence that it has. */
    void fill(final long clientId, final long incarnation) {
        request.wrapAndApplyHeader(buffer, 0, header).commandsCount(0);
        length = request.limit();
        waiter = null;
        begin(clientId, incarnation, sequence);
    }

    private void begin(final long clientId, final long incarnation, final long newSequence) {
        request.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH)
                .clientId(clientId)
                .incarnation(incarnation)
                .sequence(newSequence);
        sequence = newSequence;
        state = QUEUED;
        sendings = 0;
        order = 0;
    }

    void acknowledge(final long acknowledged) {
        request.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH).acknowledged(acknowledged);
        acknowledgedLast = acknowledged;
        if (sendings == 0) {
            acknowledgedFirst = acknowledged;
        }
    }

    void answered() {
        state = ANSWERED;
        waiter = null;
    }

    /**
     * Returns the buffer that holds the request, from offset 0.
     *
     * @return the buffer, valid until the next call of the window.
     */
    public DirectBuffer buffer() {
        return buffer;
    }

    /**
     * Returns the bytes of the request.
     *
     * @return the length.
     */
    public int length() {
        return length;
    }

    /**
     * Returns the number of the request among those of the client.
     *
     * @return the sequence, at least 1.
     */
    public long sequence() {
        return sequence;
    }

    /**
     * Returns what waits for the reply.
     *
     * @return null if nothing does.
     */
    public @Nullable T waiter() {
        return waiter;
    }

    /**
     * Answers whether the request was sent at least once.
     *
     * @return false if the service cannot have it.
     */
    public boolean wasSent() {
        return sendings > 0;
    }
}
