package dev.berth.bench.simulation;

import dev.berth.bench.policy.Request;

/** An observer of each step of a simulation. */
public interface Observer {
    /**
     * Hears that time has come to the next event, before the event changes the cluster.
     *
     * @param days days since the start of the trace.
     */
    default void reached(final double days) {}

    /**
     * Hears that an arrival was placed.
     *
     * @param request what arrived.
     * @param instance where it is.
     */
    default void placed(final Request request, final int instance) {}

    /**
     * Hears that no instance took an arrival.
     *
     * @param request what arrived.
     */
    default void refused(final Request request) {}

    /**
     * Hears that a task departed.
     *
     * @param request what had arrived.
     * @param instance where it was.
     */
    default void departed(final Request request, final int instance) {}
}
