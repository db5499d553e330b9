package dev.berth.ecs.explain;

/** The short forms of Amazon resource names. */
final class Arns {
    private Arns() {}

    /** What follows the last slash: the id of an instance or a task, {@code family:revision} of a definition. */
    static String shortened(final String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The family in {@code family:revision}, {@code family}, or the name of either. */
    static String family(final String definition) {
        final String name = shortened(definition);
        final int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** The revision in {@code family:revision} or its name; null if there is none. */
    static String revision(final String definition) {
        final String name = shortened(definition);
        final int colon = name.indexOf(':');
        return colon < 0 ? null : name.substring(colon + 1);
    }
}
