package dev.berth.bench.ecs;

/** The names of groups of tasks. */
public final class GroupName {
    /** What the name of a service's group begins with. */
    public static final String SERVICE = "service:";

    private GroupName() {}

    /** The group of a task: as named, or that of the family. */
    public static String of(final String named, final TaskDefinition definition) {
        return named == null ? definition.defaultGroup() : Values.nonEmpty("group", named);
    }

    /** The same, but not one of a service. */
    public static String standalone(final String named, final TaskDefinition definition) {
        final String name = of(named, definition);
        if (name.startsWith(SERVICE)) {
            throw ApiException.invalid("group is " + Values.quoted(name) + ", must not begin with " + SERVICE);
        }
        return name;
    }
}
