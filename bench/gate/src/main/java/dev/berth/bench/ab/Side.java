package dev.berth.bench.ab;

import java.nio.file.Path;

/**
 * The view of one of two compared builds that the comparing loop has. It is the only class that both builds share with
 * the command; every other class of the harness is loaded once for each build.
 *
 * <p>Call {@link #fill} on a side that is used for nothing else, so that both measured sides start from the same file
 * and neither has run before. On a measured side call {@link #setUp} first and {@link #tearDown} last.
 */
public interface Side {
    /**
     * Fills the cluster of a case, and writes the tasks that then run to a file.
     *
     * @param row the name of the case.
     * @param instances the size of the cluster.
     * @param seed the seed of the workload.
     * @param file the file to write.
     */
    default void fill(final String row, final int instances, final long seed, final Path file) {
        throw new UnsupportedOperationException("this side needs no file");
    }

    /**
     * Loads the tasks that {@link #fill} wrote into an empty engine.
     *
     * @param row the name of the case.
     * @param instances the size of the cluster.
     * @param seed the seed of the workload.
     * @param file the file that {@link #fill} wrote.
     */
    void setUp(String row, int instances, long seed, Path file);

    /**
     * Carries out operations of the case, and measures their time on a processor.
     *
     * @param operations the number of operations, 1 or more.
     * @return nanoseconds of this thread on a processor, 1 or more.
     */
    long time(int operations);

    /**
     * Returns the time of the last {@link #time} or {@link #percentile} by the clock of the machine, which includes the
     * time that the thread waited.
     *
     * @return nanoseconds, 1 or more.
     */
    long wallNanos();

    /**
     * Carries out operations of the case, and measures the time of each by the clock of the machine.
     *
     * @param operations the number of operations, 1 or more.
     * @param percent the percentile to return, above 0, at most 100.
     * @return nanoseconds that this percentage of the operations does not exceed, including one reading of the clock.
     */
    long percentile(int operations, double percent);

    /**
     * Carries out operations of the case, and hashes the chosen instances in order. The hash does not depend on
     * handles.
     *
     * @param operations the number of operations.
     * @return a hash that is the same for builds that choose the same instances.
     */
    long checksum(int operations);

    /**
     * Hashes what remains of each instance, which depends on every operation so far.
     *
     * @return a hash that is the same for builds whose answers were the same.
     */
    long stateHash();

    /** Checks that no task was lost; throws an IllegalStateException if one was. */
    void tearDown();
}
