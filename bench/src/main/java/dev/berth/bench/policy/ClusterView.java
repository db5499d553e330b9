package dev.berth.bench.policy;

import dev.berth.CandidateOrder;

/**
 * The state of a simulated cluster as a policy reads it. An instance is a number 0..size − 1. If bins open on demand,
 * these are the bins that were opened so far, emptied ones included.
 */
public interface ClusterView {
    /**
     * Returns the number of instances.
     *
     * @return the number; 0 before the first bin opens.
     */
    int size();

    /**
     * Returns whether bins open on demand.
     *
     * @return false on a fixed fleet.
     */
    boolean opensBins();

    /**
     * Returns the number of dimensions.
     *
     * @return at least 1; the trace names them.
     */
    int dimensions();

    /**
     * Returns what an instance has in all.
     *
     * @param instance 0..size − 1.
     * @param dimension 0..dimensions − 1.
     * @return the amount in the units of the trace.
     */
    double capacity(int instance, int dimension);

    /**
     * Returns the most that an instance has in all; if bins open on demand, this is what every bin has.
     *
     * @param dimension 0..dimensions − 1.
     * @return the amount in the units of the trace.
     */
    double largestCapacity(int dimension);

    /**
     * Returns what the tasks on an instance use.
     *
     * @param instance 0..size − 1.
     * @param dimension 0..dimensions − 1.
     * @return the amount in the units of the trace.
     */
    double used(int instance, int dimension);

    /**
     * Returns what is left on an instance.
     *
     * @param instance 0..size − 1.
     * @param dimension 0..dimensions − 1.
     * @return capacity − used.
     */
    default double left(final int instance, final int dimension) {
        return capacity(instance, dimension) - used(instance, dimension);
    }

    /**
     * Returns whether an instance can take a request: it has enough of every dimension, the GPUs, and an allowed model.
     *
     * @param request what is asked.
     * @param instance 0..size − 1.
     * @return true if {@link Policy#place} may return the instance.
     */
    boolean fits(Request request, int instance);

    /**
     * Returns the number of tasks on an instance.
     *
     * @param instance 0..size − 1.
     * @return the number.
     */
    int tasksOn(int instance);

    /**
     * Returns the first instance with a task, from a given one on.
     *
     * @param from where to begin, 0 or more.
     * @return the instance, or {@link Policy#NONE}.
     */
    int nextInUse(int from);

    /**
     * Returns the number of GPUs of an instance.
     *
     * @param instance 0..size − 1.
     * @return 0 or more.
     */
    int gpus(int instance);

    /**
     * Returns what is left of a GPU.
     *
     * @param instance 0..size − 1.
     * @param gpu 0..gpus − 1.
     * @return thousandths, 0..1000.
     */
    int gpuMilliLeft(int instance, int gpu);

    /**
     * Returns the model of an instance.
     *
     * @param instance 0..size − 1.
     * @return the model; empty if the fleet names none.
     */
    String model(int instance);

    /**
     * Returns the zone of an instance.
     *
     * @param instance 0..size − 1.
     * @return the number of the zone, from 0.
     */
    int zone(int instance);

    /**
     * Creates an iteration over the instances that have enough CPU and memory for a request. Create it once, in
     * {@link Policy#begin}, and use it for each arrival.
     *
     * @param order the order of the instances: CPU is the first dimension of the trace, memory the second. What is left
     *     is compared as an amount, at the time of the call.
     * @return a new iteration.
     */
    Candidates candidates(CandidateOrder order);

    /** An iteration over the instances that can take a request, which can be used again. */
    interface Candidates {
        /**
         * Begins anew.
         *
         * @param request what is asked.
         * @return the first instance for which {@link ClusterView#fits} is true, or {@link Policy#NONE}.
         */
        int first(Request request);

        /**
         * Goes on. The cluster must not have changed since {@link #first}.
         *
         * @return the next instance that fits, or {@link Policy#NONE}.
         */
        int next();
    }
}
