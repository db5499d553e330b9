package dev.berth.cluster.node;

import dev.berth.cluster.Members;
import dev.berth.cluster.NoClusterException;
import dev.berth.cluster.PlacementClient;
import dev.berth.cluster.RefusedException;
import dev.berth.cluster.RequestFailedException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the cluster something. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, showDefaultValues = true)
abstract class ClientCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--members",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "All members, the same list as that of the nodes.")
    private String members;

    @Option(
            names = "--host",
            description = "The address of this machine at which the nodes can reach it; without it the one from which"
                    + " the first member is reached.")
    private @Nullable String host;

    @Option(
            names = "--timeout",
            defaultValue = "30000",
            paramLabel = "MS",
            description = "How long to wait for an answer, in milliseconds.")
    private long timeoutMillis;

    @Override
    public final Integer call() {
        try {
            check();
        } catch (final IllegalArgumentException e) {
            error(e.getMessage());
            return 2;
        }
        try (PlacementClient client = PlacementClient.builder(members)
                .host(host == null ? ownAddress(Members.parse(members)) : host)
                .callTimeoutMillis(timeoutMillis)
                .connect()) {
            return run(client);
        } catch (final RefusedException e) {
            error(e.getMessage());
            return 1;
        } catch (final IllegalArgumentException | NoClusterException | RequestFailedException e) {
            error(e.getMessage());
            return 2;
        }
    }

    /** Returns the address from which the first member is reached; nothing is sent for it. */
    private static String ownAddress(final Members members) {
        final InetSocketAddress first = new InetSocketAddress(members.host(0), members.port(0));
        if (first.isUnresolved()) {
            throw new IllegalArgumentException(
                    "member 0 has the host " + members.host(0) + ", which cannot be resolved; use its address");
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(first);
            final InetAddress address = socket.getLocalAddress();
            return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        } catch (final SocketException e) {
            throw new IllegalArgumentException(
                    "member 0, " + first + ", cannot be reached: " + e.getMessage() + "; give --host", e);
        }
    }

    /** Throws an {@link IllegalArgumentException} if an option is wrong, before anybody is asked. */
    void check() {}

    /**
     * Does the work of the command.
     *
     * @return the exit status.
     * @throws RefusedException if the cluster refused, which is reported in one line.
     */
    abstract int run(PlacementClient client);

    final String members() {
        return members;
    }

    static String hex(final long digest) {
        return String.format("%016x", digest);
    }

    final void print(final String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    final void error(final String message) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + message);
    }
}
