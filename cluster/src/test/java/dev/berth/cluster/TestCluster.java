package dev.berth.cluster;

import dev.berth.cluster.node.Node;
import dev.berth.cluster.node.NodeOptions;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** A cluster of one node in this process, which can be stopped and started again. */
final class TestCluster implements AutoCloseable {
    /** What the node has to say; a test that fails prints it. */
    final CopyOnWriteArrayList<String> log = new CopyOnWriteArrayList<>();

    private final Path directory;
    private final Members members;
    private Node node;

    TestCluster(final Path directory) {
        this.directory = directory;
        members = Members.parse("localhost:" + freePort());
        start();
    }

    void start() {
        node = Node.launch(new NodeOptions(members, 0, directory), log::add);
    }

    void stop() {
        node.close();
    }

    String members() {
        return members.toString();
    }

    /** Returns a builder of clients that wait long for a slow machine, and notice soon that the node was restarted. */
    PlacementClient.Builder client() {
        return PlacementClient.builder(members()).callTimeoutMillis(120_000).requestTimeoutMillis(200);
    }

    /** Returns the first of ten free ports in a row. */
    private static int freePort() {
        for (int i = 0; i < 1_000; i++) {
            final int port = ThreadLocalRandom.current().nextInt(1_200, 3_000) * 10;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free ports");
    }

    private static boolean isFree(final int first) {
        for (int port = first; port < first + Members.PORTS_OF_MEMBER; port++) {
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("localhost", port))) {
                if (socket.getLocalPort() != port) {
                    return false;
                }
            } catch (final SocketException e) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        node.close();
    }
}
