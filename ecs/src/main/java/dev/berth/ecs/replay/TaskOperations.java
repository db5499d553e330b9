package dev.berth.ecs.replay;

import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Values;
import java.util.ArrayList;
import java.util.List;

/** The operations {@code StopTask} and {@code UpdateTaskProtection}. */
final class TaskOperations {
    private final Cluster cluster;

    TaskOperations(final Cluster cluster) {
        this.cluster = cluster;
    }

    Answer stopTask(final Members members) {
        final RunningTask task = cluster.runningTask(Values.needed("task", members.string("task")));
        cluster.watch();
        cluster.stop(task);
        return json -> TaskWriter.writeTask(json, task);
    }

    Answer updateProtection(final Members members) {
        final List<String> ids = members.strings("tasks");
        final Boolean given = members.bool("protectionEnabled");
        members.checkGiven("tasks");
        final List<RunningTask> tasks = new ArrayList<>();
        ids.forEach(id -> tasks.add(cluster.runningTask(id)));
        final boolean isProtected = Values.needed("protectionEnabled", given);
        tasks.forEach(task -> cluster.protect(task, isProtected));
        return json -> {
            json.writeArrayFieldStart("protectedTasks");
            for (final String id : ids) {
                json.writeStartObject();
                json.writeStringField("taskArn", id);
                json.writeBooleanField("protectionEnabled", isProtected);
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }
}
