package dev.berth.cluster.failover;

import dev.berth.Chain;
import dev.berth.EngineConfig;
import dev.berth.Instance;
import dev.berth.cluster.Answers;
import dev.berth.cluster.Batch;
import dev.berth.cluster.ClusterSettings;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.RequestFailedException;
import dev.berth.cluster.ServiceEvent;
import dev.berth.cluster.failover.Report.Row;
import io.aeron.cluster.ClusterTool;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;

/**
 * A program that runs a cluster of three nodes through failures, and verifies after each that nothing that was
 * acknowledged got lost or doubled, and that all nodes have the same state. {@code cluster/failover.sh} runs it.
 *
 * <p>Exit status: 0 nothing was wrong, 1 something was, 2 wrong usage.
 */
final class Failover {
    private static final int SERVICE_INSTANCES = 10;
    private static final int CPU_UNITS = 4096;
    private static final int MEMORY_MIB = 8192;

    private final FailoverOptions options;
    private final Network network;
    private final SplittableRandom random;
    private final Oracle oracle = new Oracle();
    private final Outage outage = new Outage();
    private final Digests digests = new Digests();
    private final Nodes nodes;
    private final Loads loads;
    private final Report report;
    private final long begin = System.nanoTime();
    private volatile boolean hasEnded;

    private Failover(final FailoverOptions options, final Network network) throws IOException {
        this.options = options;
        this.network = network;
        random = new SplittableRandom(options.seed);
        nodes = new Nodes(network, options, digests);
        loads = new Loads(network, options, nodes.members(), oracle, outage);
        report = new Report(options.directory.resolve("failover.csv"));
    }

