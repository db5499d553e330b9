package dev.berth.cluster;

import dev.berth.Reason;
import dev.berth.cluster.internal.codec.GroupSizeEncodingDecoder;
import dev.berth.cluster.internal.codec.MessageHeaderDecoder;
import dev.berth.cluster.internal.codec.PlacedDecoder;
import dev.berth.cluster.internal.codec.PlacementsDecoder;
import dev.berth.cluster.internal.codec.PlacementsDecoder.TasksDecoder;
import dev.berth.cluster.internal.codec.RefusedDecoder;
import dev.berth.cluster.internal.codec.ReleasedDecoder;
import dev.berth.cluster.internal.codec.ReplyDecoder;
import dev.berth.cluster.internal.codec.StateDigestDecoder;
import dev.berth.cluster.internal.codec.TextDecoder;
import dev.berth.cluster.internal.codec.ValueDecoder;
import dev.berth.cluster.internal.codec.WelcomeDecoder;
import dev.berth.cluster.internal.wire.Texts;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The results of a {@link Batch}, one for each command, in the order of the commands.
 *
 * <p>The calls of the batch say of what kind a result is: a value, a placement, placements, a text or a digest. An
 * accessor of another kind throws an {@link IllegalStateException}; if the command was refused, every accessor but
 * those for refusals throws a {@link RefusedException}. The state of the cluster does not change by a command that was
 * refused.
 *
 * <p>The codes of {@link Reason} are no refusals in this sense: a placement for which nothing is eligible has been
 * carried out, and its answer is a reason.
 *
 * <p>Results are immutable, and any thread may read them.
 */
public final class Results {
    private static final int BYTES_BEFORE = Integer.BYTES;

    private final UnsafeBuffer buffer;

    /** The offset of the header of each result. */
    private final int[] offsets;

    private Results(final UnsafeBuffer buffer, final int[] offsets) {
        this.buffer = buffer;
        this.offsets = offsets;
    }

    /** Copies the results of a reply that has some. */
    static Results copyOf(final DirectBuffer source, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        source.getBytes(offset, bytes);
        final UnsafeBuffer copy = new UnsafeBuffer(bytes);
        final ReplyDecoder reply = new ReplyDecoder();
        reply.wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        final ReplyDecoder.ResultsDecoder results = reply.results();
        final int[] offsets = new int[results.count()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = reply.limit() + BYTES_BEFORE;
            results.next().skipResult();
        }
        return new Results(copy, offsets);
    }

    /**
     * Returns the number of results.
     *
     * @return that of the commands of the batch.
     */
    public int size() {
        return offsets.length;
    }

    // ---- refusals --------------------------------------------------------------------------------------------------

    /**
     * Answers whether a command was refused.
     *
     * @param index the index that the call of the batch returned.
     * @return true if it was not carried out.
     */
    public boolean isRefused(final int index) {
        return kind(index) == RefusedDecoder.TEMPLATE_ID;
    }

    /**
     * Returns why a command was refused.
     *
     * @param index the index that the call of the batch returned.
     * @return the kind of refusal.
     * @throws IllegalStateException if it was not refused.
     */
    public Refusal refusal(final int index) {
        return Refusal.of(refused(index).refusalRaw());
    }

    /**
     * Returns what was wrong with a command that was refused.
     *
     * @param index the index that the call of the batch returned.
     * @return the message of the exception that the engine threw, or that of the service; over-long ones are cut.
     * @throws IllegalStateException if it was not refused.
     */
    public String message(final int index) {
        final RefusedDecoder decoder = refused(index);
        final String text = Texts.read(buffer, decoder.limit());
        return text.isEmpty() ? Refusal.of(decoder.refusalRaw()).text() : text;
    }

    // ---- values and placements -------------------------------------------------------------------------------------

