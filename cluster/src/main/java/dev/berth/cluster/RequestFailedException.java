package dev.berth.cluster;

/**
 * The exception for a request to which there is no reply: {@link #isOutcomeUnknown} says whether the cluster may have
 * carried it out, or may still do so.
 */
public class RequestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether the cluster may have carried the request out. */
    private final boolean outcomeUnknown;

    RequestFailedException(final String message, final boolean outcomeUnknown) {
        super(message);
        this.outcomeUnknown = outcomeUnknown;
    }

    /**
     * Answers whether the cluster may have carried out the request, or may still do so.
     *
     * @return false if the request was not carried out and will not be.
     */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}
