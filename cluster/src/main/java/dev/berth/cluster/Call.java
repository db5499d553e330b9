package dev.berth.cluster;

import java.util.concurrent.CompletableFuture;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A request on its way from a caller to the window of requests in flight, and what the caller waits for. */
final class Call {
    final CompletableFuture<Results> results = new CompletableFuture<>();

    /** Whether it takes one of the places that callers have; requests of the client itself do not. */
    final boolean ofCaller;

    final long deadline;
    private final UnsafeBuffer request;

    /** The number of the request; 0 = it was not taken into the window yet. */
    private long sequence;

    Call(final CommandWriter commands, final boolean ofCaller, final long deadline) {
        final byte[] copy = new byte[commands.length()];
        commands.buffer().getBytes(0, copy);
        request = new UnsafeBuffer(copy);
        this.ofCaller = ofCaller;
        this.deadline = deadline;
    }

    DirectBuffer request() {
        return request;
    }

    void taken(final long newSequence) {
        sequence = newSequence;
        request.wrap(new byte[0]); // the window has a copy
    }

    /** Ends the wait without a reply. */
    void fail(final String why, final boolean sent) {
        results.completeExceptionally(new RequestFailedException(
                sent
                        ? why + "; the outcome of request " + sequence + " is unknown: it may have been carried out"
                        : why + "; the request was not carried out",
                sent));
    }

    void timeOut(final long millis) {
        if (sequence == 0) {
            fail("the request was not sent within callTimeoutMillis = " + millis + ", as no leader took it", false);
        } else {
            fail(
                    "no reply came within callTimeoutMillis = " + millis + ", and the client goes on sending",
                    true);
        }
    }
}
