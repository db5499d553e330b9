package dev.berth.cluster.load;

import dev.berth.Chain;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of a run: what is measured, and for how long.
 *
 * @param members the members of a cluster that runs; empty = clusters are launched.
 * @param nodes the number of nodes of a cluster that is launched.
 * @param instances the number of instances.
 * @param tasks the number of tasks that run from the beginning.
 * @param chains the chains, each of which is measured by itself.
 * @param batch the number of commands of a request.
 * @param window the most requests in flight.
 * @param rate the requests due in a second; 0 = half of the throughput found.
 * @param rounds how often each service is launched and measured, by turns.
 * @param warmUpSeconds the seconds of full load that come before what is measured.
 * @param seconds the seconds of each measurement.
 * @param snapshots the number of snapshots of a round.
 * @param flags the flags of the JVMs of nodes.
 * @param directory where the nodes write.
 * @param seed the seed of the workload.
 */
record Settings(
        String members,
        int nodes,
        int instances,
        int tasks,
        List<Chain> chains,
        int batch,
        int window,
        double rate,
        int rounds,
        double warmUpSeconds,
        double seconds,
        int snapshots,
        List<String> flags,
        Path directory,
        long seed) {
    private static final double NANOS_PER_SECOND = 1e9;

    boolean isLaunching() {
        return members.isEmpty();
    }

    long warmUpNanos() {
        return (long) (warmUpSeconds * NANOS_PER_SECOND);
    }

    long nanos() {
        return (long) (seconds * NANOS_PER_SECOND);
    }

    /** Returns the requests that are due in the time of a measurement. */
    long requests(final double perSecond) {
        return Math.max(1, (long) (seconds * perSecond));
    }
}
