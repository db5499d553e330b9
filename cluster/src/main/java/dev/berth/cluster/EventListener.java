package dev.berth.cluster;

/**
 * The listener that is told what services do with tasks. Each event comes once and in the order of the numbers, also
 * across elections.
 *
 * <p>The methods are called by a thread of the client's own, or by {@link PlacementClient#poll} if the caller drives
 * the client. A listener that is slow delays its events and no reply. When it is slower than the events for so long
 * that the cluster does not keep them any more ({@link ClusterSettings#maxEvents}), it is told which it has missed.
 */
@FunctionalInterface
public interface EventListener {
    /**
     * Receives an event.
     *
     * @param event the event.
     */
    void onEvent(ServiceEvent event);

    /**
     * Says that events are lost, because the cluster does not keep them any more. The next event is the one after them.
     *
     * @param first the number of the first lost.
     * @param last the number of the last lost.
     */
    default void onLost(final long first, final long last) {}
}
