package dev.berth.bench.simulation;

/** A policy broke its contract: it threw, or chose an instance that cannot take the request. */
public final class PolicyFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /**
     * Creates the exception.
     *
     * @param kind which part of the contract was broken.
     * @param message what the policy did, as a sentence without its subject.
     * @param cause what it threw; null if it threw nothing.
     */
    public PolicyFault(final Kind kind, final String message, final Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Returns what the policy did.
     *
     * @return the kind of the fault.
     */
    public Kind kind() {
        return kind;
    }

    /** The ways in which a policy breaks its contract. */
    public enum Kind {
        /** It chose an instance, or a GPU of one, that has too little left or that the request does not allow. */
        OVERSUBSCRIBES,
        /** It chose an instance that the cluster does not have. */
        NO_SUCH_INSTANCE,
        /** It threw. */
        THROWS
    }
}
