package dev.berth.query;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a comparison is about. */
public enum Subject {
    /** An attribute of the instance, by name: a string, in order numerically where both sides are numbers. */
    ATTRIBUTE("attribute:"),
    /** Whether the agent is connected: {@code true} or {@code false}, a string. */
    AGENT_CONNECTED("agentConnected"),
    /** The version of the container agent: dotted numbers. */
    AGENT_VERSION("agentVersion"),
    /** The id of the EC2 instance, a string. */
    EC2_INSTANCE_ID("ec2InstanceId"),
    /** When the instance was registered: an instant. */
    REGISTERED_AT("registeredAt"),
    /** How many tasks run on the instance: an integer. */
    RUNNING_TASKS_COUNT("runningTasksCount"),
    /** The groups of the tasks that run on the instance: a set of strings. */
    TASK_GROUP("task:group");

    private final String text;

    Subject(final String text) {
        this.text = text;
    }

    /**
     * The subject as it is written; of an attribute, what comes before its name.
     *
     * @return the text.
     */
    public String text() {
        return text;
    }

    /** Whether it can be compared so: what has an order is not matched, and what is a plain string has no order. */
    boolean takes(final Operator operator) {
        return switch (this) {
            case ATTRIBUTE -> true;
            case AGENT_CONNECTED, EC2_INSTANCE_ID, TASK_GROUP -> !operator.isOrder();
            case AGENT_VERSION, REGISTERED_AT, RUNNING_TASKS_COUNT -> !operator.isPattern();
        };
    }

    /** The operators that it takes, for people. */
    String operators() {
        return Stream.of(Operator.values())
                .filter(this::takes)
                .map(Operator::symbol)
                .collect(Collectors.joining(" ", "one of ", ", which " + text + " takes"));
    }
}
