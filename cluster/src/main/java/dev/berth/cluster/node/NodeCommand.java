package dev.berth.cluster.node;

import dev.berth.cluster.Members;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.ShutdownSignalBarrier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code berth-cluster node}. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true,
        description = "Runs a node of the cluster until it is told to stop.",
        footer = {
            "",
            "A member owns 10 ports from its address on, and its host must be one of the",
            "machine on which it runs. Started again with its directory it goes on; with",
            "an empty one it takes all from the others.",
            "",
            "Prints a line when it begins to lead or to follow, for each digest of its",
            "state that it was asked for, and for each distinct error.",
            "",
            "Exit status: 0 stopped by a signal or by shutdown, 1 it could not go on,",
            "2 wrong usage: members, ports or the directory do not fit."
        })
final class NodeCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 10;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--members",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "All members, the same list on every node.")
    private String members;

    @Option(
            names = "--member",
            required = true,
            paramLabel = "N",
            showDefaultValue = Visibility.NEVER,
            description = "Which of them this is, from 0 on.")
    private int member;

    @Option(
            names = "--directory",
            required = true,
            paramLabel = "DIR",
            description = "Where this node keeps its log and snapshots.")
    private Path directory;

    @Option(
            names = "--sync-level",
            paramLabel = "LEVEL",
            defaultValue = "0",
            description = "0: what was acknowledged is in the memory of a majority of the machines, and gets lost if"
                    + " these lose power at the same time. 1: it is on their disks. 2: with the metadata of the files.")
    private int syncLevel;

    @Option(
            names = "--heartbeat-timeout",
            defaultValue = "1000",
            paramLabel = "MS",
            description = "Silence of the leader after which the others elect another, in milliseconds.")
    private long heartbeatTimeout;

    @Option(
            names = "--election-timeout",
            defaultValue = "300",
            paramLabel = "MS",
            description = "How long a candidate waits for all votes until a majority is enough, in milliseconds.")
    private long electionTimeout;

    @Option(
            names = "--dedicated",
            description = "Give each part of the node a thread that never sleeps: lower latency, takes seven cores.")
    private boolean dedicated;

    @Option(
            names = "--empty",
            description = "Run a service without an engine, which answers every request at once: the yardstick of"
                    + " bench.")
    private boolean empty;

    @Override
    public Integer call() throws InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        final Node node;
        try {
            final NodeOptions options = new NodeOptions(Members.parse(members), member, directory)
                    .syncLevel(syncLevel)
                    .heartbeatTimeoutMillis(heartbeatTimeout)
                    .electionTimeoutMillis(electionTimeout)
                    .dedicated(dedicated)
                    .empty(empty);
            node = Node.launch(options, line -> print(out, line));
        } catch (final IllegalArgumentException e) {
            spec.commandLine().getErr().println("berth-cluster node: " + e.getMessage());
            return 2;
        }
        final AtomicBoolean signalled = new AtomicBoolean();
        final ShutdownSignalBarrier barrier = new ShutdownSignalBarrier(() -> signalled.set(true));
        print(out, "started member=" + member + " directory=" + node.directory());
        watch(node, signalled, out);
        node.close();
        final int status = node.hasFailed() ? 1 : 0;
        print(out, status == 0 ? "stopped" : "stopped: the node could not go on");
        if (signalled.get()) {
            Runtime.getRuntime().halt(status); // the JVM is on its way down, with a status that says it was killed
        }
        barrier.close();
        return status;
    }

    /** Prints the role of the node whenever it changes, and what it has dropped, until the node stops. */
    private static void watch(final Node node, final AtomicBoolean signalled, final PrintWriter out)
            throws InterruptedException {
        long term = -1;
        long toldDropped = 0;
        while (!signalled.get() && !node.awaitStop(POLL_MILLIS)) {
            final long now = node.term();
            if (now >= 0 && now != term) {
                final boolean leads = node.isLeader();
                final String role = leads ? "leader term=" : "follower term=";
                final boolean isKnown = leads || node.leader() < 0;
                print(out, role + now + (isKnown ? "" : " leader=" + node.leader()));
            }
            term = now;
            final long dropped = node.droppedMessages();
            if (dropped > 2 * toldDropped) {
                toldDropped = dropped;
                print(out, "warning: dropped " + dropped + " replies and events so far, which their sessions did not"
                        + " take; their clients ask again");
            }
        }
    }

    private static synchronized void print(final PrintWriter out, final String line) {
        out.println(line);
        out.flush();
    }
}
