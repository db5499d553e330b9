package dev.berth.query;

/** What a comparison is about. */
public enum Subject {
    /** An attribute of the instance, by name: a string; in order numerically where both sides are numbers. */
    ATTRIBUTE("attribute:", true, true),
    /** Whether the agent is connected: {@code true} or {@code false}, a string. */
    AGENT_CONNECTED("agentConnected", false, true),
    /** The version of the container agent: dotted numbers. */
    AGENT_VERSION("agentVersion", true, false),
    /** The id of the EC2 instance, a string. */
    EC2_INSTANCE_ID("ec2InstanceId", false, true),
    /** When the instance was registered: an instant. */
    REGISTERED_AT("registeredAt", true, false),
    /** How many tasks run on the instance: an integer. */
    RUNNING_TASKS_COUNT("runningTasksCount", true, false),
    /** The groups of the tasks that run on the instance: a set of strings. */
    TASK_GROUP("task:group", false, true);

    private final String text;
    private final boolean ordered;
    private final boolean matched;

    Subject(final String text, final boolean ordered, final boolean matched) {
        this.text = text;
        this.ordered = ordered;
        this.matched = matched;
    }

    /**
     * The subject as it is written; of an attribute, what comes before its name.
     *
     * @return the text.
     */
    public String text() {
        return text;
    }

    /**
     * Whether it can be compared by an operator.
     *
     * @param operator any.
     * @return true if so.
     */
    public boolean takes(final Operator operator) {
        return (ordered || !operator.orders()) && (matched || !operator.matchesPattern());
    }
}
