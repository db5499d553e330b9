package dev.berth.ecs.shape;

import java.util.List;

/** The members of {@code StartTask}, as given. */
public record StartRequest(
        String taskDefinition,
        List<String> containerInstances,
        List<ProviderRequest> providers,
        String group,
        Overrides overrides,
        String referenceId) {

    public static StartRequest read(final Members members) {
        return new StartRequest(
                members.string("taskDefinition"),
                members.strings("containerInstances"),
                ProviderRequest.readAll(members),
                members.string("group"),
                Overrides.read(members.object("overrides")),
                members.string("referenceId"));
    }

    public void check() {
        ProviderRequest.checkNone(providers, "with StartTask, which names the instances");
        Values.inRange("containerInstances items", containerInstances.size(), 1, TaskRequest.MOST_TASKS);
        containerInstances.forEach(id -> Values.nonEmpty("containerInstances item", id));
    }
}
