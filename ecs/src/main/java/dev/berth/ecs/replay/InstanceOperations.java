package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.PlacementEngine;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.InstanceRequest;
import dev.berth.ecs.shape.InstanceStatus;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.Values;
import dev.berth.query.Query;
import dev.berth.query.QueryException;
import java.io.IOException;
import java.util.List;

/** The operation {@code RegisterContainerInstance}, and the questions about instances. */
final class InstanceOperations {
    private final Cluster cluster;
    private final PlacementEngine engine;

    InstanceOperations(final Cluster cluster) {
        this.cluster = cluster;
        this.engine = cluster.engine();
    }

    Answer register(final Members members) {
        final InstanceRequest request = InstanceRequest.read(members);
        cluster.addInstance(request);
        return json -> json.writeStringField("containerInstanceArn", request.id());
    }

    Answer describe(final Members members) {
        final List<String> ids = members.strings("containerInstances");
        ids.forEach(id -> Values.nonEmpty("containerInstances item", id));
        return json -> {
            if (ids.isEmpty()) {
                writeAll(json);
            } else {
                writeThose(json, cluster, ids);
            }
        };
    }

    private void writeAll(final JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("containerInstances");
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (engine.isRegistered(ordinal)) {
                InstanceWriter.write(json, cluster, ordinal);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("failures");
        json.writeEndArray();
    }

    /** Writes the instances of a list that exist, and a failure for each of the others. */
    static void writeThose(final JsonGenerator json, final Cluster cluster, final List<String> ids)
            throws IOException {
        json.writeArrayFieldStart("containerInstances");
        for (final String id : ids) {
            final int ordinal = cluster.engine().ordinalOf(id);
            if (ordinal >= 0) {
                InstanceWriter.write(json, cluster, ordinal);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("failures");
        for (final String id : ids) {
            if (cluster.engine().ordinalOf(id) < 0) {
                json.writeStartObject();
                json.writeStringField("arn", id);
                json.writeStringField("reason", "MISSING");
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    Answer list(final Members members) {
        final String filter = members.string("filter");
        final String statusText = members.string("status");
        final Query query = filter == null ? null : parsed(filter);
        final InstanceStatus status = InstanceStatus.of(statusText);
        return json -> {
            json.writeArrayFieldStart("containerInstanceArns");
            for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
                if (engine.isRegistered(ordinal) && has(status, ordinal) && satisfies(query, ordinal)) {
                    json.writeString(engine.instanceId(ordinal));
                }
            }
            json.writeEndArray();
        };
    }

    private static Query parsed(final String filter) {
        try {
            return Query.parse(filter);
        } catch (final QueryException e) {
            throw ApiException.invalid("filter: " + e.getMessage());
        }
    }

    private boolean has(final InstanceStatus status, final int ordinal) {
        return status == null || status == InstanceStatus.ACTIVE == engine.isActive(ordinal);
    }

    private boolean satisfies(final Query query, final int ordinal) {
        return query == null || query.matches(engine.view(ordinal));
    }
}
