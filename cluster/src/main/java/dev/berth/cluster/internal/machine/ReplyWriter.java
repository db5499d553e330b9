package dev.berth.cluster.internal.machine;

import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.PlacedEncoder;
import dev.berth.cluster.internal.codec.PlacementsEncoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.RefusedEncoder;
import dev.berth.cluster.internal.codec.ReleasedEncoder;
import dev.berth.cluster.internal.codec.ReplyEncoder;
import dev.berth.cluster.internal.codec.Status;
import dev.berth.cluster.internal.codec.ValueEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.MessageList;
import dev.berth.cluster.internal.wire.Texts;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reply that is being written. Its size is limited, the same on every node: {@link #room()} is what the next result
 * may take, and a command that may need more than {@link Limits#RESULT_ROOM} asks before it changes the state.
 */
final class ReplyWriter {
    private static final int LONGEST_MESSAGE = 900;

    /** The bytes of a result besides its fields: its length and its header. */
    static final int ENVELOPE = Integer.BYTES + MessageHeaderEncoder.ENCODED_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Limits.MAX_MESSAGE]);
    private final MessageList results = new MessageList(buffer);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ReplyEncoder reply = new ReplyEncoder();
    private final ValueEncoder value = new ValueEncoder();
    private final PlacedEncoder placed = new PlacedEncoder();
    private final RefusedEncoder refused = new RefusedEncoder();
    private final PlacementsEncoder placements = new PlacementsEncoder();
    private final ReleasedEncoder released = new ReleasedEncoder();
    private int commands;
    private boolean isOfThisNode;

    /** Begins a reply to a request with a number of commands. */
    void begin(
            final long clientId,
            final long sequence,
            final long expected,
            final Status status,
            final int commandCount) {
        commands = commandCount;
        isOfThisNode = false;
        reply.wrapAndApplyHeader(buffer, 0, header)
                .clientId(clientId)
                .sequence(sequence)
                .expected(expected)
                .status(status);
        results.begin(reply.limit());
    }

    /**
     * Says that the next result tells how this node works, which another node may do otherwise: one that was restored
     * from a snapshot may have indexes for other plans. Such a result is sent and not kept, since what is kept is part
     * of the state, and it comes alone, since its length must not decide whether other results have room.
     *
     * @throws IllegalArgumentException if the request has other commands.
     */
    void beginOfThisNode(final String command) {
        if (commands != 1) {
            throw new IllegalArgumentException(
                    command + " is one of " + commands + " commands, must come alone, since its answer is not kept");
        }
        isOfThisNode = true;
    }

    boolean isOfThisNode() {
        return isOfThisNode;
    }

    /** Returns the bytes that the next result may take, its headers included. */
    int room() {
        final int others = commands - results.count() - 1;
        return buffer.capacity() - results.position() - others * Limits.SHORTEST_RESULT;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    int length() {
        return results.position();
    }

    /** Opens a result of another kind; see {@link MessageList#open}. */
    int open(final int blockLength, final int templateId) {
        return results.open(blockLength, templateId);
    }

    void close(final int limit) {
        results.close(limit);
    }

    void value(final long result) {
        value.wrap(buffer, results.open(ValueEncoder.BLOCK_LENGTH, ValueEncoder.TEMPLATE_ID)).value(result);
        results.close(value.limit());
    }

    void placed(final long task, final int ordinal) {
        placed.wrap(buffer, results.open(PlacedEncoder.BLOCK_LENGTH, PlacedEncoder.TEMPLATE_ID))
                .task(task)
                .ordinal(ordinal);
        results.close(placed.limit());
    }

    /** Returns how many tasks the next result can hold, 0..{@link Limits#MAX_TASKS}. */
    int tasksRoom() {
        final int head = ENVELOPE + PlacementsEncoder.BLOCK_LENGTH + PlacementsEncoder.TasksEncoder.sbeHeaderSize();
        return Math.max(0, room() - head) / PlacementsEncoder.TasksEncoder.sbeBlockLength();
    }

    /**
     * Begins the result of a call that places several tasks.
     *
     * @return the encoder, to which {@code count} tasks are to be written before {@link #endPlacements}.
     */
    PlacementsEncoder.TasksEncoder beginPlacements(final long answer, final int count) {
        placements.wrap(buffer, results.open(PlacementsEncoder.BLOCK_LENGTH, PlacementsEncoder.TEMPLATE_ID))
                .answer(answer);
        return placements.tasksCount(count);
    }

    void endPlacements() {
        results.close(placements.limit());
    }

    /** Answers whether the next result can name a number of handles as stale. */
    boolean hasRoomForStale(final int count) {
        final int head = ENVELOPE + ReleasedEncoder.BLOCK_LENGTH + ReleasedEncoder.StaleEncoder.sbeHeaderSize();
        return head + count * ReleasedEncoder.StaleEncoder.sbeBlockLength() <= room();
    }

    /** Writes the result of a call that releases several tasks: stale handles are negative in {@code answers}. */
    void released(final int number, final long[] answers, final int count) {
        released.wrap(buffer, results.open(ReleasedEncoder.BLOCK_LENGTH, ReleasedEncoder.TEMPLATE_ID)).number(number);
        final ReleasedEncoder.StaleEncoder stale = released.staleCount(count - number);
        for (int i = 0; i < count; i++) {
            if (answers[i] < 0) {
                stale.next().index(i);
            }
        }
        results.close(released.limit());
    }

    void refused(final Refusal refusal, final @Nullable String message) {
        refused.wrap(buffer, results.open(RefusedEncoder.BLOCK_LENGTH, RefusedEncoder.TEMPLATE_ID))
                .refusal(refusal)
                .message(refusal == Refusal.REPLY_TOO_LARGE || message == null
                        ? ""
                        : Texts.cut(message, LONGEST_MESSAGE));
        results.close(refused.limit());
    }
}
