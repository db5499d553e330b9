package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** A writer of tasks in the shape of the ECS API. */
final class TaskWriter {
    private TaskWriter() {}

    /**
     * Returns the answer to a call that asked for tasks of one group: those that were started, and why not the others.
     */
    static Answer answer(final List<RunningTask> tasks, final String group, final Failures failures) {
        return json -> {
            json.writeArrayFieldStart("tasks");
            for (final RunningTask task : tasks) {
                writeStarted(json, task, group);
            }
            json.writeEndArray();
            failures.write(json);
        };
    }

    private static void writeStarted(final JsonGenerator json, final RunningTask task, final String group)
            throws IOException {
        json.writeStartObject();
        writePlace(json, task);
        json.writeStringField("group", group);
        json.writeEndObject();
    }

    /** Writes what services have started and stopped. */
    static void writeChanges(final JsonGenerator json, final Changes changes) throws IOException {
        json.writeArrayFieldStart("started");
        for (final RunningTask task : changes.started()) {
            writeStarted(json, task, task.ofService.service().spec().group());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("stopped");
        for (final RunningTask task : changes.stopped()) {
            json.writeStartObject();
            writePlace(json, task);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes one task as a member. */
    static void writeTask(final JsonGenerator json, final RunningTask task) throws IOException {
        json.writeObjectFieldStart("task");
        writePlace(json, task);
        json.writeEndObject();
    }

    private static void writePlace(final JsonGenerator json, final RunningTask task) throws IOException {
        json.writeStringField("taskArn", task.id);
        if (task.isOnFargate()) {
            json.writeStringField("availabilityZone", task.seat.zone());
        } else {
            json.writeStringField("containerInstanceArn", task.instance.id);
        }
    }
}
