package dev.berth.cluster.internal.wire;

/** The limits of messages. They are part of the protocol, so that every node refuses the same. */
public final class Limits {
    /**
     * The most bytes of a request, of a reply and of an event. Aeron carries a message of an eighth of a term, and the
     * channels of the service have terms of 1 MiB.
     */
    public static final int MAX_MESSAGE = 96 * 1024;

    /** The most commands of a request. */
    public static final int MAX_COMMANDS = 2_000;

    /** The most tasks of a command, and of a result: more do not fit into a message. */
    public static final int MAX_TASKS = MAX_MESSAGE / Long.BYTES;

    /** The room that every result has: a command is refused before it is carried out when less is left. */
    public static final int RESULT_ROOM = 1_024;

    /** The bytes that the shortest refusal takes, kept free for each command that is still to come. */
    public static final int SHORTEST_RESULT = 24;

    /** The most bytes of the replies that are kept for a client until it has acknowledged them. */
    public static final int MAX_KEPT = 1 << 20;

    private Limits() {}
}
