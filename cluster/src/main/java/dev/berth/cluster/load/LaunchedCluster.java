package dev.berth.cluster.load;

import dev.berth.cluster.Members;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterTool;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.service.ClusterMarkFile;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.IoUtil;

/** A cluster on this machine whose nodes are processes of their own, started from the jar that this one runs from. */
final class LaunchedCluster implements AutoCloseable {
    private static final int FIRST_PORT = 21_000;
    private static final int LAST_PORT = 32_000;
    private static final int STARTS = 500;
    private static final long STOP_SECONDS = 20;
    private static final long MARK_FILE_TIMEOUT_MILLIS = 5_000;
    private static final String IPC = "aeron:ipc?term-length=64k";
    private static final int SERVICE = 0;

    private final Path directory;
    private final Members members;
    private final boolean isEmpty;
    private final List<String> flags;
    private final List<Process> nodes = new ArrayList<>();

    private LaunchedCluster(
            final Path directory, final Members members, final boolean isEmpty, final List<String> flags) {
        this.directory = directory;
        this.members = members;
        this.isEmpty = isEmpty;
        this.flags = flags;
    }

    /**
     * Starts a cluster.
     *
     * @param size the number of nodes.
     * @param isEmpty whether they run the service without an engine.
     * @param parent where a directory is made for it, which {@link #close} deletes.
     * @param flags the flags of their JVMs.
     * @return the cluster, whose nodes may not have a leader yet.
     * @throws IOException if they cannot be started.
     */
    static LaunchedCluster launch(
            final int size, final boolean isEmpty, final Path parent, final List<String> flags) throws IOException {
        Files.createDirectories(parent);
        final LaunchedCluster cluster = new LaunchedCluster(
                Files.createTempDirectory(parent, "berth-bench-"), freeMembers(size), isEmpty, flags);
        try {
            for (int member = 0; member < size; member++) {
                cluster.nodes.add(cluster.start(member));
            }
        } catch (final IOException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /** Returns members on this machine whose ports are free. */
    static Members freeMembers(final int size) {
        final StringJoiner all = new StringJoiner(",");
        // Runs that begin at the same time should not try the same ports.
        int port = FIRST_PORT + Members.PORTS_OF_MEMBER * ThreadLocalRandom.current().nextInt(STARTS);
        for (int member = 0; member < size; port += Members.PORTS_OF_MEMBER) {
            if (port > LAST_PORT) {
                throw new IllegalStateException("no free ports in " + FIRST_PORT + ".." + LAST_PORT + "; stop what uses"
                        + " them, or start nodes by hand and name them with --members");
            }
            if (isFree(port)) {
                all.add("localhost:" + port);
                member++;
            }
        }
        return Members.parse(all.toString());
    }

    private static boolean isFree(final int first) {
        for (int port = first; port < first + Members.PORTS_OF_MEMBER; port++) {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (final SocketException e) {
                return false;
            }
        }
        return true;
    }

    private Process start(final int member) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.berth.cluster.node.Main",
                "node",
                "--members",
                members.toString(),
                "--member",
                Integer.toString(member),
                "--directory",
                directoryOf(member).toString()));
        if (isEmpty) {
            command.add("--empty");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logOf(member).toFile()))
                .start();
    }

    private Path directoryOf(final int member) {
        return directory.resolve(Integer.toString(member));
    }

    private Path logOf(final int member) {
        return directory.resolve(member + ".log");
    }

    /** Returns the addresses of the nodes, as a client takes them. */
    String members() {
        return members.toString();
    }

    int size() {
        return members.size();
    }

    /**
     * Checks that all nodes run.
     *
     * @throws IllegalStateException if one does not; the message has what it printed.
     */
    void checkRunning() {
        for (int member = 0; member < nodes.size(); member++) {
            if (!nodes.get(member).isAlive()) {
                throw new IllegalStateException("node " + member + " has stopped; it printed: " + printed(member));
            }
        }
    }

    private String printed(final int member) {
        try {
            return Files.readString(logOf(member)).trim();
        } catch (final IOException e) {
            return "nothing that can be read, " + e;
        }
    }

    /**
     * Takes a snapshot, and returns when the leader goes on.
     *
     * @throws IllegalStateException if no node leads.
     */
    void snapshot() {
        final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (int member = 0; member < size(); member++) {
            if (ClusterTool.snapshot(clusterDirectory(member), nowhere)) {
                return;
            }
        }
        throw new IllegalStateException("no node has taken a snapshot, must be one that leads; node 0 printed: "
                + printed(0));
    }

    private File clusterDirectory(final int member) {
        return directoryOf(member).resolve("cluster").toFile();
    }

    /** Returns the bytes of the last snapshot of the service on the first node, as they are recorded. */
    long snapshotBytes() {
        final File cluster = clusterDirectory(0);
        try (ClusterMarkFile mark = new ClusterMarkFile(
                        cluster,
                        ClusterMarkFile.FILENAME,
                        System::currentTimeMillis,
                        MARK_FILE_TIMEOUT_MILLIS,
                        line -> {});
                RecordingLog log = new RecordingLog(cluster, false);
                AeronArchive archive = AeronArchive.connect(new AeronArchive.Context()
                        .aeronDirectoryName(mark.decoder().aeronDirectory())
                        .controlRequestChannel(IPC)
                        .controlResponseChannel(IPC))) {
            final RecordingLog.Entry entry = log.getLatestSnapshot(SERVICE);
            if (entry == null) {
                throw new IllegalStateException("node 0 has no snapshot");
            }
            return archive.getStopPosition(entry.recordingId) - archive.getStartPosition(entry.recordingId);
        }
    }

    /** Stops all nodes in an orderly way. */
    void stop() {
        nodes.forEach(Process::destroy);
        for (final Process node : nodes) {
            try {
                if (!node.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    node.destroyForcibly().waitFor();
                }
            } catch (final InterruptedException e) {
                node.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        nodes.clear();
    }

    /**
     * Starts all nodes again, after {@link #stop}.
     *
     * @throws IOException if they cannot be started.
     */
    void startAgain() throws IOException {
        for (int member = 0; member < size(); member++) {
            nodes.add(start(member));
        }
    }

    /** Stops all nodes and deletes what they have written. */
    @Override
    public void close() {
        stop();
        IoUtil.delete(directory.toFile(), true);
    }
}
