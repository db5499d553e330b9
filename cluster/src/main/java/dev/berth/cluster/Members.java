package dev.berth.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The members of a cluster: the addresses {@code host:port} in the order of their numbers, which begin at 0. Every node
 * and every client is given the same list.
 *
 * <p>A member owns {@value #PORTS_OF_MEMBER} ports in a row, of which the address names the first. Clients use the
 * first one alone; on the others the nodes reach each other.
 */
public final class Members {
    /** The number of ports that a member owns: 10. */
    public static final int PORTS_OF_MEMBER = 10;

    private static final int CONSENSUS = 1;
    private static final int LOG = 2;
    private static final int CATCH_UP = 3;
    private static final int ARCHIVE = 4;
    private static final int USED_PORTS = 5;
    private static final int MOST_MEMBERS = 9;
    private static final int LAST_PORT = 65_535 - PORTS_OF_MEMBER + 1;

    private final List<String> hosts = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    private Members() {}

    /**
     * Reads a list of members.
     *
     * @param list the addresses, separated by commas, such as {@code a:9000,b:9000,c:9000}.
     * @return the members.
     * @throws IllegalArgumentException if the list is wrong; the message says where and what to do.
     */
    public static Members parse(final String list) {
        final Members members = new Members();
        for (final String address : list.split(",", -1)) {
            members.add(address.trim());
        }
        final int size = members.size();
        if (size > MOST_MEMBERS || size % 2 == 0) {
            throw new IllegalArgumentException("the list has " + size + " members, must be 1, 3, 5, 7 or 9: an even"
                    + " number survives no more failures than one less");
        }
        return members;
    }

    private void add(final String address) {
        final int colon = address.lastIndexOf(':');
        final String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.isEmpty() || !host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
            throw new IllegalArgumentException("member " + size() + " is '" + address
                    + "', must be host:port, such as 10.0.0.1:9000; an IPv6 address is put in brackets");
        }
        final int port = port(address, address.substring(colon + 1));
        for (int i = 0; i < size(); i++) {
            if (hosts.get(i).equals(host) && Math.abs(ports.get(i) - port) < PORTS_OF_MEMBER) {
                throw new IllegalArgumentException("member " + size() + " is " + address + ", and member " + i + " is "
                        + endpoint(i) + ": each owns " + PORTS_OF_MEMBER + " ports, must be further apart");
            }
        }
        hosts.add(host);
        ports.add(port);
    }

    private int port(final String address, final String digits) {
        if (digits.matches("[0-9]{1,5}")) {
            final int port = Integer.parseInt(digits);
            if (port >= 1 && port <= LAST_PORT) {
                return port;
            }
        }
        throw new IllegalArgumentException("the port of member " + size() + ", '" + address + "', is '" + digits
                + "', must be 1.." + LAST_PORT);
    }

    /**
     * Returns the number of members.
     *
     * @return 1, 3, 5, 7 or 9.
     */
    public int size() {
        return hosts.size();
    }

    /**
     * Returns the host of a member.
     *
     * @param member its number.
     * @return the host as it is in the list.
     */
    public String host(final int member) {
        return hosts.get(member);
    }

    /**
     * Returns the first port of a member.
     *
     * @param member its number.
     * @return the port, on which clients reach it.
     */
    public int port(final int member) {
        return ports.get(member);
    }

    /**
     * Returns the address of a member, on which clients reach it.
     *
     * @param member its number.
     * @return {@code host:port}.
     */
    public String endpoint(final int member) {
        return endpoint(member, 0);
    }

    /**
     * Returns the address on which the archive of a member is controlled.
     *
     * @param member its number.
     * @return {@code host:port}.
     */
    public String archiveEndpoint(final int member) {
        return endpoint(member, ARCHIVE);
    }

    /**
     * Returns the ports on which a member listens.
     *
     * @param member its number.
     * @return the ports that are in use of those that it owns.
     */
    public List<Integer> usedPorts(final int member) {
        final List<Integer> used = new ArrayList<>();
        for (int i = 0; i < USED_PORTS; i++) {
            used.add(port(member) + i);
        }
        return used;
    }

    /**
     * Returns the list as Aeron's client wants it.
     *
     * @return {@code 0=host:port,1=host:port}, for {@code AeronCluster.Context.ingressEndpoints}.
     */
    public String ingressEndpoints() {
        final StringJoiner all = new StringJoiner(",");
        for (int i = 0; i < size(); i++) {
            all.add(i + "=" + endpoint(i));
        }
        return all.toString();
    }

    /**
     * Returns the list as Aeron's consensus module wants it.
     *
     * @return the numbers and addresses, for {@code ConsensusModule.Context.clusterMembers}.
     */
    public String clusterMembers() {
        final StringJoiner all = new StringJoiner("|");
        for (int i = 0; i < size(); i++) {
            all.add(String.join(
                    ",",
                    Integer.toString(i),
                    endpoint(i),
                    endpoint(i, CONSENSUS),
                    endpoint(i, LOG),
                    endpoint(i, CATCH_UP),
                    endpoint(i, ARCHIVE)));
        }
        return all.toString();
    }

    /**
     * Returns the list.
     *
     * @return the addresses, separated by commas, as {@link #parse} reads them.
     */
    @Override
    public String toString() {
        final StringJoiner all = new StringJoiner(",");
        for (int i = 0; i < size(); i++) {
            all.add(endpoint(i));
        }
        return all.toString();
    }

    private String endpoint(final int member, final int offset) {
        return host(member) + ":" + (port(member) + offset);
    }
}
