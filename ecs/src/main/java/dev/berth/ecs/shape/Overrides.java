package dev.berth.ecs.shape;

import java.util.ArrayList;
import java.util.List;

/** The values that a call gives in place of those of the task definition. */
public record Overrides(String cpu, String memory, List<ContainerDefinition> containers) {
    /** The overrides that replace nothing. */
    public static final Overrides NONE = new Overrides(null, null, List.of());

    /** Answers whether nothing is overridden. It is asked often, and cheaper than the comparison of records. */
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
