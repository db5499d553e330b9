package dev.berth.cluster.internal.client;

import dev.berth.cluster.internal.codec.Status;
import java.util.function.Consumer;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a client that have no reply yet, and the decision which of them is sent next.
 *
 * <p>The window numbers the requests, copies them, and keeps them until they are answered. The service carries requests
 * out in the order of their numbers, answers each, and keeps the reply until the client acknowledges it; a request that
 * it has carried out already gets the kept reply. So a request may be sent again at any time, and the window sends it
 * again in four cases:
 *
 * <ul>
 *   <li>The session or the leader is another ({@link #rewind}): everything that is unanswered, in order.
 *   <li>The service misses an earlier request (OUT_OF_SEQUENCE): everything from the one that it expects.
 *   <li>A later sending was answered and this one was not: its reply was dropped, so it alone is sent again.
 *   <li>Nothing was answered for the timeout: everything that is unanswered. The timeout doubles up to four times its
 *       first value, and an answer resets it.
 * </ul>
 *
 * <p>A request that the service does not take because it keeps too many replies (UNACKNOWLEDGED) waits, with all after
 * it, until there is more to acknowledge or the timeout has passed.
 *
 * <p>Storage: one entry for each place of the window, whose buffer grows to the longest request that it had. Cost: O(1)
 * for adding, sending and an answer in order; O(window) when requests are sent again. Threads: one at a time. Time
 * comes in as an argument, in nanoseconds of any origin.
 *
 * @param <T> what waits for a reply.
 */
public final class RequestWindow<T> {
    private static final int LONGEST_TIMEOUT = 4;

    private final long clientId;
    private final long incarnation;
    private final InFlight<T>[] entries;
    private final long timeoutNanos;

    private int limit;
    private long acknowledged;
    private long next;

    /** No request before this one is QUEUED. */
    private long firstQueued;

    private long order;
    private long resent;
    private boolean forgotten;

    /** Sent and unanswered; the timer runs while it is not 0. */
    private int sentCount;

    private long deadline;
    private long timeout;
    private int expiries;

    /** The request that the service missed and that was sent again; what it says of this one again is an echo. */
    private long goneBackTo;

    private long heldSequence;
    private long heldAcknowledged;
    private long heldUntil;

    /**
     * Creates an empty window.
     *
     * @param clientId the id of the client.
     * @param incarnation the number that this process of the client has drawn.
     * @param lastSequence the last request of the client that the service has carried out: the first request of the
     *     window is the next one.
     * @param capacity the most requests in flight, at least 1.
     * @param timeoutNanos how long nothing is answered before requests are sent again, at least 1.
     */
    public RequestWindow(
            final long clientId,
            final long incarnation,
            final long lastSequence,
            final int capacity,
            final long timeoutNanos) {
        if (capacity < 1 || capacity > 1 << 20) {
            throw new IllegalArgumentException("capacity is " + capacity + ", must be 1..1048576");
        }
        if (timeoutNanos < 1) {
            throw new IllegalArgumentException("timeoutNanos is " + timeoutNanos + ", must be at least 1");
        }
        this.clientId = clientId;
        this.incarnation = incarnation;
        this.timeoutNanos = timeoutNanos;
        entries = entries(BitUtil.findNextPositivePowerOfTwo(capacity));
        limit = capacity;
        acknowledged = lastSequence;
        next = lastSequence + 1;
        firstQueued = next;
        timeout = timeoutNanos;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <T> InFlight<T>[] entries(final int length) {
        final InFlight<T>[] entries = new InFlight[length];
        for (int i = 0; i < length; i++) {
            entries[i] = new InFlight<>();
        }
        return entries;
    }

    /**
     * Sets how many requests may be in flight from now on.
     *
     * @param capacity at least 1; what exceeds the capacity that the window was created with is cut.
     */
    public void limit(final int capacity) {
        limit = Math.max(1, Math.min(capacity, entries.length));
    }

    /**
     * Answers whether no request can be added. Places are freed in the order of the requests: one that is answered
     * keeps its place until all before it are.
     *
     * @return true if the window is full.
     */
    public boolean isFull() {
        return next - 1 - acknowledged >= limit;
    }

    /**
     * Adds a request.
     *
     * @param waiter what waits for the reply.
     * @param request the buffer that holds a message Request; it is copied, and ids and sequences in it are replaced.
     * @param offset where the message begins.
     * @param length the bytes of the message.
     * @return the sequence of the request.
     * @throws IllegalStateException if the window is full.
     */
    public long add(final T waiter, final DirectBuffer request, final int offset, final int length) {
        if (isFull()) {
            throw new IllegalStateException("in flight are " + limit + " requests, the most; wait for a reply");
        }
        final long sequence = next;
        entry(sequence).set(clientId, incarnation, sequence, waiter, request, offset, length);
        next = sequence + 1;
        return sequence;
    }

    /**
     * Returns the request that is to be sent now. It stays the next one until {@link #sent} is called for it.
     *
     * @param now the time.
     * @return null if nothing is to be sent.
     */
    public @Nullable InFlight<T> nextToSend(final long now) {
        if (sentCount > 0 && now - deadline >= 0) {
            expire();
        }
        while (firstQueued < next && entry(firstQueued).state != InFlight.QUEUED) {
            firstQueued++;
        }
        if (firstQueued == next || isHeld(now)) {
            return null;
        }
        final InFlight<T> entry = entry(firstQueued);
        entry.acknowledge(acknowledged);
        return entry;
    }

    /**
     * Says that a request was sent.
     *
     * @param entry the one that {@link #nextToSend} returned.
     * @param now the time.
     */
    public void sent(final InFlight<T> entry, final long now) {
        if (entry.sendings > 0) {
            resent++;
        }
        entry.sendings++;
        entry.order = ++order;
        entry.state = InFlight.SENT;
        if (sentCount++ == 0) {
            deadline = now + timeout;
        }
    }

    /**
     * Says that the session or the leader is another one: what is unanswered is to be sent again.
     */
    public void rewind() {
        timeout = timeoutNanos;
        expiries = 0;
        goBack(acknowledged + 1);
        goneBackTo = 0;
        heldSequence = 0;
    }

    /**
     * Takes a reply. A reply with DONE, EXPIRED or MALFORMED ends a request, and what waits for it is returned, once;
     * after the other replies the request is sent again. Of MALFORMED the sequence is still to be used, and the window
     * fills it with a request without commands.
     *
     * @param sequence the sequence of the reply.
     * @param expected the sequence that the service expects next.
     * @param status what became of the request.
     * @param now the time.
     * @return what waited for the reply; null if the request goes on, or has had its reply before.
     */
    public @Nullable T onReply(final long sequence, final long expected, final Status status, final long now) {
        if (sequence <= acknowledged || sequence >= next) {
            return null;
        }
        final InFlight<T> entry = entry(sequence);
        if (entry.state == InFlight.ANSWERED || !entry.wasSent()) {
            return null;
        }
        sendDroppedAgain(entry, status == Status.OUT_OF_SEQUENCE ? Math.min(expected, sequence) : sequence);
        switch (status) {
            case DONE:
            case EXPIRED:
                return end(entry, now);
            case MALFORMED:
                return refill(entry, now);
            case UNACKNOWLEDGED:
                hold(entry, now);
                return null;
            case OUT_OF_SEQUENCE:
                onGap(entry, expected);
                return null;
            default:
                forgotten = true;
                return null;
        }
    }

    /**
     * Hands out everything that waits, in order, and empties the window.
     *
     * @param each receives each request that has no reply; it is valid during the call.
     */
    public void drain(final Consumer<InFlight<T>> each) {
        for (long sequence = acknowledged + 1; sequence < next; sequence++) {
            final InFlight<T> entry = entry(sequence);
            if (entry.state != InFlight.ANSWERED) {
                each.accept(entry);
                entry.answered();
            }
        }
        acknowledged = next - 1;
        firstQueued = next;
        sentCount = 0;
    }

    /**
     * Answers whether the service does not know the client any more, so that no request can get a reply.
     *
     * @return true if the service has said so.
     */
    public boolean isForgotten() {
        return forgotten;
    }

    /**
     * Returns the requests that take a place in the window.
     *
     * @return the number, at most the capacity.
     */
    public int inFlight() {
        return (int) (next - 1 - acknowledged);
    }

    /**
     * Returns the last request up to which all are answered.
     *
     * @return its sequence.
     */
    public long acknowledged() {
        return acknowledged;
    }

    /**
     * Returns how often requests were sent again.
     *
     * @return the sendings, without the first of each request.
     */
    public long resent() {
        return resent;
    }

    /**
     * Returns how often the timeout has passed since the last answer or rewind.
     *
     * @return 0 if the service answers.
     */
    public int expiries() {
        return expiries;
    }

    private InFlight<T> entry(final long sequence) {
        return entries[(int) sequence & (entries.length - 1)];
    }

    private boolean isHeld(final long now) {
        return firstQueued == heldSequence && acknowledged == heldAcknowledged && now - heldUntil < 0;
    }

    private void expire() {
        timeout = Math.min(timeout * 2, LONGEST_TIMEOUT * timeoutNanos);
        expiries++;
        goBack(acknowledged + 1);
        goneBackTo = 0;
        heldSequence = 0;
    }

    /** Replies come in the order of sendings, so an earlier sending that has no reply will not get one. */
    private void sendDroppedAgain(final InFlight<T> answered, final long before) {
        for (long sequence = acknowledged + 1; sequence < before; sequence++) {
            final InFlight<T> entry = entry(sequence);
            if (entry.state == InFlight.SENT && entry.order < answered.order) {
                queue(entry);
            }
        }
    }

    private @Nullable T end(final InFlight<T> entry, final long now) {
        final T waiter = entry.waiter();
        if (entry.state == InFlight.SENT) {
            sentCount--;
        }
        entry.answered();
        while (acknowledged + 1 < next && entry(acknowledged + 1).state == InFlight.ANSWERED) {
            acknowledged++;
        }
        firstQueued = Math.max(firstQueued, acknowledged + 1);
        progress(now);
        return waiter;
    }

    private @Nullable T refill(final InFlight<T> entry, final long now) {
        final T waiter = entry.waiter();
        goBack(entry.sequence);
        entry.fill(clientId, incarnation);
        progress(now);
        return waiter;
    }

    private void progress(final long now) {
        timeout = timeoutNanos;
        expiries = 0;
        deadline = now + timeout;
    }

    private void hold(final InFlight<T> entry, final long now) {
        if (entry.state != InFlight.SENT) {
            return;
        }
        heldSequence = entry.sequence;
        heldAcknowledged = entry.acknowledgedLast;
        heldUntil = now + timeout;
        goneBackTo = entry.sequence;
        goBack(entry.sequence);
    }

    /**
     * Goes back to the request that is missing. The service had carried out what the client had acknowledged when it
     * sent the request, so if it expects one of those again, it has forgotten the client.
     */
    private void onGap(final InFlight<T> entry, final long expected) {
        if (expected <= entry.acknowledgedFirst) {
            forgotten = true;
        } else if (expected > acknowledged && expected < next && expected != goneBackTo) {
            goneBackTo = expected;
            goBack(expected);
        }
    }

    private void goBack(final long from) {
        for (long sequence = from; sequence < next; sequence++) {
            final InFlight<T> entry = entry(sequence);
            if (entry.state == InFlight.SENT) {
                queue(entry);
            }
        }
    }

    private void queue(final InFlight<T> entry) {
        entry.state = InFlight.QUEUED;
        sentCount--;
        firstQueued = Math.min(firstQueued, entry.sequence);
    }
}
