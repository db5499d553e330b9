package dev.berth.bench.ab;

import java.nio.file.Path;

/**
 * One of the two builds that are compared, as the loop that compares them sees it. The only class that both builds and
 * the command share: everything else of the harness is loaded once for each build.
 *
 * <p>Call {@link #fill} on a side of its own, so that both measured sides start from the same file and neither has run
 * before; then {@link #setUp} and the others.
 */
public interface Side {
    /**
     * Fills the cluster of a row, and writes the tasks that run then.
     *
     * @param row its name.
     * @param instances size of the cluster.
     * @param seed of the workload.
     * @param file where to.
     */
    default void fill(final String row, final int instances, final long seed, final Path file) {
        throw new UnsupportedOperationException("this side needs no file");
    }

    /**
     * Loads the tasks that {@link #fill} wrote into an empty engine.
     *
     * @param row its name.
     * @param instances size of the cluster.
     * @param seed of the workload.
     * @param file that {@link #fill} wrote.
     */
    void setUp(String row, int instances, long seed, Path file);

    /**
     * Carries out operations of the row, and takes the time.
     *
     * @param operations how many, 1 or more.
     * @return nanoseconds of this thread on a processor, 1 or more.
     */
    long time(int operations);

    /**
     * Returns the time of the last {@link #time} or {@link #percentile} by the clock of the machine: it has what the
     * thread waited too.
     *
     * @return nanoseconds, 1 or more.
     */
    long wallNanos();

    /**
     * Carries out operations of the row, and takes the time of each by the clock of the machine.
     *
     * @param operations how many, 1 or more.
     * @param percent of the operations that are no slower than the answer, above 0, at most 100.
     * @return nanoseconds, those of a reading of the clock included.
     */
    long percentile(int operations, double percent);

    /**
     * Carries out operations of the row, and hashes the instances that were chosen, in order. Depends on no handle.
     *
     * @param operations how many.
     * @return the same for builds that choose the same.
     */
    long checksum(int operations);

    /**
     * Hashes what remains of each instance: it depends on every operation so far.
     *
     * @return the same for builds whose answers were the same.
     */
    long stateHash();

    /** Checks that nothing was lost; throws IllegalStateException if something was. */
    void tearDown();
}
