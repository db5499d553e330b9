package dev.berth.ecs.shape;

/** A refusal of a line, which has changed nothing. Its type is an error type of the ECS API. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private ApiException(final String type, final String message) {
        super(message, null, false, false);
        this.type = type;
    }

    public static ApiException invalid(final String message) {
        return new ApiException("InvalidParameterException", message);
    }

    public static ApiException noSuchDefinition(final String name) {
        return new ApiException("ClientException", "taskDefinition is " + Values.quoted(name)
                + ", must be a registered family or family:revision; register it first");
    }

    public static ApiException noSuchTarget(final String id) {
        return new ApiException("TargetNotFoundException", "targetId is " + Values.quoted(id)
                + ", must be a registered instance");
    }

    public static ApiException tasksRun(final String id, final int count) {
        return new ApiException("ClusterContainsTasksException", "containerInstance is " + Values.quoted(id) + " with "
                + count + " tasks, must have none; stop them or give force");
    }

    public String type() {
        return type;
    }
}
