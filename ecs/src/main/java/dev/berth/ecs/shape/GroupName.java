package dev.berth.ecs.shape;

import dev.berth.service.ServiceSpec;

/** The names of groups of tasks. */
public final class GroupName {
    private GroupName() {}

    /** Returns the group of a task: the one named, or that of the family. */
    public static String of(final String named, final TaskDefinition definition) {
        return named == null ? definition.defaultGroup() : Values.nonEmpty("group", named);
    }

    /** Returns the group of a task, and refuses that of a service. */
    public static String standalone(final String named, final TaskDefinition definition) {
        final String name = of(named, definition);
        if (name.startsWith(ServiceSpec.GROUP_PREFIX)) {
            throw ApiException.invalid(
                    "group is " + Values.quoted(name) + ", must not begin with " + ServiceSpec.GROUP_PREFIX);
        }
        return name;
    }
}
