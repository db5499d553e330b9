package dev.berth.cluster.internal.machine;

import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.SnapshotSink;
import dev.berth.SnapshotSource;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.RequestDecoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.service.Services;
import java.io.IOException;
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
    private final Output output;
    private final ReplyWriter reply = new ReplyWriter();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RequestDecoder request = new RequestDecoder();
    private final UnsafeBuffer command = new UnsafeBuffer();

    /** By the id of a command, divided by 10. */
    private final @Nullable CommandHandler[] handlers = new CommandHandler[20];

    private @Nullable PlacementEngine engine;
    private @Nullable Services services;
    private long applied;

    /**
     * Creates a machine without limits, instances and clients.
     *
     * @param output where it sends replies and events.
     */
    public PlacementMachine(final Output output) {
        this.output = output;
    }

    /**
     * Applies a request.
     *
     * @param session the session that it came on, to which the reply goes.
     * @param buffer the buffer that holds it.
     * @param offset where the request begins.
     * @param length the bytes of the request.
     */
    public void apply(final long session, final DirectBuffer buffer, final int offset, final int length) {
        applied++;
        throw new UnsupportedOperationException("skeleton");
    }

    /** Applies a tick: services do what they do in the course of time. */
    public void tick() {
        applied++;
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Applies the end of a session. Its client stays known, and may go on with another session.
     *
     * @param session the session.
     */
    public void sessionClosed(final long session) {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Writes the state.
     *
     * @param sink the sink that receives the bytes.
     * @throws IOException if the sink throws.
     */
    public void snapshot(final SnapshotSink sink) throws IOException {
        throw new UnsupportedOperationException("skeleton");
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
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Returns the number of entries applied.
     *
     * @return the requests and ticks, those before the snapshot included.
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
        throw new UnsupportedOperationException("skeleton");
    }

    /** Carries out the commands of a request into the reply that has been begun. */
    private void carryOut(final RequestDecoder.CommandsDecoder commands) {
        while (commands.hasNext()) {
            commands.next().wrapCommand(command);
            if (reply.room() < Limits.RESULT_ROOM) {
                reply.refused(Refusal.REPLY_TOO_LARGE, "");
                continue;
            }
            carryOutOne();
        }
    }

    private void carryOutOne() {
        try {
            header.wrap(command, 0);
            final int kind = header.templateId() / 10;
            final CommandHandler handler = kind < handlers.length ? handlers[kind] : null;
            if (handler == null) {
                refuseUnknown();
            } else if (!handler.carryOut(
                    header.templateId(),
                    command,
                    MessageHeaderDecoder.ENCODED_LENGTH,
                    header.blockLength(),
                    header.version(),
                    reply)) {
                refuseUnknown();
            }
        } catch (final LimitExceededException e) {
            reply.refused(Refusal.LIMIT, e.getMessage());
        } catch (final IllegalArgumentException e) {
            reply.refused(Refusal.ARGUMENT, e.getMessage());
        } catch (final IllegalStateException e) {
            reply.refused(Refusal.STATE, e.getMessage());
        } catch (final IndexOutOfBoundsException e) {
            reply.refused(Refusal.MALFORMED, e.getMessage());
        }
    }

    private void refuseUnknown() {
        reply.refused(Refusal.UNKNOWN_COMMAND, "command is " + header.templateId() + ", which this build does not know");
    }

    private void replyTo(final long session, final RequestDecoder from, final long expected, final Status status) {
        reply.begin(from.clientId(), from.sequence(), expected, status, 0);
        output.send(session, reply.buffer(), 0, reply.length());
    }
}
