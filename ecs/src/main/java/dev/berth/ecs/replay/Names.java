package dev.berth.ecs.replay;

/** What a request names by its name or by its ARN. */
final class Names {
    private static final String ARN = "arn:";
    private static final String DEFINITION = ":task-definition/";

    private Names() {}

    /** The {@code family} or {@code family:revision} of a task definition. */
    static String definition(final String given) {
        final int at = given.startsWith(ARN) ? given.indexOf(DEFINITION) : -1;
        return at < 0 ? given : given.substring(at + DEFINITION.length());
    }

    /** The name of a service, which is the last part of its ARN. */
    static String service(final String given) {
        return given.startsWith(ARN) ? given.substring(given.lastIndexOf('/') + 1) : given;
    }
}
