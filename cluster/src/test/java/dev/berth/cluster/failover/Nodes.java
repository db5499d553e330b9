package dev.berth.cluster.failover;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The three nodes of the cluster, each a process with a directory. */
final class Nodes {
    static final int COUNT = 3;
    private static final long SLOW_START = TimeUnit.SECONDS.toNanos(6);

    private final Network network;
    private final FailoverOptions options;
    private final Digests digests;
    private final String members;
    private final @Nullable Child[] processes = new Child[COUNT];
    private final long[] leads = new long[COUNT];
    /** When each process was begun; 0 = it has said that it has started, or its threads were asked for. */
    private final long[] begun = new long[COUNT];

    private int exits;

    Nodes(final Network network, final FailoverOptions options, final Digests digests) {
        this.network = network;
        this.options = options;
        this.digests = digests;
        final List<String> list = new ArrayList<>();
        for (int node = 0; node < COUNT; node++) {
            list.add(network.host(node) + ":" + (options.port + 10 * node));
        }
        members = String.join(",", list);
    }

    String members() {
        return members;
    }

    void start(final int node) throws IOException {
        final List<String> command = new ArrayList<>(network.command(node));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options.nodeJvm.trim().split(" +")));
        command.addAll(List.of("-jar", options.jar.toString(), "node", "--members", members, "--member", "" + node));
        command.addAll(List.of("--directory", directory(node).toString()));
        if (!options.nodeOptions.isBlank()) {
            command.addAll(List.of(options.nodeOptions.trim().split(" +")));
        }
        final Path log = options.directory.resolve("node-" + node + ".log");
        final PrintStream lines = new PrintStream(new java.io.FileOutputStream(log.toFile(), true), true);
        synchronized (this) {
            leads[node] = -1;
            begun[node] = System.nanoTime();
        }
        processes[node] = new Child(command, log, line -> {
            lines.println(System.nanoTime() / 1_000_000 + " " + line);
            printed(node, line);
        });
    }

    private void printed(final int node, final String line) {
        digests.printed(node, line);
        synchronized (this) {
            if (line.startsWith("started ")) {
                begun[node] = 0;
            } else if (line.startsWith("leader term=")) {
                leads[node] = Long.parseLong(line.substring("leader term=".length()));
            } else if (line.startsWith("follower term=")) {
                leads[node] = -1;
            }
        }
    }

    /** Returns the node that said last that it leads, -1 = none that lives. */
    synchronized int leader() {
        int leader = -1;
        for (int node = 0; node < COUNT; node++) {
            if (leads[node] >= 0 && (leader < 0 || leads[node] > leads[leader])) {
                leader = node;
            }
        }
        return leader;
    }

    boolean isAlive(final int node) {
        final Child process = processes[node];
        return process != null && process.isAlive();
    }

    void kill(final int node) throws InterruptedException {
        process(node).kill();
        synchronized (this) {
            leads[node] = -1;
        }
    }

    void signal(final int node, final String name) throws InterruptedException {
        process(node).signal(name);
    }

    /** Starts the nodes that do not run, as an operator's supervisor would. */
    void startDead() throws IOException {
        for (int node = 0; node < COUNT; node++) {
            if (!isAlive(node)) {
                exits++;
                System.out.println("  node " + node + " had stopped on its own with status " + process(node).exitCode()
                        + "; it is started again");
                start(node);
            }
        }
    }

    /** Makes a node whose start takes long write into its log what its threads do, once. */
    void askSlowOnes() throws InterruptedException {
        final long now = System.nanoTime();
        for (int node = 0; node < COUNT; node++) {
            final boolean isSlow;
            synchronized (this) {
                isSlow = begun[node] != 0 && now - begun[node] > SLOW_START;
                begun[node] = isSlow ? 0 : begun[node];
            }
            if (isSlow && isAlive(node)) {
                System.out.println("  node " + node + " starts slowly; its threads are in node-" + node + ".log");
                signal(node, "QUIT");
            }
        }
    }

    /** Returns how often a node has stopped on its own. */
    int exits() {
        return exits;
    }

    /** Deletes all that a node has stored; it must not run. */
    void deleteDirectory(final int node) throws IOException {
        try (Stream<Path> files = Files.walk(directory(node))) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    Path directory(final int node) {
        return options.directory.resolve("node-" + node);
    }

    private Child process(final int node) {
        final Child process = processes[node];
        if (process == null) {
            throw new IllegalStateException("node " + node + " was never started");
        }
        return process;
    }

    void close() throws InterruptedException {
        for (final Child process : processes) {
            if (process != null) {
                process.kill();
            }
        }
    }
}
