package dev.berth.ecs.shape;

/** The statuses that an instance may be given. */
public enum InstanceStatus {
    ACTIVE,
    DRAINING;

    /** Returns the status that a text names; null if there is no text. */
    public static InstanceStatus of(final String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "ACTIVE" -> ACTIVE;
            case "DRAINING" -> DRAINING;
            default -> throw ApiException.invalid(
                    "status is " + Values.quoted(text) + ", must be ACTIVE or DRAINING");
        };
    }
}
