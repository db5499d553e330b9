package dev.berth.ecs.naive;

/** A line that cannot be carried out, and the type of the error that answers it. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private Refusal(final String type, final String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static Refusal invalid(final String message) {
        return new Refusal("InvalidParameterException", message);
    }

    static Refusal noSuchDefinition(final String id) {
        return new Refusal("ClientException", "taskDefinition is " + id + ", no such task definition");
    }

    static Refusal noSuchTarget(final String id) {
        return new Refusal("TargetNotFoundException", "targetId is " + id + ", no such instance");
    }

    static Refusal containsTasks(final String arn) {
        return new Refusal("ClusterContainsTasksException", arn + " has tasks: force is needed");
    }

    static void require(final boolean holds, final String message) {
        if (!holds) {
            throw invalid(message);
        }
    }

    String type() {
        return type;
    }
}
