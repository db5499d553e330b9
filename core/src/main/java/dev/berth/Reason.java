package dev.berth;

/**
 * The reason why something was refused. The first eleven are the eligibility checks of one instance, in the order in
 * which they are made; the others answer a whole call. A hot call answers with the code of a reason, a negative number,
 * so that a result of 0 or more is a success.
 */
public enum Reason {
    /** The container agent of the instance is not connected. */
    AGENT("AGENT"),
    /** An attribute that the demand requires is missing. */
    ATTRIBUTE("ATTRIBUTE"),
    /** The instance is in none of the demanded zones. */
    LOCATION("LOCATION"),
    /** More CPU units are asked than remain. */
    CPU("RESOURCE:CPU"),
    /** More MiB are asked than remain. */
    MEMORY("RESOURCE:MEMORY"),
    /** A host port is in use, or the instance would have more than 100 in use. */
    PORTS("RESOURCE:PORTS"),
    /** More GPUs are asked than remain. */
    GPU("RESOURCE:GPU"),
    /** More ENI slots are asked than remain. */
    ENI("RESOURCE:ENI"),
    /**
     * More of a named resource is asked than remains. Each of {@link EngineConfig#resources()} has its own check
     * {@code RESOURCE:<name>}; {@link FailedCheck#resource()} and {@link Explanation#count(String)} tell which resource
     * it is.
     */
    RESOURCE("RESOURCE"),
    /** A {@code memberOf} constraint does not hold. */
    MEMBER_OF("MemberOf placement constraint unsatisfied."),
    /** As many tasks of the group run on the instance as {@code distinctInstance} or {@code atMost} admits. */
    DISTINCT_INSTANCE("DistinctInstance placement constraint unsatisfied."),
    /** No instance passes all checks; {@link PlacementEngine#explain(long, long)} counts the reasons. */
    NOTHING_ELIGIBLE("NOTHING_ELIGIBLE"),
    /** The task handle names no running task: the task was released, or the handle was never returned. */
    UNKNOWN_TASK("UNKNOWN_TASK"),
    /** The plan handle names no live plan. */
    UNKNOWN_PLAN("UNKNOWN_PLAN"),
    /** The group handle names no open group. */
    UNKNOWN_GROUP("UNKNOWN_GROUP"),
    /** The demand handle names no live demand. */
    UNKNOWN_DEMAND("UNKNOWN_DEMAND"),
    /** No instance is registered at the ordinal. */
    UNKNOWN_INSTANCE("UNKNOWN_INSTANCE"),
    /** The attribute name or value is not interned. */
    UNKNOWN_ATTRIBUTE("UNKNOWN_ATTRIBUTE"),
    /** The instance is not {@code ACTIVE}. */
    NOT_ACTIVE("NOT_ACTIVE"),
    /** The instance does not belong to the capacity provider to which the plan is narrowed. */
    OTHER_PROVIDER("OTHER_PROVIDER"),
    /** The instance is excluded from this call. */
    EXCLUDED("EXCLUDED"),
    /** The limit {@link EngineConfig.Builder#maxTasks} is reached: that many tasks run. */
    MAX_TASKS("maxTasks"),
    /** The limit {@link EngineConfig.Builder#maxCounts} is reached: that many counts are kept. */
    MAX_COUNTS("maxCounts"),
    /** The limit {@link EngineConfig.Builder#maxPorts} is reached: that many host ports are in use. */
    MAX_PORTS("maxPorts"),
    /** The limit {@link EngineConfig.Builder#maxAttributes} is reached: that many attributes are set. */
    MAX_ATTRIBUTES("maxAttributes"),
    /** The undo log of the open savepoints is full: it has {@link EngineConfig.Builder#maxUndo} entries. */
    MAX_UNDO("maxUndo"),
    /** The task is not held but running: it was placed or adopted, or has been claimed. */
    NOT_HELD("NOT_HELD"),
    /**
     * A remainder would leave the range of its column, or more than {@link Instance#MAX_PORTS} ports would be in use.
     */
    OUT_OF_RANGE("OUT_OF_RANGE");

    /** The number of reasons that are eligibility checks of one instance; they come first. */
    public static final int CHECKS = 11;

    private static final int FIRST_CODE = -2;
    private static final Reason[] VALUES = values();

    private final String text;

    Reason(final String text) {
        this.text = text;
    }

    /**
     * Returns the code that a hot call answers with.
     *
     * @return a negative number, −2 for the first reason; −1 is not a code, so that a code cannot be mistaken for
     *     {@link PlacementEngine#NO_TASK}.
     */
    public int code() {
        return FIRST_CODE - ordinal();
    }

    /**
     * Returns the reason as Amazon ECS writes it, or the name of the limit that was reached.
     *
     * @return the text.
     */
    public String text() {
        return text;
    }

    /**
     * Answers whether the reason is a check of what remains on an instance. The other checks test properties of an
     * instance; a DAEMON service desires no task on an instance that fails one of those.
     *
     * @return true for CPU, memory, ports, GPUs, ENI slots and named resources.
     */
    public boolean isOfResource() {
        return ordinal() >= CPU.ordinal() && ordinal() <= RESOURCE.ordinal();
    }

    /**
     * Returns the reason with a given code.
     *
     * @param code a negative result of a hot call.
     * @return the reason.
     * @throws IllegalArgumentException if no reason has that code.
     */
    public static Reason of(final long code) {
        final int last = FIRST_CODE - VALUES.length + 1;
        if (code > FIRST_CODE || code < last) {
            throw new IllegalArgumentException("code is " + code + ", must be " + last + ".." + FIRST_CODE);
        }
        return VALUES[(int) (FIRST_CODE - code)];
    }
}
