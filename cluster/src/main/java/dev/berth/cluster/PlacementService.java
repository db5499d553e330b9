package dev.berth.cluster;

import dev.berth.SnapshotSink;
import dev.berth.cluster.internal.machine.Output;
import dev.berth.cluster.internal.machine.PlacementMachine;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.AgentTerminationException;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The placement service of a node: it gives the entries of Aeron's log to the state machine, and sends what leaves it.
 *
 * <p>All that changes the state comes from the log, so every node has the same. Whether a reply could be sent changes
 * nothing: one that its session does not take is dropped, and the client asks again. A node that cannot go on as the
 * others do stops: when its state differs from theirs, when its snapshot cannot be read, and when it failed in the
 * middle of an entry, such as by want of memory.
 *
 * <p>The service is used by the thread of Aeron's service container alone. The counters may be read by any thread.
 */
public final class PlacementService implements ClusteredService {
    private static final long TICK = 1;

    /** The most offers of a message to a session that took the last one; a session that did not gets one offer. */
    private static final int MOST_OFFERS = 64;

    /** The number of stack frames that the log line of an exception has. */
    private static final int PLACES = 5;

    private final Consumer<String> log;
    private final Outbox outbox = new Outbox();
    private PlacementMachine machine = new PlacementMachine(outbox);
    private @Nullable Cluster cluster;

    /** When the node was started, in milliseconds of the epoch: what the log says of earlier times stops no node. */
    private final long started = System.currentTimeMillis();

    private volatile int leader = -1;
    private volatile long term = -1;
    private volatile boolean isRestored;
    private volatile boolean hasStopped;

    /**
     * Creates the service of one node.
     *
     * @param log receives a line for each digest that the node computed, and what is wrong with the node.
     */
    public PlacementService(final Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void onStart(final Cluster newCluster, final @Nullable Image snapshot) {
        cluster = newCluster;
        if (snapshot == null) {
            return;
        }
        final SnapshotImage source = new SnapshotImage(snapshot, newCluster.idleStrategy());
        try {
            machine = PlacementMachine.restore(outbox, source);
            isRestored = true;
        } catch (final IOException | RuntimeException e) {
            throw stop("the snapshot at log position " + newCluster.logPosition() + " cannot be loaded, byte "
                    + source.position() + ": " + e.getMessage() + "; a member of a larger cluster can be started with"
                    + " an empty directory, and takes all from the others");
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp) {}

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason) {
        outbox.slow.remove(session.id());
        guarded(() -> machine.sessionClosed(session.id()));
    }

    @Override
    public void onSessionMessage(
            final ClientSession session,
            final long timestamp,
            final DirectBuffer buffer,
            final int offset,
            final int length,
            final Header header) {
        try {
            machine.apply(session.id(), buffer, offset, length);
        } catch (final RuntimeException | Error e) {
            throw failed(e);
        }
        outbox.stopIfDiverged();
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp) {
        guarded(machine::tick);
        outbox.tickEvery(machine.tickMillis());
    }

    @Override
    public void onTakeSnapshot(final ExclusivePublication publication) {
        final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        final SnapshotSink sink = chunk -> write(chunk, buffer, publication);
        try {
            machine.snapshot(sink);
        } catch (final IOException e) {
            throw new IllegalStateException("the snapshot was not taken: " + e.getMessage(), e);
        }
    }

    private void write(final ByteBuffer chunk, final UnsafeBuffer buffer, final ExclusivePublication publication)
            throws IOException {
        final int length = Math.min(chunk.remaining(), publication.maxMessageLength());
        buffer.wrap(chunk, chunk.position(), length);
        final IdleStrategy idle = cluster().idleStrategy();
        idle.reset();
        long result = publication.offer(buffer, 0, length);
        while (result <= 0) {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new IOException("the archive does not record it: " + Publication.errorString(result));
            }
            idle.idle();
            result = publication.offer(buffer, 0, length);
        }
        chunk.position(chunk.position() + length);
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole) {
        outbox.slow.clear();
    }

    @Override
    public void onNewLeadershipTermEvent(
            final long leadershipTermId,
            final long logPosition,
            final long timestamp,
            final long termBaseLogPosition,
            final int leaderMemberId,
            final int logSessionId,
            final TimeUnit timeUnit,
            final int appVersion) {
        leader = leaderMemberId;
        term = leadershipTermId;
    }

