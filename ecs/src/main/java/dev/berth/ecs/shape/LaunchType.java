package dev.berth.ecs.shape;

/** The launch types: on an instance, or without one. */
public enum LaunchType {
    EC2,
    FARGATE;

    public static LaunchType of(final String text) {
        if (text == null) {
            return EC2;
        }
        return switch (text) {
            case "EC2" -> EC2;
            case "FARGATE" -> FARGATE;
            default -> throw ApiException.invalid(
                    "launchType is " + Values.quoted(text) + ", must be EC2 or FARGATE");
        };
    }
}
