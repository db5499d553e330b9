package dev.berth.cluster.simulation;

/** A command: how it is written into a request, and what it does when the oracle is called directly. */
interface Command {
    /** Adds the command to a request. */
    void write(RequestWriter to);

    /** Carries the command out; what it throws becomes a refusal. */
    Result perform(Oracle oracle);

    /** Answers whether the command can be carried out before the cluster has limits. */
    default boolean isControl() {
        return false;
    }
}
