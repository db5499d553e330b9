package dev.berth.cluster;

import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.PlaceEncoder;
import dev.berth.cluster.internal.codec.ReleaseEncoder;
import dev.berth.cluster.internal.codec.RequestEncoder;
import dev.berth.cluster.internal.wire.Limits;
import dev.berth.cluster.internal.wire.MessageList;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands that go to the cluster in one request. They are carried out in order, nothing comes between them, and each
 * has a result of its own; one that is refused does not stop those after it.
 *
 * <p>A call adds a command and returns the index of its result in {@link Results}. A batch holds at most 2,000 commands
 * and 96 KiB. After it was sent it can be cleared and used again. It is not thread-safe.
 */
public final class Batch {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Limits.MAX_MESSAGE]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RequestEncoder request = new RequestEncoder();
    private final MessageList commands = new MessageList(buffer);
    private final PlaceEncoder place = new PlaceEncoder();
    private final ReleaseEncoder release = new ReleaseEncoder();

    /** Creates an empty batch. */
    public Batch() {
        clear();
    }

    /**
     * Removes all commands.
     *
     * @return this.
     */
    public Batch clear() {
        request.wrapAndApplyHeader(buffer, 0, header).clientId(0).sequence(0).acknowledged(0);
        commands.begin(request.limit());
        return this;
    }

    /**
     * Returns the number of commands.
     *
     * @return 0..2000.
     */
    public int size() {
        return commands.count();
    }

    /**
     * Adds {@link dev.berth.PlacementEngine#place(long, long)}.
     *
     * @param plan the handle of the plan.
     * @param group the handle of the group.
     * @return the index of the result, which is a task and its instance.
     */
    public int place(final long plan, final long group) {
        final int body = open(PlaceEncoder.BLOCK_LENGTH, PlaceEncoder.TEMPLATE_ID);
        place.wrap(buffer, body).plan(plan).group(group).excludedCount(0);
        return close(place.limit());
    }

    /**
     * Adds {@link dev.berth.PlacementEngine#release}.
     *
     * @param task the handle of the task.
     * @return the index of the result, which is a value.
     */
    public int release(final long task) {
        final int body = open(ReleaseEncoder.BLOCK_LENGTH, ReleaseEncoder.TEMPLATE_ID);
        release.wrap(buffer, body).task(task);
        return close(release.limit());
    }

    private int open(final int blockLength, final int templateId) {
        if (commands.count() == Limits.MAX_COMMANDS) {
            throw new IllegalStateException("the batch has " + Limits.MAX_COMMANDS + " commands, the most; send it first");
        }
        return commands.open(blockLength, templateId);
    }

    private int close(final int limit) {
        commands.close(limit);
        return commands.count() - 1;
    }
}
