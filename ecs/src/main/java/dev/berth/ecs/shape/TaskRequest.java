package dev.berth.ecs.shape;

import java.util.List;

/** The members of {@code RunTask}, as given. */
public record TaskRequest(
        String taskDefinition,
        Long count,
        String launchType,
        List<ProviderRequest> providers,
        String group,
        List<ConstraintRequest> constraints,
        List<StrategyRequest> strategies,
        Overrides overrides,
        NetworkRequest network,
        String referenceId) {

    /** The largest number of tasks of a call. */
    public static final int MOST_TASKS = 10;

    public static TaskRequest read(final Members members) {
        return new TaskRequest(
                members.string("taskDefinition"),
                members.integer("count"),
                members.string("launchType"),
                ProviderRequest.readAll(members),
                members.string("group"),
                ConstraintRequest.readAll(members),
                StrategyRequest.readAll(members),
                Overrides.read(members.object("overrides")),
                NetworkRequest.read(members),
                members.string("referenceId"));
    }

    public int checkedCount() {
        return count == null ? 1 : Values.inRange("count", count, 1, MOST_TASKS);
    }
}
