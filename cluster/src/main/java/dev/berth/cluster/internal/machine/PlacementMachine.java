package dev.berth.cluster.internal.machine;

import dev.berth.EngineConfig;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.internal.codec.Flag;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.WelcomeEncoder;
import dev.berth.cluster.internal.wire.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state machine: it takes the entries of the log one after the other, and its state and all that it
 * sends depend on them alone.
 *
 * <p>An entry is a request of a client, a tick, or the end of a session. A request is carried out once, however often
 * it arrives: the reply is kept until the client has acknowledged it, and sent again (the completion records of RIFL,
 * Lee et al., SOSP 2015). Each client numbers its requests without gaps.
 *
 * <p>The machine has no limits at first. The first {@code Configure} makes the engine, so the limits are in the log as
 * everything else is, and no node can have others than the rest. A later one with higher limits makes it grow.
 */
public final class PlacementMachine {
    /** The limits on clients and replies before there are settings. */
    private static final ClusterSettings DEFAULTS =
            ClusterSettings.builder(EngineConfig.builder().build()).build();

    private final Output output;
    private final Clients clients;
    private final Events events;
    private final RecentDigests digests;
    private final RequestReader request = new RequestReader();
    private final ReplyWriter reply = new ReplyWriter();
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final Dispatcher dispatcher;

    private ClusterSettings settings;
    private @Nullable Configured configured;
    private long applied;

    /** The session of the request that is carried out. */
    private long session;

    /** Whether the client of the request that is carried out is to be forgotten after it. */
    private boolean isGoodbye;
    private boolean hasSubscribed;

    /**
     * Creates a machine without limits, instances and clients.
     *
     * @param output where it sends replies and events.
     */
    public PlacementMachine(final Output output) {
        this(output, 0, null, new Clients(), new Events(output, 1));
    }

    /** Makes a machine of its parts, without an engine. */
    PlacementMachine(
            final Output output,
            final long applied,
            final @Nullable ClusterSettings settings,
            final Clients clients,
            final Events events) {
        if (!UnsafeBuffer.SHOULD_BOUNDS_CHECK) {
            throw new IllegalStateException(UnsafeBuffer.DISABLE_BOUNDS_CHECKS_PROP_NAME
                    + " is true, must be false: a request that ends too early is recognised by the bounds of buffers");
        }
        this.output = output;
        dispatcher = new Dispatcher(output, new ControlHandler(this));
        this.applied = applied;
        digests = new RecentDigests(applied);
        this.settings = settings == null ? DEFAULTS : settings;
        this.clients = clients;
        this.events = events;
        events.keep(this.settings.maxEvents());
    }

    // ---- entries of the log ----------------------------------------------------------------------------------------

    /**
     * Applies a request. One that cannot be read changes nothing, and does not count as applied.
     *
     * @param onSession the session that it came on, to which the reply goes.
     * @param buffer the buffer that holds it.
     * @param offset where the request begins.
     * @param length the bytes of the request.
     */
    public void apply(final long onSession, final DirectBuffer buffer, final int offset, final int length) {
        session = onSession;
        final boolean isReadable = request.read(buffer, offset, length);
        final Client client = clients.get(request.clientId());
        if (!isReadable) {
            answer(Status.MALFORMED, client == null ? 0 : client.expected());
            return;
        }
        applied++;
        final boolean isKnown = client != null && client.incarnation == request.incarnation();
        if (isKnown) {
            client.heard(session, applied);
            client.acknowledge(request.acknowledged());
        }
        if (request.sequence() == 0 && (client == null || isKnown || session > client.session)) {
            greet(client);
        } else if (isKnown) {
            serve(client);
        } else {
            answer(Status.UNKNOWN_CLIENT, 0);
        }
    }

    private void greet(final @Nullable Client known) {
        final long incarnation = request.incarnation();
        final Client client =
                known == null ? new Client(request.clientId(), incarnation, 0, session, applied) : known;
        if (known == null) {
            clients.add(client, settings.maxClients());
        } else if (client.incarnation != incarnation) {
            client.takenOver(incarnation);
            client.heard(session, applied);
        }
        reply.begin(client.id, 0, client.expected(), Status.DONE, 1);
        welcome.wrap(reply.buffer(), reply.open(WelcomeEncoder.BLOCK_LENGTH, WelcomeEncoder.TEMPLATE_ID))
                .lastSequence(client.expected() - 1)
                .maxReplies(settings.maxReplies())
                .configured(configured == null ? Flag.NO : Flag.YES);
        reply.close(welcome.limit());
        output.send(session, reply.buffer(), 0, reply.length());
    }

    private void serve(final Client client) {
        final MessageQueue replies = client.replies;
        final long sequence = request.sequence();
        if (sequence < replies.first()) {
            answer(Status.EXPIRED, client.expected());
        } else if (sequence < replies.next()) {
            final int at = replies.find(sequence);
            output.send(session, replies.buffer(), at, replies.length(at));
        } else if (sequence > replies.next()) {
            answer(Status.OUT_OF_SEQUENCE, client.expected());
        } else if (!client.canKeep(settings.maxReplies())) {
            answer(Status.UNACKNOWLEDGED, client.expected());
        } else {
            carryOut(client);
        }
    }

    private void answer(final Status status, final long expected) {
        reply.begin(request.clientId(), request.sequence(), expected, status, 0);
        output.send(session, reply.buffer(), 0, reply.length());
    }

