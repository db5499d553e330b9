package dev.berth.bench.policy;

import dev.berth.bench.trace.Trace;

/**
 * A placement policy: it decides for each arrival on which instance it goes.
 *
 * <p>A policy reads the cluster and never changes it; whoever runs the policy carries out its answers and checks them.
 * One policy object serves one run, on one thread. All that is random must follow from the seed, and nothing may depend
 * on a clock or on the order of a hash table, so that a run can be repeated.
 */
public interface Policy {
    /** The answer that no instance takes an arrival. If bins open on demand, a new bin opens for it. */
    int NONE = -1;

    /**
     * Returns whether an arrival costs time in proportion to the instances. A study of many instances runs such a
     * policy on a part of the trace.
     *
     * @return false if a placement takes few steps, those of a {@link ClusterView.Candidates} included.
     */
    default boolean scans() {
        return true;
    }

    /**
     * Prepares for a run. This is called once, before the first arrival.
     *
     * @param cluster the cluster without tasks; the same object is passed to every call.
     * @param trace the trace that will be run. A policy that does not know the future must not look at its times.
     * @param seed the seed from which all that is random must follow.
     */
    default void begin(final ClusterView cluster, final Trace trace, final long seed) {}

    /**
     * Decides where an arrival goes.
     *
     * @param request what arrives; valid until the method returns.
     * @param cluster the cluster before the placement.
     * @return the instance, or {@link #NONE}.
     */
    int place(Request request, ClusterView cluster);

    /**
     * Chooses the GPU for an arrival that shares one.
     *
     * @param request what arrives.
     * @param instance the instance that {@link #place} returned.
     * @param cluster the cluster before the placement.
     * @return the number of a GPU of the instance with enough left; by default, of these the one with the least left.
     */
    default int gpu(final Request request, final int instance, final ClusterView cluster) {
        int fullest = NONE;
        for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
            final int left = cluster.gpuMilliLeft(instance, gpu);
            if (left >= request.gpuMilli()
                    && (fullest == NONE || left < cluster.gpuMilliLeft(instance, fullest))) {
                fullest = gpu;
            }
        }
        return fullest;
    }

    /**
     * Hears that an arrival was placed.
     *
     * @param request what arrived.
     * @param instance where it is; a new bin, if {@link #place} returned {@link #NONE} and bins open on demand.
     * @param cluster the cluster after the placement.
     */
    default void placed(final Request request, final int instance, final ClusterView cluster) {}

    /**
     * Hears that a task departed.
     *
     * @param request what had arrived.
     * @param instance where it was.
     * @param cluster the cluster after the departure.
     */
    default void departed(final Request request, final int instance, final ClusterView cluster) {}
}
