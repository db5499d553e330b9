package dev.berth.cluster.simulation;

import org.jspecify.annotations.Nullable;

/** An entry of the log. Its identity is that of the object: nodes have the same entry if they have the same object. */
final class Entry {
    /** The kinds of entries. */
    enum Kind {
        REQUEST,
        TICK,
        SESSION_CLOSED,
        NEW_TERM
    }

    final Kind kind;
    final long session;
    final @Nullable Call call;
    long term;

    private Entry(final Kind kind, final long session, final @Nullable Call call) {
        this.kind = kind;
        this.session = session;
        this.call = call;
    }

    static Entry request(final long session, final Call call) {
        return new Entry(Kind.REQUEST, session, call);
    }

    static Entry closed(final long session) {
        return new Entry(Kind.SESSION_CLOSED, session, null);
    }

    static Entry tick() {
        return new Entry(Kind.TICK, 0, null);
    }

    static Entry newTerm() {
        return new Entry(Kind.NEW_TERM, 0, null);
    }
}
