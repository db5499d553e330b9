package dev.berth.peers;

/**
 * A library that places tasks. An implementation has a public constructor that takes the name of a mode.
 *
 * <p>Only {@link #step} is timed. Called by one thread.
 */
public interface Peer {
    /**
     * Pairs of release and placement that one step takes together.
     *
     * @return 1 where the library places one by one, more where it takes batches.
     */
    int batch();

    /**
     * Registers the instances and the tasks that run at the start.
     *
     * @param problem what there is; asked now and then whether it is {@linkplain Problem#outOfTime() out of time}, and
     *     if so this returns early.
     * @throws Exception if the library fails.
     */
    void load(Problem problem) throws Exception;

    /**
     * Releases the tasks that a step names, then places as many, in order, and says where each went.
     *
     * @param step what to do, and where answers go.
     * @throws Exception if the library fails.
     */
    void step(Step step) throws Exception;
}
