package dev.berth.cluster;

import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.cluster.codecs.EventCode;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client to whichever member leads. It opens a session, and another one whenever a session ends,
 * without ever waiting: each step is taken by {@link #poll}.
 *
 * <p>A session survives an election: the new leader tells its sessions. A session ends when the cluster closes it, when
 * no leader is heard of for a while, or when {@link #reconnect} is called.
 */
final class ClusterLink implements AutoCloseable {
    /** The stream of a client's messages has terms that carry the longest message. */
    private static final String INGRESS_CHANNEL = "aeron:udp?term-length=1m|alias=berth-ingress";

    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_ATTEMPT = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_ATTEMPT = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final Aeron aeron;
    private final String ingressEndpoints;
    private final String egressChannel;
    private final Receiver receiver;
    private final Consumer<Throwable> errors;
    private final Egress egress = new Egress();

    private AeronCluster.@Nullable AsyncConnect attempt;
    private @Nullable AeronCluster session;
    private @Nullable RuntimeException lastFailure;
    private long attemptNanos = FIRST_ATTEMPT;
    private long nextAttempt;
    private boolean pausing;
    private long lastSent;
    private long sessions;

    /** The object that is told what happens on the link. */
    interface Receiver {
        /** Receives a message, valid during the call. */
        void onMessage(DirectBuffer buffer, int offset, int length);

        /** Says that the session or its leader is another one, so that what was sent before may be lost. */
        void onLeader(boolean newSession);
    }

    ClusterLink(
            final Aeron aeron,
            final Members members,
            final String host,
            final Receiver receiver,
            final Consumer<Throwable> errors) {
        this.aeron = aeron;
        this.ingressEndpoints = members.ingressEndpoints();
        this.egressChannel = "aeron:udp?endpoint=" + host + ":0|term-length=1m|alias=berth-egress";
        this.receiver = receiver;
        this.errors = errors;
    }

    /** Takes the next steps, and hands out what has arrived; returns 0 if there was nothing to do. */
    int poll(final long now) {
        try {
            if (session != null) {
                return pollSession(session, now);
            }
            return attempt == null ? begin(now) : pollAttempt(attempt, now);
        } catch (final RuntimeException e) {
            lastFailure = e;
            if (session != null) {
                errors.accept(e);
            }
            disconnect(now);
            return 1;
        }
    }

    private int begin(final long now) {
        if (pausing && now - nextAttempt < 0) {
            return 0;
        }
        attempt = AeronCluster.asyncConnect(new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .ingressChannel(INGRESS_CHANNEL)
                .ingressEndpoints(ingressEndpoints)
                .egressChannel(egressChannel)
                .egressListener(egress)
                .messageTimeoutNs(attemptNanos)
                .clientName("berth")
                .errorHandler(errors::accept));
        attemptNanos = Math.min(2 * attemptNanos, LONGEST_ATTEMPT);
        return 1;
    }

    private int pollAttempt(final AeronCluster.AsyncConnect pending, final long now) {
        final AeronCluster.AsyncConnect.State before = pending.state();
        final AeronCluster connected = pending.poll();
        if (connected == null) {
            return before == pending.state() ? 0 : 1;
        }
        attempt = null;
        session = connected;
        sessions++;
        lastSent = now;
        attemptNanos = FIRST_ATTEMPT;
        receiver.onLeader(true);
        return 1;
    }

    private int pollSession(final AeronCluster open, final long now) {
        int work = open.pollEgress();
        if (open.isClosed()) {
            disconnect(now);
            return 1;
        }
        if (now - lastSent >= KEEP_ALIVE) {
            lastSent = now;
            open.sendKeepAlive();
            work++;
        }
        return work;
    }

    /** Sends a message; false = not now, so the same message is to be offered at the next poll. */
    boolean offer(final DirectBuffer buffer, final int length, final long now) {
        if (session == null) {
            return false;
        }
        final long result = session.offer(buffer, 0, length);
        if (result > 0) {
            lastSent = now;
            return true;
        }
        if (result == Publication.MAX_POSITION_EXCEEDED) {
            disconnect(now);
        }
        return false;
    }

    /** Ends the session, so that the next polls open another. */
    void reconnect(final long now) {
        if (session != null) {
            disconnect(now);
        }
    }

    private void disconnect(final long now) {
        CloseHelper.quietCloseAll(session, attempt);
        session = null;
        attempt = null;
        pausing = true;
        nextAttempt = now + PAUSE;
    }

    /** Answers whether there is a session whose leader takes messages. */
    boolean isConnected() {
        return session != null && session.ingressPublication().isConnected();
    }

    /** Answers whether the media driver is gone, after which nothing can be done with this link. */
    boolean isDead() {
        return aeron.isClosed();
    }

    /** Returns the member that leads; -1 = no session. */
    int leaderMember() {
        return session == null ? -1 : session.leaderMemberId();
    }

    /** Returns the term of the leader; -1 = no session. */
    long leadershipTerm() {
        return session == null ? -1 : session.leadershipTermId();
    }

    /** Returns how many sessions were opened. */
    long sessions() {
        return sessions;
    }

    @Nullable RuntimeException lastFailure() {
        return lastFailure;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(session, attempt);
        session = null;
        attempt = null;
    }

    private final class Egress implements EgressListener {
        @Override
        public void onMessage(
                final long clusterSessionId,
                final long timestamp,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final Header header) {
            receiver.onMessage(buffer, offset, length);
        }

        @Override
        public void onSessionEvent(
                final long correlationId,
                final long clusterSessionId,
                final long leadershipTermId,
                final int leaderMemberId,
                final EventCode code,
                final String detail) {}

        @Override
        public void onNewLeader(
                final long clusterSessionId,
                final long leadershipTermId,
                final int leaderMemberId,
                final String newIngressEndpoints) {
            receiver.onLeader(false);
        }
    }
}
