package dev.berth.ecs.shape;

import java.util.ArrayList;
import java.util.List;

/** What one call asks in the place of what the task definition says, as given. */
public record Overrides(String cpu, String memory, List<ContainerDefinition> containers) {
    /** Nothing is overridden. */
    public static final Overrides NONE = new Overrides(null, null, List.of());

    /** Whether nothing is overridden. Asked often, and cheaper than the comparison that a record has by itself. */
    boolean isNone() {
        return cpu == null && memory == null && containers.isEmpty();
    }

    public static Overrides read(final Members members) {
        if (members == null) {
            return NONE;
        }
        final List<ContainerDefinition> containers = new ArrayList<>();
        members.objects("containerOverrides")
                .forEach(item -> containers.add(ContainerDefinition.readOverride(item)));
        return new Overrides(
                members.stringOrInteger("cpu"), members.stringOrInteger("memory"), List.copyOf(containers));
    }
}
