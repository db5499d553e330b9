package dev.berth.cluster;

/** The kind of reason for which the cluster did not carry out a command. */
public enum Refusal {
    /** An argument is wrong, as an {@link IllegalArgumentException} of the engine says. */
    ARGUMENT("an argument is wrong"),
    /** The state does not allow it, as an {@link IllegalStateException} of the engine says. */
    STATE("the state does not allow it"),
    /** A limit of the engine is reached, as a {@link dev.berth.LimitExceededException} says. */
    LIMIT("a limit is reached; configure a higher one or give something back"),
    /** The cluster has no limits yet: no client has configured it. */
    NOT_CONFIGURED("the cluster has no limits; configure it first"),
    /** The results of the batch do not fit into one reply. */
    REPLY_TOO_LARGE("the results do not fit into one reply; send fewer commands in a batch, or ask for less"),
    /** The nodes run a build that does not know the command. */
    UNKNOWN_COMMAND("the nodes do not know the command; upgrade them before the clients"),
    /** The nodes cannot read the command. */
    MALFORMED("the nodes cannot read the command; use a client of their version"),
    /** The service failed in a way that it does not know. Its nodes have logged the exception. */
    DEFECT("the service failed; see the log of a node");

    private static final Refusal[] VALUES = values();

    private final String text;

    Refusal(final String text) {
        this.text = text;
    }

    /** Returns the refusal of a number in a message. */
    static Refusal of(final int number) {
        if (number < 0 || number >= VALUES.length) {
            throw new IllegalStateException("refusal is " + number + ", must be 0.." + (VALUES.length - 1)
                    + "; use a client of the version of the nodes");
        }
        return VALUES[number];
    }

    /**
     * Returns the refusal in words, with what to do.
     *
     * @return a text for people.
     */
    public String text() {
        return text;
    }
}
