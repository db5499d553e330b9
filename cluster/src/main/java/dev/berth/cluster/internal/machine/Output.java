package dev.berth.cluster.internal.machine;

import org.agrona.DirectBuffer;

/**
 * The way out of the machine for what it sends. Nothing comes back from here, so that what happens to a message cannot
 * make two nodes differ: a reply or an event that cannot be sent is lost, and the client asks again.
 */
public interface Output {
    /**
     * Sends a reply or an event.
     *
     * @param session the session, which may have ended.
     * @param buffer the buffer, valid during the call.
     * @param offset where the message begins.
     * @param length the bytes of the message.
     */
    void send(long session, DirectBuffer buffer, int offset, int length);

    /**
     * Sets the interval of ticks, by which the machine is to be ticked from now on.
     *
     * @param millis the interval in milliseconds; 0 = no ticks.
     */
    void tickEvery(long millis);

    /**
     * Says that the state of this node is not that of another node, or will not be, so that it must not go on.
     *
     * @param message what differs.
     */
    void diverged(String message);

    /**
     * Says that a command or a tick failed in a way that the machine does not know. It is the same on every node, so
     * this node goes on; the client is told {@code DEFECT}.
     *
     * @param cause the exception.
     */
    default void failed(final RuntimeException cause) {}

    /**
     * Says that the machine has computed a digest of its state, as a client asked.
     *
     * @param applied the number of entries that the state has seen.
     * @param digest the digest.
     */
    default void digested(final long applied, final long digest) {}
}