    @Override
    public void onTerminate(final Cluster oldCluster) {}

    /**
     * Returns whether the service was restored from a snapshot, so that the log may begin in the middle of a term.
     *
     * @return true if it was.
     */
    public boolean isRestored() {
        return isRestored;
    }

    /**
     * Returns the last term that the service has seen in the log.
     *
     * @return the number of the term; -1 = none yet.
     */
    public long term() {
        return term;
    }

    /**
     * Returns the leader of the term {@link #term}.
     *
     * @return the number of the member; -1 = none yet.
     */
    public int leader() {
        return leader;
    }

    /**
     * Returns whether the node must stop because the service cannot go on.
     *
     * @return true if it cannot; the log has the reason.
     */
    public boolean hasStopped() {
        return hasStopped;
    }

    /**
     * Returns how many replies and events a leader has not sent because their session did not take them.
     *
     * @return the number since the node was started.
     */
    public long droppedMessages() {
        return outbox.dropped;
    }

    private void guarded(final Runnable entry) {
        try {
            entry.run();
        } catch (final RuntimeException | Error e) {
            throw failed(e);
        }
        outbox.stopIfDiverged();
    }

    private AgentTerminationException failed(final Throwable e) {
        final String advice =
                e instanceof OutOfMemoryError ? "give java a higher -Xmx and start it again" : "report it";
        return stop("it failed in the middle of the entry at log position " + cluster().logPosition() + ", " + advice
                + ": " + withPlace(e));
    }

    /** Says why the node stops, at once: the other parts of the node notice it, and may end the process. */
    private AgentTerminationException stop(final String reason) {
        hasStopped = true;
        log.accept("error: the node stops: " + reason);
        return new AgentTerminationException("the placement service has stopped");
    }

    /** Returns an exception with the places that a report of it needs, in one line. */
    private static String withPlace(final Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .limit(PLACES)
                .map(Object::toString)
                .collect(Collectors.joining(", from ", e + " at ", ""));
    }

    private Cluster cluster() {
        if (cluster == null) {
            throw new IllegalStateException("the service has not been started");
        }
        return cluster;
    }

    /** The way out of the machine. */
    private final class Outbox implements Output {
        private final LongHashSet slow = new LongHashSet();
        private @Nullable String divergence;
        private volatile long dropped;

        @Override
        public void send(final long sessionId, final DirectBuffer buffer, final int offset, final int length) {
            final ClientSession session = cluster().getClientSession(sessionId);
            if (session == null || divergence != null) {
                return;
            }
            final int offers = slow.contains(sessionId) ? 1 : MOST_OFFERS;
            if (offer(session, buffer, offset, length, offers)) {
                slow.remove(sessionId);
            } else {
                slow.add(sessionId);
                dropped++;
            }
        }

        private boolean offer(
                final ClientSession session,
                final DirectBuffer buffer,
                final int offset,
                final int length,
                final int offers) {
            for (int i = 0; i < offers; i++) {
                final long result = session.offer(buffer, offset, length);
                if (result > 0) {
                    return true;
                }
                if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                    return false;
                }
                Thread.onSpinWait();
            }
            return false;
        }

        /** Schedules the next tick. A timer of the same number is replaced; all of them are in Aeron's own snapshot. */
        @Override
        public void tickEvery(final long millis) {
            final Cluster cluster = cluster();
            final long deadline = cluster.time() + cluster.timeUnit().convert(millis, TimeUnit.MILLISECONDS);
            final IdleStrategy idle = cluster.idleStrategy();
            idle.reset();
            while (!(millis > 0 ? cluster.scheduleTimer(TICK, deadline) : cluster.cancelTimer(TICK))) {
                idle.idle();
            }
        }

        @Override
        public void diverged(final String message) {
            if (cluster().timeUnit().toMillis(cluster().time()) < started) {
                log.accept("warning: the log, from before this node was started, says: " + message);
            } else {
                divergence = message;
            }
        }

        @Override
        public void failed(final RuntimeException cause) {
            log.accept("defect: the entry at log position " + cluster().logPosition()
                    + " failed, the same on every node, which go on; report it: " + withPlace(cause));
        }

        @Override
        public void digested(final long applied, final long digest) {
            log.accept("digest applied=" + applied + " value=" + String.format("%016x", digest));
        }

        private void stopIfDiverged() {
            if (divergence != null) {
                throw stop(divergence);
            }
        }
    }
}
