package dev.berth.cluster.simulation;

import java.util.List;

/**
 * A request on its way: the bytes for the machine, and the same as objects for the oracle.
 *
 * @param clientId the client.
 * @param incarnation the process of the client.
 * @param sequence the number of the request.
 * @param acknowledged the client needs no reply up to this sequence again.
 * @param commands the commands.
 * @param isReadable false if the bytes are no request that the machine can read.
 * @param bytes the request as it is in the log.
 */
record Call(
        long clientId,
        long incarnation,
        long sequence,
        long acknowledged,
        List<Command> commands,
        boolean isReadable,
        byte[] bytes) {}
