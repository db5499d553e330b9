package dev.berth.cluster.internal.machine;

import dev.berth.cluster.internal.codec.MessageHeaderEncoder;
import dev.berth.cluster.internal.codec.Refusal;
import dev.berth.cluster.internal.codec.TextEncoder;
import dev.berth.cluster.internal.wire.Nested;
import org.agrona.ExpandableArrayBuffer;

/**
 * The buffer in which the answer of a question is written before it goes into the reply.
 * An answer may have any size, and only one
 * that fits is copied, so that nothing of a refused one is in the reply. A question changes nothing, and so it may be
 * answered first and refused afterwards.
 */
final class AnswerBuffer {
    /** The offset of the answer's header. */
    static final int START = Nested.begin(0);

    /** The tasks, services and instances that a page can have at most. */
    static final int MOST_OF_PAGE = 10_000;

    final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TextEncoder text = new TextEncoder();

    /**
     * Adds the answer to the reply, or says that it does not fit.
     *
     * @param limit the offset after the answer, which begins at {@link #START}.
     * @param out the reply.
     */
    void send(final int limit, final ReplyWriter out) {
        if (limit > out.room()) {
            out.refused(Refusal.REPLY_TOO_LARGE, "");
            return;
        }
        final int start = out.open(0, 0) - MessageHeaderEncoder.ENCODED_LENGTH;
        final int length = limit - START;
        out.buffer().putBytes(start, buffer, START, length);
        out.close(start + length);
    }

    void sendText(final String answer, final ReplyWriter out) {
        send(text.wrapAndApplyHeader(buffer, START, header).text(answer).limit(), out);
    }

    /** Checks how many entries a page shall have. */
    static int checkedMost(final int most) {
        return inRange("most", most, 1, MOST_OF_PAGE);
    }

    static int inRange(final String name, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + ".." + most);
        }
        return value;
    }
}
