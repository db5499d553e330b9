package dev.berth.bench.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes tasks in the shape of the ECS API. */
final class TaskWriter {
    private TaskWriter() {}

    /** Writes tasks that were started, all of one group. */
    static void writeStarted(
            final JsonGenerator json, final String member, final List<RunningTask> tasks, final String group)
            throws IOException {
        json.writeArrayFieldStart(member);
        for (final RunningTask task : tasks) {
            json.writeStartObject();
            writePlace(json, task);
            json.writeStringField("group", group);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes what services have started and stopped. */
    static void writeChanges(final JsonGenerator json, final Changes changes) throws IOException {
        json.writeArrayFieldStart("started");
        for (final RunningTask task : changes.started()) {
            json.writeStartObject();
            writePlace(json, task);
            json.writeStringField("group", task.ofService.service().spec().group());
            json.writeEndObject();
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
