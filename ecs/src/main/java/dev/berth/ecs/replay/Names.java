package dev.berth.ecs.replay;

/** The names that a request gives as such or as an ARN. */
final class Names {
    private static final String ARN = "arn:";
    private static final String DEFINITION = ":task-definition/";

    private Names() {}

    /** Returns the {@code family} or {@code family:revision} of a task definition. */
    static String definition(final String given) {
        final int at = given.startsWith(ARN) ? given.indexOf(DEFINITION) : -1;
        return at < 0 ? given : given.substring(at + DEFINITION.length());
    }

    /** Returns the name of a service, which is the last part of its ARN. */
    static String service(final String given) {
        return given.startsWith(ARN) ? given.substring(given.lastIndexOf('/') + 1) : given;
    }
}
