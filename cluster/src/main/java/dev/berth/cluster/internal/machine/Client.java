package dev.berth.cluster.internal.machine;

import dev.berth.cluster.internal.wire.Limits;

/** A client as the machine remembers it: the replies that it has not acknowledged, and when it was heard last. */
final class Client {
    /** In place of a session: the session of the last request has ended. */
    static final long NO_SESSION = -1;

    final long id;

    /** The replies that are kept; the number of each is the sequence of its request. */
    final MessageQueue replies;

    /** The process of the client that counts: the one that said Hello last. */
    long incarnation;

    /** The open session of the last request, or {@link #NO_SESSION}; of two that are open, the later one. */
    long session;

    /** The number of entries applied up to the last request of the client, which no other client has. */
    long lastApplied;

    /** Makes a client that has acknowledged the replies up to a sequence. */
    Client(
            final long id,
            final long incarnation,
            final long acknowledged,
            final long session,
            final long lastApplied) {
        this.id = id;
        this.incarnation = incarnation;
        this.replies = new MessageQueue(acknowledged + 1);
        this.session = session;
        this.lastApplied = lastApplied;
    }

    void heard(final long onSession, final long applied) {
        session = Math.max(session, onSession);
        lastApplied = applied;
    }

    /** Gives the client to another process, which needs no reply to the requests of the one before. */
    void takenOver(final long by) {
        incarnation = by;
        acknowledge(replies.next() - 1);
    }

    /** Returns the sequence that the next request has. */
    long expected() {
        return replies.next();
    }

    /** Drops the replies up to a sequence; one that was not carried out yet counts as the last. */
    void acknowledge(final long sequence) {
        final long last = Math.min(sequence, replies.next() - 1);
        while (replies.first() <= last) {
            replies.removeFirst();
        }
    }

    /** Answers whether one more reply of any size can be kept. */
    boolean canKeep(final int maxReplies) {
        return replies.count() < maxReplies && replies.size() + Limits.MAX_MESSAGE <= Limits.MAX_KEPT;
    }
}
