package dev.berth;

/**
 * A cold call met one of the limits that the engine was configured with. The state is as it was before the call.
 */
public final class LimitExceededException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Its name, as in {@link EngineConfig.Builder}. */
    private final String limit;

    /**
     * For a limit that was reached.
     *
     * @param limit name of the limit, as in {@link EngineConfig.Builder}.
     * @param value its configured value.
     */
    public LimitExceededException(final String limit, final long value) {
        super(limit + " is " + value + " and all are in use; configure a higher limit or give some back");
        this.limit = limit;
    }

    /**
     * For a limit that is lower than what a snapshot holds.
     *
     * @param limit name of the limit, as in {@link EngineConfig.Builder}.
     * @param value its configured value.
     * @param needed what the snapshot needs.
     */
    public LimitExceededException(final String limit, final long value, final long needed) {
        super(limit + " is " + value + ", must be at least " + needed + " for this snapshot; configure a higher limit");
        this.limit = limit;
    }

    /**
     * The limit that was reached.
     *
     * @return its name, as in {@link EngineConfig.Builder}.
     */
    public String limit() {
        return limit;
    }
}
