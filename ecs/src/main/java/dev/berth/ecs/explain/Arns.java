package dev.berth.ecs.explain;

/** The short forms of Amazon resource names. */
final class Arns {
    private Arns() {}

    /**
     * Returns what follows the last slash: the id of an instance or a task, or the {@code family:revision} of a
     * definition.
     */
    static String shortened(final String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** Returns the family in {@code family:revision}, {@code family}, or the ARN of either. */
    static String family(final String definition) {
        final String name = shortened(definition);
        final int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Returns the revision in {@code family:revision} or its ARN; null if there is none. */
    static String revision(final String definition) {
        final String name = shortened(definition);
        final int colon = name.indexOf(':');
        return colon < 0 ? null : name.substring(colon + 1);
    }
}
