package dev.berth.cluster.failover;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A place for the processes of the run: all on loopback, or each node and the second load process in a network
 * namespace of its own that is plugged into one of two bridges, which have no link between them.
 *
 * <p>Namespaces need Linux, {@code ip} (Debian's iproute2) and the right to make them, which is root's. A cut moves the
 * plugs of one side to the other bridge. The harness and the first load process stay in the machine's own namespace,
 * which has an address on the first bridge.
 */
abstract class Network implements AutoCloseable {
    /** Returns the address of a place: 0..2 = the nodes, 3 = the second load process, -1 = the harness. */
    abstract String host(int place);

    /** Returns the words before a command that make it run at a place. */
    abstract List<String> command(int place);

    /** Separates some places from the others. */
    abstract void cut(Collection<Integer> places) throws IOException, InterruptedException;

    /** Ends a cut. */
    abstract void mend() throws IOException, InterruptedException;

    /** Answers whether {@link #cut} can be called. */
    abstract boolean canBeCut();

    @Override
    public abstract void close();

    /** Returns a network on loopback. */
    static Network loopback() {
        return new Network() {
            @Override
            String host(final int place) {
                return "localhost";
            }

            @Override
            List<String> command(final int place) {
                return List.of();
            }

            @Override
            void cut(final Collection<Integer> places) {
                throw new IllegalStateException("loopback cannot be cut");
            }

            @Override
            void mend() {}

            @Override
            boolean canBeCut() {
                return false;
            }

            @Override
            public void close() {}
        };
    }

    /**
     * Makes namespaces.
     *
     * @return a network that can be cut.
     * @throws IOException if this machine does not allow it.
     */
    static Network namespaces() throws IOException, InterruptedException {
        final Namespaces network = new Namespaces();
        try {
            network.make();
            return network;
        } catch (final IOException e) {
            network.close();
            throw e;
        }
    }

    private static final class Namespaces extends Network {
        private static final int PLACES = 4;

        /** The process's own, so that two runs do not meet. */
        private final long pid = ProcessHandle.current().pid();

        private final String subnet = "10." + (100 + pid / 250 % 100) + "." + pid % 250 + ".";

        /** Interfaces have at most 15 letters. */
        private final String prefix = "bf" + pid % 1_000_000;

        private final List<Integer> moved = new ArrayList<>();

        void make() throws IOException, InterruptedException {
            for (final String bridge : List.of("x", "y")) {
                ip("link add " + prefix + bridge + " type bridge stp_state 0 forward_delay 0");
                ip("link set " + prefix + bridge + " up");
            }
            ip("addr add " + host(-1) + "/24 dev " + prefix + "x");
            for (int place = 0; place < PLACES; place++) {
                final String name = prefix + "n" + place;
                ip("netns add " + name);
                ip("link add " + prefix + "p" + place + " type veth peer name eth0 netns " + name);
                ip("link set " + prefix + "p" + place + " master " + prefix + "x up");
                ip("-n " + name + " addr add " + host(place) + "/24 dev eth0");
                ip("-n " + name + " link set eth0 up");
                ip("-n " + name + " link set lo up");
            }
        }

        @Override
        String host(final int place) {
            return subnet + (place < 0 ? 254 : place + 1);
        }

        @Override
        List<String> command(final int place) {
            return place < 0 ? List.of() : List.of("ip", "netns", "exec", prefix + "n" + place);
        }

        @Override
        void cut(final Collection<Integer> places) throws IOException, InterruptedException {
            for (final int place : places) {
                ip("link set " + prefix + "p" + place + " master " + prefix + "y");
                moved.add(place);
            }
        }

        @Override
        void mend() throws IOException, InterruptedException {
            for (final int place : moved) {
                ip("link set " + prefix + "p" + place + " master " + prefix + "x");
            }
            moved.clear();
        }

        @Override
        boolean canBeCut() {
            return true;
        }

        @Override
        public void close() {
            for (int place = 0; place < PLACES; place++) {
                quietly("link del " + prefix + "p" + place);
                quietly("netns del " + prefix + "n" + place);
            }
            quietly("link del " + prefix + "x");
            quietly("link del " + prefix + "y");
        }

        private static void quietly(final String arguments) {
            try {
                ip(arguments);
            } catch (final IOException e) {
                // It was not made.
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void ip(final String arguments) throws IOException, InterruptedException {
            final List<String> command = new ArrayList<>(List.of("ip"));
            command.addAll(List.of(arguments.split(" ")));
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            final String said = new String(process.getInputStream().readAllBytes()).trim();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("ip " + arguments + ": " + said);
            }
        }
    }
}
