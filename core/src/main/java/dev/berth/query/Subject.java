package dev.berth.query;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The property of an instance that a comparison is about. */
public enum Subject {
    /** An attribute of the instance, by name: a string, ordered as numbers if both sides are numbers. */
    ATTRIBUTE("attribute:"),
    /** The connection of the container agent: the string {@code true} or {@code false}. */
    AGENT_CONNECTED("agentConnected"),
    /** The version of the container agent: dotted numbers. */
    AGENT_VERSION("agentVersion"),
    /** The id of the EC2 instance, a string. */
    EC2_INSTANCE_ID("ec2InstanceId"),
    /** The time at which the instance was registered: an instant. */
    REGISTERED_AT("registeredAt"),
    /** The number of tasks that run on the instance: an integer. */
    RUNNING_TASKS_COUNT("runningTasksCount"),
    /** The groups of the tasks that run on the instance: a set of strings. */
    TASK_GROUP("task:group");

    private final String text;

    Subject(final String text) {
        this.text = text;
    }

    /**
     * Returns the subject as it is written; for an attribute, the text before its name.
     *
     * @return the text.
     */
    public String text() {
        return text;
    }

    /**
     * Answers whether the subject can be compared by an operator. A subject with an order takes no patterns, and a
     * plain string takes no order.
     */
    boolean takes(final Operator operator) {
        return switch (this) {
            case ATTRIBUTE -> true;
            case AGENT_CONNECTED, EC2_INSTANCE_ID, TASK_GROUP -> !operator.isOrder();
            case AGENT_VERSION, REGISTERED_AT, RUNNING_TASKS_COUNT -> !operator.isPattern();
        };
    }

    /** Returns the operators that the subject takes, for people. */
    String operators() {
        return Stream.of(Operator.values())
                .filter(this::takes)
                .map(Operator::symbol)
                .collect(Collectors.joining(" ", "one of ", ", which " + text + " takes"));
    }
}