    /**
     * Returns the value of a result. That of placements is the number of tasks that were placed (or could be, see
     * {@link Batch#placeAll}); that of released tasks is the number of them.
     *
     * @param index the index that the call of the batch returned.
     * @return a handle, an ordinal, a number, or 0 = done; negative = the code of a {@link Reason}.
     */
    public long value(final int index) {
        switch (kind(index)) {
            case ValueDecoder.TEMPLATE_ID:
                return buffer.getLong(fields(index) + ValueDecoder.valueEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
            case PlacementsDecoder.TEMPLATE_ID:
                return placements(index).answer();
            case ReleasedDecoder.TEMPLATE_ID:
                return released(index).number();
            default:
                throw otherKind(index, "value");
        }
    }

    /**
     * Returns the reason that is the answer of a call that was carried out.
     *
     * @param index the index that the call of the batch returned; the result must be a value or a placement.
     * @return the reason; null if the answer is not negative.
     */
    public @Nullable Reason reason(final int index) {
        final long answer = kind(index) == PlacedDecoder.TEMPLATE_ID ? task(index) : value(index);
        return answer < 0 ? Reason.of(answer) : null;
    }

    /**
     * Returns a placement.
     *
     * @param index the index that the call of the batch returned; the result must be one placement.
     * @return the task and its instance.
     */
    public Placement placement(final int index) {
        return new Placement(task(index), ordinal(index));
    }

    /**
     * Returns the task of a placement.
     *
     * @param index the index that the call of the batch returned; the result must be one placement.
     * @return the handle of the task, or the code of a {@link Reason}.
     */
    public long task(final int index) {
        return placed(index).task();
    }

    /**
     * Returns the instance of a placement.
     *
     * @param index the index that the call of the batch returned; the result must be one placement.
     * @return the ordinal of the instance; −1 if the task was not placed.
     */
    public int ordinal(final int index) {
        return placed(index).ordinal();
    }

    /**
     * Returns how many tasks the result of a call for several has.
     *
     * @param index the index that the call of the batch returned; the result must be placements.
     * @return the number of placements, the refused ones included.
     */
    public int taskCount(final int index) {
        return list(placements(index).limit()).numInGroup();
    }

    /**
     * Returns one of several placements.
     *
     * @param index the index that the call of the batch returned; the result must be placements.
     * @param which 0..taskCount − 1.
     * @return the task and its instance.
     */
    public Placement placement(final int index, final int which) {
        return new Placement(task(index, which), ordinal(index, which));
    }

    /**
     * Returns the task of one of several placements.
     *
     * @param index the index that the call of the batch returned; the result must be placements.
     * @param which 0..taskCount − 1.
     * @return the handle of the task, or the code of a {@link Reason}; −1 if {@link Batch#placeAll} refused a later
     *     one.
     */
    public long task(final int index, final int which) {
        return buffer.getLong(entry(index, which) + TasksDecoder.taskEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns the instance of one of several placements.
     *
     * @param index the index that the call of the batch returned; the result must be placements.
     * @param which 0..taskCount − 1.
     * @return the ordinal of the instance; −1 if the task was not placed.
     */
    public int ordinal(final int index, final int which) {
        return buffer.getInt(entry(index, which) + TasksDecoder.ordinalEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Returns how many handles of {@link Batch#releaseAll} named no running task.
     *
     * @param index the index that the call of the batch returned; the result must be that of {@code releaseAll}.
     * @return the number of stale handles.
     */
    public int staleCount(final int index) {
        return list(released(index).limit()).numInGroup();
    }

    /**
     * Returns a handle of {@link Batch#releaseAll} that named no running task.
     *
     * @param index the index that the call of the batch returned; the result must be that of {@code releaseAll}.
     * @param which 0..staleCount − 1.
     * @return its position in the command, from 0; positions ascend.
     */
    public int stale(final int index, final int which) {
        final int at = entry(released(index).limit(), which, "stale");
        return Short.toUnsignedInt(buffer.getShort(at, ByteOrder.LITTLE_ENDIAN));
    }

    /**
     * Returns the answers of {@link Batch#questions()} and {@link Batch#services()} that are more than a value.
     *
     * @return what reads them from these results, as immutable as they are.
     */
    public Answers answers() {
        return new Answers(this);
    }

    // ---- texts, digests, welcome -----------------------------------------------------------------------------------

    /**
     * Returns a text.
     *
     * @param index the index that the call of the batch returned; the result must be a text.
     * @return the text.
     */
    public String text(final int index) {
        check(index, TextDecoder.TEMPLATE_ID, "text");
        return Texts.read(buffer, fields(index) + header(index).blockLength());
    }

    /**
     * Returns the digest of the state of the cluster.
     *
     * @param index the index that the call of the batch returned; the result must be a digest.
     * @return the hash, which is the same on each node after the same number of entries.
     */
    public long digest(final int index) {
        return stateDigest(index).digest();
    }

    /**
     * Returns the number of log entries behind a digest.
     *
     * @param index the index that the call of the batch returned; the result must be a digest.
     * @return the requests and ticks that had been applied.
     */
    public long applied(final int index) {
        return stateDigest(index).applied();
    }

    /** Returns the answer to a Hello. */
    WelcomeDecoder welcome(final int index) {
        check(index, WelcomeDecoder.TEMPLATE_ID, "welcome");
        return new WelcomeDecoder().wrapAndApplyHeader(buffer, offset(index), new MessageHeaderDecoder());
    }

    // ---- where what is ---------------------------------------------------------------------------------------------

    DirectBuffer buffer() {
        return buffer;
    }

    boolean isValue(final int index) {
        return kind(index) == ValueDecoder.TEMPLATE_ID;
    }

    /** Returns where the result begins as a nested field, which is of a kind that an accessor expects. */
    int field(final int index, final int kind, final String name) {
        check(index, kind, name);
        return offset(index) - BYTES_BEFORE;
    }

    private int offset(final int index) {
        if (index < 0 || index >= offsets.length) {
            throw new IndexOutOfBoundsException("index is " + index + ", must be 0.." + (offsets.length - 1));
        }
        return offsets[index];
    }

    private MessageHeaderDecoder header(final int index) {
        return new MessageHeaderDecoder().wrap(buffer, offset(index));
    }

    private int kind(final int index) {
        return header(index).templateId();
    }

    private int fields(final int index) {
        return offset(index) + MessageHeaderDecoder.ENCODED_LENGTH;
    }

    private RefusedDecoder refused(final int index) {
        if (!isRefused(index)) {
            throw new IllegalStateException("result " + index + " is " + nameOf(kind(index)) + ", not refusal");
        }
        return new RefusedDecoder().wrapAndApplyHeader(buffer, offset(index), new MessageHeaderDecoder());
    }

    private PlacedDecoder placed(final int index) {
        check(index, PlacedDecoder.TEMPLATE_ID, "placement");
        return new PlacedDecoder().wrapAndApplyHeader(buffer, offset(index), new MessageHeaderDecoder());
    }

    private PlacementsDecoder placements(final int index) {
        check(index, PlacementsDecoder.TEMPLATE_ID, "placements");
        return new PlacementsDecoder().wrapAndApplyHeader(buffer, offset(index), new MessageHeaderDecoder());
    }

    private ReleasedDecoder released(final int index) {
        check(index, ReleasedDecoder.TEMPLATE_ID, "released tasks");
        return new ReleasedDecoder().wrapAndApplyHeader(buffer, offset(index), new MessageHeaderDecoder());
    }

    private StateDigestDecoder stateDigest(final int index) {
        check(index, StateDigestDecoder.TEMPLATE_ID, "digest");
        return new StateDigestDecoder().wrapAndApplyHeader(buffer, offset(index), new MessageHeaderDecoder());
    }

    private int entry(final int index, final int which) {
        return entry(placements(index).limit(), which, "task");
    }

    private int entry(final int at, final int which, final String name) {
        final GroupSizeEncodingDecoder list = list(at);
        if (which < 0 || which >= list.numInGroup()) {
            throw new IndexOutOfBoundsException(name + " is " + which + ", must be 0.." + (list.numInGroup() - 1));
        }
        return at + GroupSizeEncodingDecoder.ENCODED_LENGTH + which * list.blockLength();
    }

    private GroupSizeEncodingDecoder list(final int at) {
        return new GroupSizeEncodingDecoder().wrap(buffer, at);
    }

    private void check(final int index, final int kind, final String name) {
        if (kind(index) != kind) {
            throw otherKind(index, name);
        }
    }

    private IllegalStateException otherKind(final int index, final String name) {
        if (isRefused(index)) {
            return new RefusedException(refusal(index), message(index));
        }
        return new IllegalStateException("result " + index + " is " + nameOf(kind(index)) + ", not " + name);
    }

    private static String nameOf(final int kind) {
        return switch (kind) {
            case ValueDecoder.TEMPLATE_ID -> "value";
            case PlacedDecoder.TEMPLATE_ID -> "placement";
            case PlacementsDecoder.TEMPLATE_ID -> "placements";
            case ReleasedDecoder.TEMPLATE_ID -> "released tasks";
            case TextDecoder.TEMPLATE_ID -> "text";
            case StateDigestDecoder.TEMPLATE_ID -> "digest";
            case WelcomeDecoder.TEMPLATE_ID -> "welcome";
            case RefusedDecoder.TEMPLATE_ID -> "refusal";
            default -> Answers.nameOf(kind);
        };
    }
}
