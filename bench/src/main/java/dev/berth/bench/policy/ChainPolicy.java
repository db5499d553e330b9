package dev.berth.bench.policy;

import dev.berth.Chain;

/** A policy that is a chain of strategies, which the engine itself carries out. */
public interface ChainPolicy extends Policy {
    /**
     * Returns the chain.
     *
     * @return the chain that the engine applies to each arrival.
     */
    Chain chain();

    @Override
    default boolean scans() {
        return false;
    }

    /** Throws: the engine decides, and nobody asks this policy. */
    @Override
    default int place(final Request request, final ClusterView cluster) {
        throw new IllegalStateException("the engine places a request of " + chain());
    }
}
