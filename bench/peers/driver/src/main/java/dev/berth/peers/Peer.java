package dev.berth.peers;

/**
 * A library that places tasks. An implementation has a public constructor that takes the name of a mode.
 *
 * <p>Only {@link #step} is timed. One thread makes all calls.
 */
public interface Peer {
    /**
     * Returns the number of pairs of a release and a placement that one step takes together.
     *
     * @return 1 if the library places tasks one by one, more if it takes batches.
     */
    int batch();

    /**
     * Registers the instances and the tasks that run at the start.
     *
     * @param problem the instances and tasks. Implementations ask it now and then whether it is
     *     {@linkplain Problem#outOfTime() out of time}, and return early if it is.
     * @throws Exception if the library fails.
     */
    void load(Problem problem) throws Exception;

    /**
     * Releases the tasks of a step, then places as many in order, and reports where each went.
     *
     * @param step the tasks, which also receives the answers.
     * @throws Exception if the library fails.
     */
    void step(Step step) throws Exception;
}
