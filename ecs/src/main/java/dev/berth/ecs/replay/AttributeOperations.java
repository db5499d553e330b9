package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.InstanceView;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.AttributeRequest;
import dev.berth.ecs.shape.Members;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The operations {@code PutAttributes} and {@code DeleteAttributes}, each of which changes all attributes or none. */
final class AttributeOperations {
    private final PlacementEngine engine;

    AttributeOperations(final Cluster cluster) {
        engine = cluster.engine();
    }

    Answer put(final Members members) {
        return change(members, true);
    }

    Answer delete(final Members members) {
        return change(members, false);
    }

    /** An attribute as it was before the call. */
    private record Before(int ordinal, String name, boolean isSet, String value) {}

    private Answer change(final Members members, final boolean set) {
        final List<AttributeRequest> requests = AttributeRequest.readAll(members);
        members.checkGiven("attributes");
        for (final AttributeRequest request : requests) {
            if (request.targetId() != null && engine.ordinalOf(request.targetId()) < 0) {
                throw ApiException.noSuchTarget(request.targetId());
            }
        }
        requests.forEach(AttributeRequest::check);
        final Deque<Before> done = new ArrayDeque<>();
        try {
            for (final AttributeRequest request : requests) {
                final int ordinal = engine.ordinalOf(request.targetId());
                final Before before = before(ordinal, request.name());
                assign(ordinal, request.name(), set, request.value());
                done.push(before);
            }
        } catch (final LimitExceededException e) {
            done.forEach(before -> assign(before.ordinal, before.name, before.isSet, before.value));
            throw e;
        }
        return json -> write(json, requests);
    }

    private Before before(final int ordinal, final String name) {
        final InstanceView instance = engine.view(ordinal);
        return new Before(ordinal, name, instance.hasAttribute(name), instance.attribute(name));
    }

    private void assign(final int ordinal, final String name, final boolean set, final String value) {
        if (set) {
            engine.setAttribute(ordinal, name, value);
        } else {
            engine.removeAttribute(ordinal, name);
        }
    }

    private static void write(final JsonGenerator json, final List<AttributeRequest> requests) throws IOException {
        json.writeArrayFieldStart("attributes");
        for (final AttributeRequest request : requests) {
            json.writeStartObject();
            json.writeStringField("name", request.name());
            if (request.value() != null) {
                json.writeStringField("value", request.value());
            }
            json.writeStringField("targetId", request.targetId());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
