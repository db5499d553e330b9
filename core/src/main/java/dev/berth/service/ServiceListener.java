package dev.berth.service;

/**
 * Is told of each task that services start and stop, in order, as it happens. Must not call the {@link Services} or
 * change the engine.
 *
 * <p>A task that is lost with its instance, or that was released behind the back of its service, was not stopped by
 * the service, and nothing is told of it.
 */
public interface ServiceListener {
    /**
     * A task was placed.
     *
     * @param task that runs now.
     */
    void started(ServiceTask task);

    /**
     * A task was stopped; what it held is given back already.
     *
     * @param task that runs no more.
     */
    void stopped(ServiceTask task);
}
