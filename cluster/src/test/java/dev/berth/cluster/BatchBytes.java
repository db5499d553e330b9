package dev.berth.cluster;

import org.agrona.concurrent.UnsafeBuffer;

/** The bytes of a batch as a request, for tests that have no client. */
public final class BatchBytes {
    private BatchBytes() {}

    /**
     * Returns a request.
     *
     * @param batch its commands.
     * @param clientId the client.
     * @param sequence the number of the request.
     * @param acknowledged the client needs no reply up to this sequence again.
     * @return the bytes.
     */
    public static byte[] of(final Batch batch, final long clientId, final long sequence, final long acknowledged) {
        final byte[] bytes = new byte[batch.bytes()];
        batch.request().copyTo(new UnsafeBuffer(bytes), 0, clientId, 0, sequence, acknowledged);
        return bytes;
    }
}
