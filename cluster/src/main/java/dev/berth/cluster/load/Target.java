package dev.berth.cluster.load;

import java.util.function.LongConsumer;

/** A receiver of load. Its requests are numbered by whoever sends them; one thread drives it. */
interface Target {
    /**
     * Sends the next request.
     *
     * @param number the number of the request, which its reply is reported with.
     * @return false if there is no room for another request in flight; it is then sent again later.
     */
    boolean send(long number);

    /**
     * Receives what has arrived.
     *
     * @param replies the receiver of the number of each request that was answered.
     * @return how much was done; 0 = nothing had arrived.
     */
    int poll(LongConsumer replies);
}
