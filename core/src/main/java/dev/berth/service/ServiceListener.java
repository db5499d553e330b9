package dev.berth.service;

/**
 * A listener that is told of each task that services start, stop and lose, in order, as it happens. It must not change
 * the engine; an operation of the {@link Services} that it calls throws an {@link IllegalStateException}.
 *
 * <p>An exception of the listener does not stop the operation, and the listener is told of the events that follow. At
 * its end, the operation throws the first of these exceptions, with the others suppressed in it.
 */
public interface ServiceListener {
    /**
     * Receives a task that was placed.
     *
     * @param task the task, which runs now.
     */
    void started(ServiceTask task);

    /**
     * Receives a task that was stopped. What it held is given back already.
     *
     * @param task the task, which no longer runs.
     */
    void stopped(ServiceTask task);

    /**
     * Receives a task that was found to be lost: its instance was deregistered, or it was released in the engine rather
     * than by its service. The next operation on its service, or the next tick, finds it before it does anything else.
     *
     * @param task the task, which no longer runs.
     */
    void lost(ServiceTask task);
}
