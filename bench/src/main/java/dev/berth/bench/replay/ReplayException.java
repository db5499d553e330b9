package dev.berth.bench.replay;

/** A line cannot be carried out, and nothing has changed. Its type is an error type of the ECS API. */
final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    private ReplayException(final String type, final String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static ReplayException invalid(final String message) {
        return new ReplayException("InvalidParameterException", message);
    }

    static ReplayException noSuchDefinition(final String name) {
        return new ReplayException("ClientException", "taskDefinition is '" + name
                + "', must be a registered family or family:revision; register it first");
    }

    String type() {
        return type;
    }
}