    /**
     * Runs the program.
     *
     * @param args the options, those of {@link FailoverOptions}.
     * @throws Exception if the run cannot be set up.
     */
    public static void main(final String[] args) throws Exception {
        final FailoverOptions options = new FailoverOptions();
        final CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(args);
        } catch (final CommandLine.ParameterException e) {
            System.err.println("failover: " + e.getMessage());
            line.usage(System.err);
            System.exit(2);
        }
        Files.createDirectories(options.directory);
        final Network network = network(options.network);
        final Failover failover = new Failover(options, network);
        Runtime.getRuntime().addShutdownHook(new Thread(failover::end));
        boolean isRight = false;
        try {
            isRight = failover.run();
        } finally {
            failover.hasEnded = true;
        }
        System.exit(isRight ? 0 : 1);
    }

    private static Network network(final String kind) throws IOException, InterruptedException {
        if (kind.equals("loopback")) {
            return Network.loopback();
        }
        try {
            return Network.namespaces();
        } catch (final IOException e) {
            if (kind.equals("namespaces")) {
                throw e;
            }
            System.out.println("no network namespaces here, so the network is not cut: " + e.getMessage());
            return Network.loopback();
        }
    }

    /** Ends the processes and the network, also when the run is ended by a signal. */
    private void end() {
        if (!hasEnded) {
            System.out.println("ended by a signal before the last event");
        }
        try {
            loads.close();
            nodes.close();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        network.close();
    }

    private boolean run() throws Exception {
        for (int node = 0; node < Nodes.COUNT; node++) {
            nodes.start(node);
        }
        try (PlacementClient client = PlacementClient.builder(nodes.members())
                .host(network.host(-1))
                .callTimeoutMillis(TimeUnit.SECONDS.toMillis(options.patienceSeconds))
                .onEvent(event -> oracle.line("e " + (event.kind() == ServiceEvent.Kind.STARTED ? "s " : "t ")
                        + event.handle() + " " + event.ordinal() + " " + FleetServices.DEMAND), 1)
                .connect()) {
            fill(client);
            loads.start(0);
            loads.start(1);
            boolean goesOn = true;
            for (final Event event : Event.schedule(options.kills, network.canBeCut())) {
                goesOn = goesOn && carryOut(event, client);
            }
            return summary() && goesOn;
        }
    }

    private void fill(final PlacementClient client) {
        client.configure(ClusterSettings.builder(EngineConfig.builder()
                        .seed(options.seed)
                        .maxInstances(1024)
                        .maxTasks(1 << 15)
                        .build())
                .tickMillis(200)
                .build());
        for (int i = 0; i < options.instances + SERVICE_INSTANCES; i++) {
            final int ordinal = client.register(Instance.builder("i-" + i)
                    .cpuUnits(CPU_UNITS)
                    .memoryMib(MEMORY_MIB)
                    .attribute("pool", i < options.instances ? "load" : "services")
                    .build());
            oracle.instance(ordinal, CPU_UNITS, MEMORY_MIB);
        }
        final Batch batch = new Batch();
        for (final String name : FleetServices.NAMES) {
            batch.services().create(FleetServices.spec(name, FleetServices.MOST_TASKS / 2));
        }
        client.call(batch);
    }

    /** Carries out one event and verifies the state after it; false = the cluster did not come back. */
    private boolean carryOut(final Event event, final PlacementClient client) throws Exception {
        loads.go();
        TimeUnit.MILLISECONDS.sleep(options.runMillis / 2 + random.nextInt((int) options.runMillis));
        final int leader = nodes.leader();
        final int other = (leader + 1 + random.nextInt(Nodes.COUNT - 1)) % Nodes.COUNT;
        final List<String> violations = new ArrayList<>();
        final long at = act(event, leader, other);
        double any = -1;
        double each = -1;
        double whole = -1;
        PlacementClient.Digest digest = new PlacementClient.Digest(-1, 0);
        try {
            whole = (awaitNodes(client) - at) / 1e6;
            if (event != Event.KILL_CLIENT) {
                awaitService(at, loads.names(event != Event.CUT_LEADER));
                any = outage.ofAll() / 1e6;
                each = outage.ofOne(loads.names(event != Event.CUT_LEADER)) / 1e6;
            }
            if (!loads.stop()) {
                throw new TimeoutException("the load was not stopped: " + oracle.open() + " requests have no answer");
            }
            plant(client);
            digest = compareDigests(client, violations);
            violations.addAll(oracle.check(StateReader.state(client, oracle.questions())));
        } catch (final TimeoutException | RequestFailedException e) {
            violations.add("did not come back: " + e.getMessage());
        }
        final int node = event.isOfFollower() ? other : leader;
        report.add(new Row(
                event, node, leader, nodes.leader(), any, each, whole, digest.applied(), digest.value(), violations));
        return whole >= 0 && digest.applied() >= 0;
    }

    /** Plants a violation that the oracle must find. */
    private void plant(final PlacementClient client) {
        switch (options.plant) {
            case "nothing" -> { }
            case "release" -> client.release(oracle.someTask());
            case "place" -> {
                final Batch batch = new Batch();
                batch.questions().describeTask(oracle.someTask());
                final Answers.TaskInfo task = client.call(batch).answers().task(0);
                client.place(client.plan(task.demand(), Chain.parse("random")), task.group());
            }
            default -> throw new IllegalArgumentException(
                    "plant is " + options.plant + ", must be release, place or nothing");
        }
    }

    /** Does what an event is about, and returns the time at which it took the service away. */
    private long act(final Event event, final int leader, final int other) throws Exception {
        switch (event) {
            case KILL_LEADER:
                return killAndStart(leader, false);
            case LOSE_LEADER:
                return killAndStart(leader, true);
            case KILL_FOLLOWER:
                return killAndStart(other, false);
            case LOSE_FOLLOWER:
                return killAndStart(other, true);
            case SNAPSHOT_AND_KILL_LEADER:
                final Thread snapshot = new Thread(() -> snapshot(leader));
                snapshot.setDaemon(true);
                snapshot.start();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
                return killAndStart(leader, false);
            case SNAPSHOT:
                final long asked = begin();
                if (!snapshot(leader)) {
                    System.out.println("  the snapshot was not taken: node " + leader + " leads no more");
                }
                return asked;
            case STOP_LEADER:
                return stopAndGoOn(leader);
            case STOP_FOLLOWER:
                return stopAndGoOn(other);
            case KILL_ALL:
                final long killed = begin();
                for (int node = 0; node < Nodes.COUNT; node++) {
                    nodes.kill(node);
                }
                for (int node = 0; node < Nodes.COUNT; node++) {
                    nodes.start(node);
                }
                return killed;
            case CUT_LEADER:
                final long cut = begin();
                network.cut(List.of(leader, Loads.PLACE));
                TimeUnit.MILLISECONDS.sleep(options.stopMillis);
                network.mend();
                return cut;
            default:
                loads.kill();
                TimeUnit.MILLISECONDS.sleep(500);
                loads.start(1);
                loads.goSecond();
                return begin();
        }
    }

    private long begin() {
        final long now = System.nanoTime();
        outage.begin(now);
        return now;
    }

    private long killAndStart(final int node, final boolean lose) throws Exception {
        final long now = begin();
        nodes.kill(node);
        if (lose) {
            nodes.deleteDirectory(node);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(options.downMillis));
        nodes.start(node);
        return now;
    }

    private long stopAndGoOn(final int node) throws Exception {
        final long now = begin();
        nodes.signal(node, "STOP");
        TimeUnit.MILLISECONDS.sleep(options.stopMillis);
        nodes.signal(node, "CONT");
        return now;
    }

    private boolean snapshot(final int leader) {
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            return ClusterTool.snapshot(nodes.directory(leader).resolve("cluster").toFile(), nowhere);
        } catch (final RuntimeException e) {
            return false; // the node was killed meanwhile
        }
    }

    /** Waits until each of some clients was served after the event, for long enough to see the pause before it. */
    private void awaitService(final long at, final Set<String> clients) throws Exception {
        final long deadline = deadline();
        while (outage.ofOne(clients) < 0 || !outage.isSteady(clients, System.nanoTime())) {
            pause(deadline, "of the clients " + clients + " some are not served since "
                    + (System.nanoTime() - at) / 1_000_000 + " ms");
        }
    }

    /** Waits until all nodes have the same state while the load runs, and returns the time. */
    private long awaitNodes(final PlacementClient client) throws Exception {
        final long deadline = deadline();
        while (true) {
            final PlacementClient.Digest digest = client.digest();
            final long retry = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            while (System.nanoTime() < retry) {
                if (digests.missing(digest.applied()).isEmpty()) {
                    return System.nanoTime();
                }
                pause(deadline, "nodes " + digests.missing(digest.applied()) + " have not caught up");
            }
        }
    }

    /** Compares the digests of all nodes, and makes each of them compare. */
    private PlacementClient.Digest compareDigests(final PlacementClient client, final List<String> violations)
            throws Exception {
        final PlacementClient.Digest digest = client.digest();
        final long deadline = deadline();
        while (!digests.missing(digest.applied()).isEmpty()) {
            pause(deadline, "nodes " + digests.missing(digest.applied()) + " have printed no digest");
        }
        final String difference = digests.difference(digest.applied(), String.format("%016x", digest.value()));
        if (!difference.isEmpty()) {
            violations.add(difference);
        }
        client.check(digest);
        return digest;
    }

    private long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(options.patienceSeconds);
    }

    private void pause(final long deadline, final String what) throws Exception {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException(what);
        }
        loads.checkAlive();
        nodes.startDead();
        nodes.askSlowOnes();
        TimeUnit.MILLISECONDS.sleep(10);
    }

    private boolean summary() throws IOException {
        final List<String> lines = new ArrayList<>();
        lines.add("seed " + options.seed + ", " + options.clients + " clients of " + options.rate
                + " requests/s, network " + (network.canBeCut() ? "of namespaces" : "loopback")
                + ", options of nodes: " + (options.nodeOptions.isBlank() ? "none" : options.nodeOptions));
        lines.addAll(report.summary());
        lines.add("placements acknowledged " + oracle.placements() + ", refused " + oracle.refusals()
                + ", releases acknowledged " + oracle.releases() + ", tasks at the end " + oracle.live());
        lines.add("requests sent again " + loads.retries() + ", reconnects " + loads.reconnects()
                + ", requests of unknown outcome " + oracle.unknown());
        lines.add("nodes that stopped on their own " + nodes.exits() + ", violations " + report.violations());
        lines.add("minutes " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) / 60.0);
        Files.write(options.directory.resolve("summary.txt"), lines);
        lines.forEach(System.out::println);
        return report.violations() == 0;
    }
}
