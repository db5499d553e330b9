package dev.berth;

/**
 * The exception of a cold call that reaches a limit of the engine. The state is as it was before the call.
 */
public final class LimitExceededException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** The name of the limit, as in {@link EngineConfig.Builder}. */
    private final String limit;

    /**
     * Creates the exception for a limit that is reached.
     *
     * @param limit the name of the limit, as in {@link EngineConfig.Builder}.
     * @param value the configured value of the limit.
     */
    public LimitExceededException(final String limit, final long value) {
        super(limit + " is " + value + " and all are in use; configure a higher limit or give some back");
        this.limit = limit;
    }

    /**
     * Creates the exception for a limit that is too low for the content of a snapshot.
     *
     * @param limit the name of the limit, as in {@link EngineConfig.Builder}.
     * @param value the configured value of the limit.
     * @param needed the value that the snapshot needs.
     */
    public LimitExceededException(final String limit, final long value, final long needed) {
        super(limit + " is " + value + ", must be at least " + needed + " for this snapshot; configure a higher limit");
        this.limit = limit;
    }

    /**
     * Returns the limit that was reached.
     *
     * @return the name of the limit, as in {@link EngineConfig.Builder}.
     */
    public String limit() {
        return limit;
    }
}
