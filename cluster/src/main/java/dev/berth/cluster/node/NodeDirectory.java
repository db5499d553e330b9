package dev.berth.cluster.node;

import dev.berth.cluster.Members;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of a node, of which one process at a time is the owner. A file in it says of which cluster and member
 * it is; the log, the snapshots and the vote of the node are in {@code archive} and {@code cluster}.
 */
final class NodeDirectory implements AutoCloseable {
    private static final String OWNER = "node.txt";
    private static final String LOCK = "node.lock";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long LEAST_MEMORY = 512L << 20;

    /** The directories of the nodes of this process. A second channel to a lock would end it when it is closed. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final String driver;

    private NodeDirectory(final Path path, final FileChannel lock, final String driver) {
        this.path = path;
        this.lock = lock;
        this.driver = driver;
    }

    /**
     * Takes the directory into use, and makes it if it does not exist. What a process that was killed has left of its
     * life signs is removed, since the lock has ended with it.
     */
    static NodeDirectory open(final NodeOptions options) {
        final Path path = canonical(options.directory());
        if (!OPEN.add(path)) {
            throw inUse(path);
        }
        FileChannel lock = null;
        try {
            checkPorts(options.members(), options.member());
            Files.createDirectories(path);
            lock = lock(path);
            checkOwner(path, options);
            for (final String mark : List.of(
                    "cluster/cluster-mark.dat", "cluster/cluster-mark-service-0.dat", "archive/archive-mark.dat")) {
                Files.deleteIfExists(path.resolve(mark));
            }
            return new NodeDirectory(path, lock, driverDirectory(path, options));
        } catch (final IOException | RuntimeException e) {
            close(lock);
            OPEN.remove(path);
            if (e instanceof RuntimeException) {
                throw (RuntimeException) e;
            }
            throw new IllegalArgumentException("directory " + path + " cannot be used: " + e, e);
        }
    }

    private static FileChannel lock(final Path path) throws IOException {
        final FileChannel channel =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw inUse(path);
        }
        return channel;
    }

    private static IllegalArgumentException inUse(final Path path) {
        return new IllegalArgumentException(
                "directory " + path + " is in use by a node that runs, must be another; or stop that node");
    }

    private static Path canonical(final Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** Answers whether a node runs in a directory. */
    static boolean isInUse(final Path path) {
        if (OPEN.contains(canonical(path))) {
            return true;
        }
        if (!Files.exists(path.resolve(LOCK))) {
            return false;
        }
        try {
            lock(path).close();
            return false;
        } catch (final IllegalArgumentException e) {
            return true;
        } catch (final IOException e) {
            throw new UncheckedIOException("directory " + path + " cannot be read: " + e, e);
        }
    }

    private static void checkOwner(final Path path, final NodeOptions options) throws IOException {
        final Path file = path.resolve(OWNER);
        final String member = Integer.toString(options.member());
        final String members = options.members().toString();
        if (!Files.exists(file)) {
            if (Files.exists(path.resolve("cluster")) || Files.exists(path.resolve("archive"))) {
                throw new IllegalArgumentException("directory " + path + " has no " + OWNER
                        + ", so it is not that of a node, must be one or empty");
            }
            Files.write(file, List.of(member, members));
            return;
        }
        final List<String> owner = Files.readAllLines(file);
        if (owner.size() != 2) {
            throw new IllegalArgumentException(file + " has " + owner.size() + " lines, must be 2: the number of the"
                    + " member, and the members");
        }
        if (!owner.get(1).equals(members)) {
            throw new IllegalArgumentException("directory " + path + " is that of a cluster with the members "
                    + owner.get(1) + ", and the list is " + members + "; use another directory, or, if the same"
                    + " members have moved, change the second line of " + file);
        }
        if (!owner.get(0).equals(member)) {
            throw new IllegalArgumentException("directory " + path + " is that of member " + owner.get(0)
                    + ", and the member is " + member + "; use the directory of that member, or an empty one");
        }
    }

    private static void checkPorts(final Members members, final int member) {
        final String host = members.host(member);
        for (final int port : members.usedPorts(member)) {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            } catch (final UnknownHostException e) {
                throw new IllegalArgumentException("member " + member + " has the host " + host
                        + ", which cannot be resolved; use its address", e);
            } catch (final SocketException e) {
                throw new IllegalArgumentException("member " + member + " cannot listen on " + host + ":" + port + ": "
                        + e.getMessage() + "; a member owns " + Members.PORTS_OF_MEMBER
                        + " ports from its address on, and its host must be one of this machine", e);
            }
        }
    }

    private static String driverDirectory(final Path path, final NodeOptions options) throws IOException {
        final boolean memory =
                Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= LEAST_MEMORY;
        final Path parent = memory ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        final int port = options.members().port(options.member());
        return parent.resolve("berth-" + options.member() + "-" + port + "-"
                        + Integer.toHexString(path.toString().hashCode()))
                .toString();
    }

    Path path() {
        return path;
    }

    String driver() {
        return driver;
    }

    File archive() {
        return path.resolve("archive").toFile();
    }

    File cluster() {
        return path.resolve("cluster").toFile();
    }

    private static void close(final FileChannel lock) {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (final IOException e) {
            // The lock ends with the process.
        }
    }

    @Override
    public void close() {
        close(lock);
        OPEN.remove(path);
    }
}
