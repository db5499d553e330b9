package dev.berth.cluster.load;

import dev.berth.Chain;
import dev.berth.cluster.PlacementClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A cluster that has been filled, with a client that loads it. */
final class Loaded implements AutoCloseable {
    private static final long CONNECT_SECONDS = 60;
    private static final long REQUEST_TIMEOUT_MILLIS = 5_000;
    private static final long CALL_TIMEOUT_MILLIS = 60_000;
    private static final int CONNECT_IN_FLIGHT = 16;

    private final Settings settings;
    private final Fleet fleet;
    private final @Nullable LaunchedCluster cluster;
    private PlacementClient client;
    private ClusterTarget target;

    private Loaded(
            final Settings settings,
            final Fleet fleet,
            final @Nullable LaunchedCluster cluster,
            final boolean isEmpty) {
        this.settings = settings;
        this.fleet = fleet;
        this.cluster = cluster;
        client = connect();
        final long[] tasks;
        if (isEmpty) {
            tasks = new long[fleet.tasks()];
            Arrays.fill(tasks, 1);
        } else {
            tasks = fleet.load(client);
        }
        target = new ClusterTarget(client, fleet, tasks, settings.batch(), settings.window());
    }

    /**
     * Connects to the cluster of the settings or launches one, and fills it.
     *
     * @param settings what is measured.
     * @param chain the chain that places tasks.
     * @param isEmpty whether the service is the one without an engine, which is not filled.
     * @return the cluster.
     * @throws IOException if it cannot be launched.
     */
    static Loaded open(final Settings settings, final Chain chain, final boolean isEmpty) throws IOException {
        final Fleet fleet = new Fleet(settings.instances(), settings.tasks(), chain, settings.seed());
        final LaunchedCluster cluster = settings.isLaunching()
                ? LaunchedCluster.launch(settings.nodes(), isEmpty, settings.directory(), settings.flags())
                : null;
        try {
            return new Loaded(settings, fleet, cluster, isEmpty);
        } catch (final RuntimeException e) {
            if (cluster != null) {
                cluster.close();
            }
            throw e;
        }
    }

    private PlacementClient connect() {
        final String members = cluster == null ? settings.members() : cluster.members();
        final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CONNECT_SECONDS);
        while (true) {
            try {
                return PlacementClient.builder(members)
                        .requestTimeoutMillis(REQUEST_TIMEOUT_MILLIS)
                        .callTimeoutMillis(CALL_TIMEOUT_MILLIS)
                        .maxInFlight(Math.max(CONNECT_IN_FLIGHT, settings.window()))
                        .connectInvoked();
            } catch (final RuntimeException e) {
                if (cluster == null || System.nanoTime() > end) {
                    throw e;
                }
                cluster.checkRunning();
            }
        }
    }

    ClusterTarget target() {
        return target;
    }

    Generator generator() {
        return generator(target);
    }

    static Generator generator(final Target target) {
        return new Generator(target, System::nanoTime, Thread::yield);
    }

    LaunchedCluster cluster() {
        if (cluster == null) {
            throw new IllegalStateException("the cluster was not launched from here; use --launch");
        }
        return cluster;
    }

    /**
     * Stops the nodes, starts them again, and waits for the first answer.
     *
     * @return the nanoseconds from the start of the processes to the answer.
     * @throws IOException if they cannot be started.
     */
    long restart() throws IOException {
        client.close();
        cluster().stop();
        final long begin = System.nanoTime();
        cluster().startAgain();
        client = connect();
        final long[] none = new long[settings.batch() * settings.window()];
        target = new ClusterTarget(client, fleet, none, settings.batch(), settings.window());
        target.send(0);
        while (target.poll(number -> {}) == 0) {
            Thread.yield();
        }
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        client.close();
        if (cluster != null) {
            cluster.close();
        }
    }
}
