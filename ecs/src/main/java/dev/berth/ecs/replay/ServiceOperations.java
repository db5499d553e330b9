package dev.berth.ecs.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.ServiceRequest;
import dev.berth.ecs.shape.TaskDefinition;
import dev.berth.ecs.shape.Values;
import dev.berth.service.Service;
import dev.berth.service.ServiceSpec;
import dev.berth.service.Services;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operations {@code CreateService}, {@code UpdateService}, {@code DeleteService} and {@code Tick}. */
final class ServiceOperations {
    private final Cluster cluster;
    private final Services services;
    private final Failures.Form form;

    /** The specification of each service, by its name. */
    private final Map<String, ServiceState> states = new HashMap<>();

    ServiceOperations(final Cluster cluster, final Failures.Form form) {
        this.cluster = cluster;
        this.form = form;
        this.services = cluster.services();
    }

    Answer create(final Members members) {
        final ServiceRequest request = ServiceRequest.readCreate(members);
        final TaskDefinition definition =
                cluster.definitions().find(Values.needed("taskDefinition", request.taskDefinition()));
        final ServiceState state = ServiceState.created(request, definition);
        if (services.service(state.name()) != null) {
            throw ApiException.invalid("serviceName is " + Values.quoted(state.name())
                    + ", must be unused; update or delete the service of that name");
        }
        final ServiceSpec spec = state.spec();
        checkRoom(state, 0);
        final Changes changes = cluster.watch();
        final Service service = cluster.plans().withRoom(() -> services.create(spec));
        states.put(state.name(), state);
        return json -> write(json, service, changes);
    }

    Answer update(final Members members) {
        final ServiceRequest request = ServiceRequest.readUpdate(members);
        final TaskDefinition given = request.taskDefinition() == null
                ? null
                : cluster.definitions().find(request.taskDefinition());
        final Service service = service(request.name());
        final ServiceState old = states.get(service.name());
        final ServiceState state = old.updated(request, given == null ? old.definition() : given);
        final ServiceSpec spec = state.spec();
        checkRoom(state, service.runningCount());
        final Changes changes = cluster.watch();
        cluster.plans().withRoom(() -> {
            services.update(service, spec);
            return service;
        });
        states.put(state.name(), state);
        return json -> write(json, service, changes);
    }

    Answer delete(final Members members) {
        final Service service = service(members.string("service"));
        final Changes changes = cluster.watch();
        services.delete(service);
        states.remove(service.name());
        return json -> write(json, service, changes);
    }

    Answer tick() {
        final Changes changes = cluster.watch();
        services.tick();
        return json -> {
            TaskWriter.writeChanges(json, changes);
            final List<Service> waiting = new ArrayList<>();
            json.writeObjectFieldStart("pending");
            for (final Service service : services.services()) {
                final int pending = service.pendingCount();
                if (pending > 0) {
                    json.writeNumberField(service.name(), pending);
                    waiting.add(service);
                }
            }
            json.writeEndObject();
            if (!waiting.isEmpty()) {
                json.writeObjectFieldStart("failures");
                for (final Service service : waiting) {
                    Failures.of(cluster.engine(), service, Failures.Form.counts).writeItems(json, service.name());
                }
                json.writeEndObject();
            }
        };
    }

    /** Returns the specification of a service. */
    ServiceState state(final Service service) {
        return states.get(service.name());
    }

    private Service service(final String name) {
        final Service service = services.service(Names.service(Values.needed("service", name)));
        if (service == null) {
            throw ApiException.invalid("service is " + Values.quoted(name) + ", must be one that was created");
        }
        return service;
    }

    /** Refuses more tasks on Fargate than may run, since no instance bounds them. */
    private void checkRoom(final ServiceState state, final int running) {
        if (state.isFargate()) {
            cluster.checkRoom((long) state.desiredCount() - running);
        }
    }

    private void write(final JsonGenerator json, final Service service, final Changes changes) throws IOException {
        json.writeObjectFieldStart("service");
        json.writeStringField("serviceName", service.name());
        json.writeNumberField("desiredCount", service.desiredCount());
        json.writeNumberField("runningCount", service.runningCount());
        final int pending = service.pendingCount();
        json.writeNumberField("pendingCount", pending);
        json.writeEndObject();
        TaskWriter.writeChanges(json, changes);
        if (pending > 0) {
            Failures.of(cluster.engine(), service, form).write(json);
        }
    }
}
