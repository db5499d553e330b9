package dev.berth.cluster.node;

import dev.berth.cluster.Members;
import java.nio.file.Path;

/** The settings that a node is started with. */
public final class NodeOptions {
    private final Members members;
    private final int member;
    private final Path directory;
    private boolean dedicated;
    private boolean empty;
    private int syncLevel;
    private long heartbeatTimeoutMillis = 1_000;
    private long electionTimeoutMillis = 300;

    /**
     * Creates options with the default of every setting.
     *
     * @param members all members, in the same order on every node.
     * @param member which of them this node is.
     * @param directory where it keeps its log and snapshots.
     */
    public NodeOptions(final Members members, final int member, final Path directory) {
        if (member < 0 || member >= members.size()) {
            throw new IllegalArgumentException("member is " + member + ", must be 0.." + (members.size() - 1)
                    + ", the place of this node in the list of members");
        }
        this.members = members;
        this.member = member;
        this.directory = directory;
    }

    /**
     * Sets whether each part of the node has threads of its own that never sleep, which lowers the latency and takes
     * seven cores.
     *
     * @param value false = the parts share threads, which sleep when idle.
     * @return this.
     */
    public NodeOptions dedicated(final boolean value) {
        dedicated = value;
        return this;
    }

    /**
     * Sets whether the node runs a service without an engine, the yardstick of the load generator, in place of the
     * placement service. All nodes of a cluster need the same value.
     *
     * @param value true = the service that does nothing.
     * @return this.
     */
    public NodeOptions empty(final boolean value) {
        empty = value;
        return this;
    }

    /**
     * Sets how far a node writes the log before it counts as written.
     *
     * @param value 0 = to the page cache of the operating system, 1 = the data to the disk, 2 = metadata too.
     * @return this.
     */
    public NodeOptions syncLevel(final int value) {
        syncLevel = (int) inRange("syncLevel", value, 0, 2);
        return this;
    }

    /**
     * Sets after which silence of the leader the others elect another.
     *
     * @param value milliseconds, 100..60000.
     * @return this.
     */
    public NodeOptions heartbeatTimeoutMillis(final long value) {
        heartbeatTimeoutMillis = inRange("heartbeatTimeoutMillis", value, 100, 60_000);
        return this;
    }

    /**
     * Sets how long a candidate waits for the votes of all before a majority is enough.
     *
     * @param value milliseconds, 50..60000.
     * @return this.
     */
    public NodeOptions electionTimeoutMillis(final long value) {
        electionTimeoutMillis = inRange("electionTimeoutMillis", value, 50, 60_000);
        return this;
    }

    private static long inRange(final String name, final long value, final long least, final long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + least + ".." + most);
        }
        return value;
    }

    Members members() {
        return members;
    }

    int member() {
        return member;
    }

    Path directory() {
        return directory;
    }

    boolean dedicated() {
        return dedicated;
    }

    boolean empty() {
        return empty;
    }

    int syncLevel() {
        return syncLevel;
    }

    long heartbeatTimeoutMillis() {
        return heartbeatTimeoutMillis;
    }

    long electionTimeoutMillis() {
        return electionTimeoutMillis;
    }
}
