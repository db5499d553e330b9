package dev.berth.bench.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.bench.ecs.ApiException;
import dev.berth.bench.ecs.ConstraintRequest;
import dev.berth.bench.ecs.Members;
import dev.berth.bench.ecs.TaskDefinition;
import dev.berth.bench.ecs.TaskRequest;
import dev.berth.bench.ecs.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code RunTask} and {@code StopTask}. */
final class TaskOperations {
    private final Cluster cluster;
    private final PlacementEngine engine;
    private final Failures.Form form;
    private long asked;

    TaskOperations(final Cluster cluster, final Failures.Form form) {
        this.cluster = cluster;
        this.engine = cluster.engine();
        this.form = form;
    }

    Answer runTask(final Members members) {
        final TaskRequest request = TaskRequest.read(members);
        final TaskDefinition definition =
                cluster.definitions().find(Values.needed("taskDefinition", request.taskDefinition()));
        final int count = request.checkedCount();
        request.checkLaunchType();
        final String groupName = request.checkedGroup(definition);
        final List<Constraint> constraints = constraints(definition, request.constraints());
        final Chain chain = request.chain();
        final Set<String> zones = request.zones();
        final Demand demand = definition.demand(request.overrides(), zones);
        final List<String> ids = taskIds(request, count);
        final int plan = cluster.plans().plan(demand, chain, constraints);
        final int group = engine.group(groupName);
        try {
            final Placed placed = place(plan, group, count);
            asked += count;
            final List<String> instances = new ArrayList<>();
            for (int i = 0; i < placed.handles.size(); i++) {
                instances.add(cluster.addTask(ids.get(i), placed.handles.get(i), demand));
            }
            return json -> write(json, ids, instances, groupName, placed.failures);
        } finally {
            cluster.closeIfEmpty(group);
        }
    }

    Answer stopTask(final Members members) {
        final String task = Values.needed("task", members.string("task"));
        final String instance = cluster.stopTask(task);
        return json -> {
            json.writeObjectFieldStart("task");
            json.writeStringField("taskArn", task);
            json.writeStringField("containerInstanceArn", instance);
            json.writeEndObject();
        };
    }

    private record Placed(List<Long> handles, Failures failures) {}

    /** Places tasks until one is refused: all ask the same, so those after it would be refused as well. */
    private Placed place(final int plan, final int group, final int count) {
        final List<Long> handles = new ArrayList<>();
        while (handles.size() < count) {
            final long task = engine.place(plan, group);
            if (task == Reason.NOTHING_ELIGIBLE.code()) {
                return new Placed(handles, Failures.of(engine, plan, group, form));
            }
            if (task < 0) {
                handles.forEach(engine::release);
                throw ApiException.invalid("the limit " + Reason.of(task).text()
                        + " is reached; start replay with a higher one");
            }
            handles.add(task);
        }
        return new Placed(handles, Failures.NONE);
    }

    private static List<Constraint> constraints(
            final TaskDefinition definition, final List<ConstraintRequest> requests) {
        ConstraintRequest.checkCount(definition.constraints().size(), requests.size());
        final List<Constraint> constraints = new ArrayList<>(definition.constraints());
        requests.forEach(request -> constraints.add(request.constraint()));
        return constraints;
    }

    private List<String> taskIds(final TaskRequest request, final int count) {
        request.checkReferenceId();
        final List<String> ids = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            final String id = request.referenceId() == null ? "task/" + (asked + k) : request.referenceId() + "/" + k;
            if (cluster.isRunning(id)) {
                throw ApiException.invalid(
                        "referenceId is " + Values.quoted(request.referenceId()) + ", and its task "
                                + Values.quoted(id) + " runs; stop it first");
            }
            ids.add(id);
        }
        return ids;
    }

    private static void write(
            final JsonGenerator json,
            final List<String> ids,
            final List<String> instances,
            final String group,
            final Failures failures)
            throws IOException {
        json.writeArrayFieldStart("tasks");
        for (int i = 0; i < instances.size(); i++) {
            json.writeStartObject();
            json.writeStringField("taskArn", ids.get(i));
            json.writeStringField("containerInstanceArn", instances.get(i));
            json.writeStringField("group", group);
            json.writeEndObject();
        }
        json.writeEndArray();
        failures.write(json);
    }
}
