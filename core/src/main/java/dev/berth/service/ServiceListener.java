package dev.berth.service;

/**
 * Is told of each task that services start, stop and lose, in order, as it happens. Must not change the engine; an
 * operation of the {@link Services} that it calls throws an {@link IllegalStateException}.
 *
 * <p>What it throws does not stop the operation, and the events that follow are told. When the operation has ended it
 * throws the first of these exceptions; the others are suppressed in it.
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

    /**
     * A task was found to be gone: its instance was deregistered, or it was released in the engine and not by its
     * service. Told by the next operation on its service or the next tick, before that does anything else.
     *
     * @param task that runs no more.
     */
    void lost(ServiceTask task);
}