    /** Applies a tick: services do what they do in the course of time. */
    public void tick() {
        applied++;
        if (configured != null) {
            try {
                configured.tick();
            } catch (final RuntimeException e) {
                output.failed(e);
            }
        }
    }

    /**
     * Applies the end of a session. Its client stays known, and may go on with another session.
     *
     * @param closed the session.
     */
    public void sessionClosed(final long closed) {
        clients.sessionClosed(closed);
        events.unsubscribe(closed);
    }

    // ---- commands --------------------------------------------------------------------------------------------------

    private void carryOut(final Client client) {
        isGoodbye = false;
        hasSubscribed = false;
        reply.begin(client.id, request.sequence(), request.sequence() + 1, Status.DONE, request.count());
        for (int left = request.count(); left > 0; left--) {
            final DirectBuffer command = request.nextCommand();
            if (reply.room() < Limits.RESULT_ROOM) {
                reply.refused(Refusal.REPLY_TOO_LARGE, "");
            } else {
                dispatcher.carryOut(command, configured, reply);
            }
        }
        output.send(session, reply.buffer(), 0, reply.length());
        if (isGoodbye) {
            clients.remove(client.id);
            return;
        }
        if (reply.isOfThisNode()) {
            reply.begin(client.id, request.sequence(), request.sequence() + 1, Status.DONE, 1);
            reply.refused(Refusal.STATE, "the answer is not kept, since it tells how one node works; ask again");
        }
        client.replies.add(reply.buffer(), 0, reply.length());
    }

    @Nullable Configured configured() {
        return configured;
    }

    void configure(final ClusterSettings wanted) {
        try {
            configured = configured == null ? Configured.first(wanted, events, this::applied) : configured.with(wanted);
        } catch (final OutOfMemoryError e) {
            output.diverged("the memory of this node is too small for the engine, which takes "
                    + wanted.engine().footprintBytes() + " bytes, twice that while it grows; start it with more");
            throw e;
        }
        final boolean isNewInterval = settings == DEFAULTS || settings.tickMillis() != wanted.tickMillis();
        settings = wanted;
        events.keep(wanted.maxEvents());
        if (isNewInterval) {
            output.tickEvery(wanted.tickMillis());
        }
    }

    /** Subscribes the session. It is done once in a request, since each time all kept events are sent. */
    long subscribe(final long from) {
        if (hasSubscribed) {
            throw new IllegalArgumentException("Subscribe is in the request twice, must be there once");
        }
        hasSubscribed = true;
        return events.subscribe(session, from);
    }

    void unsubscribe() {
        events.unsubscribe(session);
    }

    void goodbye() {
        if (request.count() != 1) {
            throw new IllegalArgumentException("Goodbye is one of " + request.count() + " commands, must come alone");
        }
        isGoodbye = true;
    }

    /** Returns the digest, and remembers it for {@link #check}. It is taken once in a request. */
    long remembered() {
        if (digests.isKept(applied)) {
            throw new IllegalArgumentException("Digest is in the request twice, must be there once");
        }
        final long digest = digest();
        digests.add(applied, digest);
        output.digested(applied, digest);
        return digest;
    }

    /** Compares the digest of another node with that of this node at the same point, if it is remembered. */
    void check(final long atApplied, final long digest) {
        final String difference = digests.difference(atApplied, digest);
        if (difference != null) {
            output.diverged(difference);
        }
    }

    // ---- snapshot --------------------------------------------------------------------------------------------------

    /**
     * Writes the state.
     *
     * @param sink the sink that receives the bytes.
     * @throws IOException if the sink throws.
     */
    public void snapshot(final SnapshotSink sink) throws IOException {
        MachineSnapshot.write(sink, applied, configured == null ? null : settings, clients, events);
        if (configured != null) {
            configured.snapshot(sink);
        }
    }

    /**
     * Restores a machine as it was when a snapshot was written.
     *
     * @param output where it sends replies and events.
     * @param source the source of the bytes.
     * @return the machine; {@link Output#tickEvery} is not called, since a timer that runs is part of the cluster's own
     *     snapshot.
     * @throws IOException if the source throws, or the snapshot is refused.
     */
    public static PlacementMachine restore(final Output output, final SnapshotSource source) throws IOException {
        final PlacementMachine machine = MachineSnapshot.read(source, output);
        if (machine.settings != DEFAULTS) {
            machine.configured = Configured.restore(machine.settings, source, machine.events, machine::applied);
        }
        return machine;
    }

    /**
     * Returns the interval of ticks, which a machine that was restored goes on with.
     *
     * @return milliseconds; 0 = no ticks.
     */
    public long tickMillis() {
        return configured == null ? 0 : settings.tickMillis();
    }

    /**
     * Returns the number of entries applied.
     *
     * @return the requests that could be read and the ticks, those before the snapshot included.
     */
    public long applied() {
        return applied;
    }

    /**
     * Returns a hash of the whole state: that of the bytes of a snapshot.
     *
     * @return the hash, equal on every node that has applied the same entries.
     */
    public long digest() {
        final DigestSink sink = new DigestSink();
        try {
            snapshot(sink);
        } catch (final IOException e) {
            throw new UncheckedIOException("a sink in memory has failed", e);
        }
        return sink.digest();
    }
}
