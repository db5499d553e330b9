package dev.berth.ecs.shape;

import java.util.List;

/** What {@code StartTask} is asked, as given. */
public record StartRequest(
        String taskDefinition,
        List<String> containerInstances,
        String group,
        Overrides overrides,
        String referenceId) {

    public static StartRequest read(final Members members) {
        return new StartRequest(
                members.string("taskDefinition"),
                members.strings("containerInstances"),
                members.string("group"),
                Overrides.read(members.object("overrides")),
                members.string("referenceId"));
    }

    public void check() {
        Values.inRange("containerInstances items", containerInstances.size(), 1, TaskRequest.MOST_TASKS);
        containerInstances.forEach(id -> Values.nonEmpty("containerInstances item", id));
    }
}
