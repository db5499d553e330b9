package dev.berth.ecs.shape;

import dev.berth.service.ServiceSpec;

/** The names of groups of tasks. */
public final class GroupName {
    private GroupName() {}

    /** The group of a task: as named, or that of the family. */
    public static String of(final String named, final TaskDefinition definition) {
        return named == null ? definition.defaultGroup() : Values.nonEmpty("group", named);
    }

    /** The same, but not one of a service. */
    public static String standalone(final String named, final TaskDefinition definition) {
        final String name = of(named, definition);
        if (name.startsWith(ServiceSpec.GROUP_PREFIX)) {
            throw ApiException.invalid(
                    "group is " + Values.quoted(name) + ", must not begin with " + ServiceSpec.GROUP_PREFIX);
        }
        return name;
    }
}
