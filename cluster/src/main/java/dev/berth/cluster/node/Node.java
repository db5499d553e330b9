package dev.berth.cluster.node;

import dev.berth.cluster.Members;
import dev.berth.cluster.PlacementService;
import dev.berth.cluster.internal.machine.Rehearsal;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A node of the cluster in this process: Aeron's media driver, archive and consensus module, and the placement service.
 *
 * <p>A node that was started again with the same directory takes up its state from its own log, and what it missed from
 * the others; with an empty one it takes all from the others. It stops on its own when it cannot go on as the others
 * do: then {@link #awaitStop} returns.
 */
public final class Node implements AutoCloseable {
    private static final int CLUSTER_ID = 190;
    private static final int DEFAULT_TERM = 1 << 20;
    private static final int SEGMENT = 1 << 26;
    private static final String LOG_CHANNEL = "aeron:udp?term-length=16m";
    private static final String CLIENT_CHANNEL = "aeron:udp?term-length=1m";
    private static final String SMALL_CHANNEL = "aeron:udp?term-length=64k";
    private static final String SNAPSHOT_CHANNEL = "aeron:ipc?alias=snapshot|term-length=1m";

    /** How long the media driver of a leader runs on after its log has ended: some of its heartbeats say so. */
    private static final long END_OF_LOG_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final int members;
    private final NodeDirectory directory;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final NodeErrors errors;
    private final PlacementService service;
    private final ClusteredMediaDriver driver;
    private final ClusteredServiceContainer container;

    private Node(final NodeOptions options, final Consumer<String> log) {
        members = options.members().size();
        errors = new NodeErrors(log, stopped);
        service = new PlacementService(log);
        directory = NodeDirectory.open(options);
        ClusteredMediaDriver launched = null;
        try {
            if (!options.empty()) {
                Rehearsal.run();
            }
            launched = ClusteredMediaDriver.launch(mediaDriver(options), archive(options), consensusModule(options));
            driver = launched;
            container = ClusteredServiceContainer.launch(container(options));
        } catch (final RuntimeException e) {
            CloseHelper.quietCloseAll(launched, directory);
            throw e;
        }
    }

    /**
     * Starts a node. It returns when the node runs, which may be before the cluster has a leader.
     *
     * @param options what it is started with.
     * @param log receives lines about what the node does and what is wrong, from any thread.
     * @return the node.
     * @throws IllegalArgumentException if the options do not fit this machine or the directory.
     */
    public static Node launch(final NodeOptions options, final Consumer<String> log) {
        return new Node(options, log);
    }

    private MediaDriver.Context mediaDriver(final NodeOptions options) {
        return new MediaDriver.Context()
                .aeronDirectoryName(directory.driver())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(options.dedicated() ? ThreadingMode.DEDICATED : ThreadingMode.SHARED)
                .conductorIdleStrategy(idle(options))
                .senderIdleStrategy(idle(options))
                .receiverIdleStrategy(idle(options))
                .sharedIdleStrategy(idle(options))
                .publicationTermBufferLength(DEFAULT_TERM)
                .ipcTermBufferLength(DEFAULT_TERM)
                .termBufferSparseFile(true)
                .spiesSimulateConnection(true)
                .terminationHook(stopped::countDown)
                .errorHandler(errors);
    }

    private Archive.Context archive(final NodeOptions options) {
        final Members members = options.members();
        return new Archive.Context()
                .archiveDir(directory.archive())
                .controlChannel(SMALL_CHANNEL + "|endpoint=" + members.archiveEndpoint(options.member()))
                .replicationChannel(replicationChannel(options))
                .localControlChannel("aeron:ipc?term-length=64k")
                .recordingEventsEnabled(false)
                .segmentFileLength(SEGMENT)
                .fileSyncLevel(options.syncLevel())
                .catalogFileSyncLevel(options.syncLevel())
                .threadingMode(options.dedicated() ? ArchiveThreadingMode.DEDICATED : ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(() -> idle(options))
                .errorHandler(errors);
    }

    private ConsensusModule.Context consensusModule(final NodeOptions options) {
        final long heartbeatTimeout = TimeUnit.MILLISECONDS.toNanos(options.heartbeatTimeoutMillis());
        return new ConsensusModule.Context()
                .clusterId(CLUSTER_ID)
                .clusterMembers(options.members().clusterMembers())
                .clusterMemberId(options.member())
                .clusterDir(directory.cluster())
                .ingressChannel(CLIENT_CHANNEL)
                .egressChannel(CLIENT_CHANNEL)
                .logChannel(LOG_CHANNEL)
                .consensusChannel(SMALL_CHANNEL)
                .snapshotChannel(SNAPSHOT_CHANNEL)
                .replicationChannel(replicationChannel(options))
                .leaderHeartbeatTimeoutNs(heartbeatTimeout)
                .leaderHeartbeatIntervalNs(Math.max(heartbeatTimeout / 6, TimeUnit.MILLISECONDS.toNanos(10)))
                .electionTimeoutNs(TimeUnit.MILLISECONDS.toNanos(options.electionTimeoutMillis()))
                .electionStatusIntervalNs(TimeUnit.MILLISECONDS.toNanos(options.electionTimeoutMillis()) / 5)
                .startupCanvassTimeoutNs(heartbeatTimeout * 10)
                .maxConcurrentSessions(Integer.MAX_VALUE)
                .fileSyncLevel(options.syncLevel())
                .idleStrategySupplier(() -> idle(options))
                .terminationHook(stopped::countDown)
                .errorHandler(errors);
    }

    private ClusteredServiceContainer.Context container(final NodeOptions options) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(directory.driver())
                .clusterId(CLUSTER_ID)
                .clusterDir(directory.cluster())
                .snapshotChannel(SNAPSHOT_CHANNEL)
                .clusteredService(options.empty() ? new EmptyService(service) : service)
                .idleStrategySupplier(() -> idle(options))
                .terminationHook(stopped::countDown)
                .errorHandler(errors);
    }

    private static String replicationChannel(final NodeOptions options) {
        return "aeron:udp?endpoint=" + options.members().host(options.member()) + ":0";
    }

    private static IdleStrategy idle(final NodeOptions options) {
        return options.dedicated()
                ? BusySpinIdleStrategy.INSTANCE
                : new BackoffIdleStrategy(100, 10, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MILLISECONDS.toNanos(1));
    }

    /**
     * Returns the term in which the node takes part, while it does.
     *
     * @return the number of the term; -1 = the node takes part in an election, or catches up.
     */
    public long term() {
        final ConsensusModule.Context module = driver.consensusModule().context();
        if (ElectionState.get(module.electionStateCounter()) != ElectionState.CLOSED) {
            return -1;
        }
        final long term = module.leadershipTermIdCounter().get();
        return term == service.term() || service.term() == -1 && service.isRestored() ? term : -1;
    }

    /**
     * Returns whether the node leads: whether it is the one that answers clients.
     *
     * @return true if it leads the term {@link #term}.
     */
    public boolean isLeader() {
        return Cluster.Role.get(driver.consensusModule().context().clusterNodeRoleCounter()) == Cluster.Role.LEADER;
    }

    /**
     * Returns who leads.
     *
     * @return the number of the leader of the last term that this node has seen in the log; -1 = none yet.
     */
    public int leader() {
        return service.leader();
    }

    /**
     * Returns how many replies and events were not sent because their session did not take them. Their clients ask
     * again.
     *
     * @return the number since the node was started.
     */
    public long droppedMessages() {
        return service.droppedMessages();
    }

    /**
     * Waits until the node has stopped on its own, or a time is over.
     *
     * @param millis the time, in milliseconds.
     * @return true if it has stopped.
     * @throws InterruptedException if the thread is interrupted.
     */
    public boolean awaitStop(final long millis) throws InterruptedException {
        return stopped.await(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Returns whether the node has stopped because it could not go on.
     *
     * @return false if it runs, or was told to stop.
     */
    public boolean hasFailed() {
        return service.hasStopped() || errors.failed();
    }

    /**
     * Returns where the node keeps its log and snapshots.
     *
     * @return the directory.
     */
    public Path directory() {
        return directory.path();
    }

    /**
     * Stops the node. If it leads, the others are told that its log has ended, so they elect another leader at once.
     */
    @Override
    public void close() {
        if (stopped.getCount() > 0) {
            errors.close();
        }
        final boolean hasFollowers = members > 1 && isLeader();
        CloseHelper.quietCloseAll(container, driver.consensusModule());
        if (hasFollowers) {
            LockSupport.parkNanos(END_OF_LOG_NANOS);
        }
        CloseHelper.quietCloseAll(driver, directory);
    }
}
