package dev.berth.cluster.simulation;

import java.util.ArrayList;
import java.util.List;

/** The messages that an entry of the log makes the machine send, in order. */
final class Effect {
    /**
     * A message and the session that it goes to.
     *
     * @param session the session.
     * @param message an {@link Answer} or a {@link Told}.
     */
    record Sent(long session, Object message) {}

    final List<Sent> sent = new ArrayList<>();

    /** Answers whether this, which the oracle expects, agrees with what the machine sent. */
    boolean agrees(final List<Sent> actual) {
        if (sent.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < sent.size(); i++) {
            final Sent one = sent.get(i);
            final Sent other = actual.get(i);
            final boolean isSame = one.message instanceof Answer && other.message instanceof Answer
                    ? ((Answer) one.message).agrees((Answer) other.message)
                    : one.message.equals(other.message);
            if (one.session != other.session || !isSame) {
                return false;
            }
        }
        return true;
    }
}
