package dev.berth.cluster.simulation;

import java.util.TreeMap;

/** A client as the oracle remembers it. */
final class OracleClient {
    final long id;

    /** The process that counts. */
    long incarnation;

    /** The replies that are kept, by sequence. */
    final TreeMap<Long, Answer> kept = new TreeMap<>();

    long last;
    long acknowledged;

    /** Whether the session of its last request is open, and which that is. */
    boolean isOpen;

    long session;

    /** The number of entries that had been applied when the client was heard last. */
    long heard;

    OracleClient(final long id) {
        this.id = id;
    }

    void hear(final long onSession, final long applied) {
        session = isOpen ? Math.max(session, onSession) : onSession;
        isOpen = true;
        heard = applied;
    }

    void acknowledge(final long sequence) {
        acknowledged = Math.max(acknowledged, Math.min(sequence, last));
        kept.headMap(acknowledged, true).clear();
    }
}
