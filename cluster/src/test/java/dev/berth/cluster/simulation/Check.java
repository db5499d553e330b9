package dev.berth.cluster.simulation;

/** The comparisons that the simulation makes, each of which can be left out to show that another one finds a fault. */
enum Check {
    /** The digests of the replicas are equal after each entry of the log. */
    DIGEST,
    /** What the machine sends for an entry is what the oracle says, on each replica. */
    OUTPUT,
    /** The reply that a client finally gets is what the oracle says. */
    RESULT,
    /** A subscriber gets each event in order, and a number that is missing shows that one was lost. */
    EVENT,
    /** The digest of the engine is that of the oracle's, and all its structures agree. */
    ENGINE,
    /** No node finds in a {@code Check} that it has another state than the rest. */
    DIVERGED,
    /** Every request is answered once the network and the nodes are well again. */
    PROGRESS
}
