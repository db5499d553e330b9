package dev.berth.cluster;

/** The exception for a result that is a refusal. The command was not carried out, and the state is as it was. */
public final class RefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Why the command was not carried out. */
    private final Refusal refusal;

    RefusedException(final Refusal refusal, final String message) {
        super(refusal + ": " + message);
        this.refusal = refusal;
    }

    /**
     * Returns why the command was not carried out.
     *
     * @return the kind of refusal; the message says what was wrong.
     */
    public Refusal refusal() {
        return refusal;
    }
}
