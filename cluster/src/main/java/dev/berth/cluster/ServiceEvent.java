package dev.berth.cluster;

import org.jspecify.annotations.Nullable;

/**
 * An event: what a service did with a task, on its own or for a command.
 *
 * @param number 1, 2, 3 ... over the life of the cluster.
 * @param kind what happened.
 * @param service the name of the service.
 * @param task the id of the task among those of services.
 * @param handle the task in the engine; -1 on Fargate.
 * @param ordinal the instance; -1 on Fargate.
 * @param zone the zone; null if none.
 * @param capacityProvider the capacity provider; null if none.
 */
public record ServiceEvent(
        long number,
        Kind kind,
        String service,
        String task,
        long handle,
        int ordinal,
        @Nullable String zone,
        @Nullable String capacityProvider) {
    /** The kinds of what happens to a task. */
    public enum Kind {
        /** It was placed. */
        STARTED,
        /** The service stopped it. */
        STOPPED,
        /** Its instance is gone. */
        LOST
    }
}
