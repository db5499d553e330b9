package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Operations about services: what is asked is read and checked here, {@link Scheduler} carries it out. */
final class ServiceOperations {
    private final State state;
    private final Scheduler scheduler;
    private final Failures failures;

    ServiceOperations(final State state, final Scheduler scheduler, final Failures failures) {
        this.state = state;
        this.scheduler = scheduler;
        this.failures = failures;
    }

    ObjectNode create(final JsonNode request) {
        final Definition definition = TaskOperations.definition(state, request);
        final String name = Members.neededName(request, "serviceName");
        require(!name.contains("/"), "serviceName has a /: " + name);
        require(state.service(name) == null, "service in use: " + name);
        final boolean isDaemon = Members.oneOf(request, "schedulingStrategy", "REPLICA", "REPLICA", "DAEMON")
                .equals("DAEMON");
        final boolean isFargate =
                Members.oneOf(request, "launchType", "EC2", "EC2", "FARGATE").equals("FARGATE");
        require(!isDaemon || !isFargate, "DAEMON with FARGATE");
        require(!isDaemon || Provider.list(request).isEmpty(), "DAEMON with a capacityProviderStrategy");
        require(isDaemon || Members.has(request, "desiredCount"), "desiredCount is missing");
        final Service.Settings none =
                new Service.Settings(definition, 0, List.of(), List.of(), List.of(), false, List.of());
        final Service service = new Service(name, isDaemon, isFargate, none);
        service.settings = settings(request, service);
        state.services.add(service);
        return answer(service, scheduler.adjust(service));
    }

    ObjectNode update(final JsonNode whole) {
        final ObjectNode request = whole.deepCopy();
        request.remove("launchType");
        if (Members.has(request, "taskDefinition")) {
            TaskOperations.definition(state, request);
        }
        final Service service = neededService(request);
        final Service.Settings settings = settings(request, service);
        require(
                service.isFargate() == service.isFargateWith(settings) || state.tasksOf(service).isEmpty(),
                "tasks run, and the service would go to Fargate or from there");
        service.settings = settings;
        return answer(service, scheduler.adjust(service));
    }

    ObjectNode delete(final JsonNode request) {
        final Service service = neededService(request);
        final Scheduler.Changes changes = scheduler.stopAll(service);
        state.services.remove(service);
        return answer(service, 0, 0, 0, changes);
    }

    private Service neededService(final JsonNode request) {
        final String given = Members.neededName(request, "service");
        final String name = given.startsWith("arn:") ? given.substring(given.lastIndexOf('/') + 1) : given;
        final Service service = state.service(name);
        require(service != null, "no such service: " + name);
        return service;
    }

    /** The settings that a service has after a request: what is left out stays. */
    private Service.Settings settings(final JsonNode request, final Service service) {
        final Service.Settings old = service.settings;
        final boolean hasStrategies = Members.has(request, "placementStrategy");
        final boolean hasConstraints = Members.has(request, "placementConstraints");
        final Service.Settings settings = new Service.Settings(
                Members.has(request, "taskDefinition")
                        ? TaskOperations.definition(state, request)
                        : old.definition(),
                Members.integer(request, "desiredCount", old.desired(), 0, Integer.MAX_VALUE),
                hasConstraints ? Constraint.list(request) : old.constraints(),
                hasStrategies ? Strategy.list(request) : old.strategies(),
                Members.has(request, "networkConfiguration") ? TaskOperations.zones(request) : old.zones(),
                Members.oneOf(
                                request,
                                "availabilityZoneRebalancing",
                                old.rebalances() ? "ENABLED" : "DISABLED",
                                "ENABLED",
                                "DISABLED")
                        .equals("ENABLED"),
                Members.has(request, "capacityProviderStrategy") ? Provider.list(request) : old.providers());
        final Definition definition = settings.definition();
        definition.with(settings.constraints());
        if (service.isDaemon) {
            require(settings.providers().isEmpty(), "capacityProviderStrategy of a DAEMON service");
            require(!Members.has(request, "desiredCount"), "desiredCount of a DAEMON service");
            require(settings.strategies().isEmpty(), "placementStrategy of a DAEMON service");
        }
        if (service.isFargateWith(settings)) {
            definition.checkFargate(
                    request.path("overrides of none"),
                    settings.constraints(),
                    settings.strategies(),
                    settings.zones());
        }
        return settings;
    }

    // ---- answers ---------------------------------------------------------------------------------------------------

    ObjectNode tick() {
        final ObjectNode answer = Answers.object();
        add(scheduler.tick(), answer);
        final ObjectNode pending = answer.putObject("pending");
        for (final Service service : state.services) {
            final int count = scheduler.pending(service);
            if (count > 0) {
                pending.put(service.name, count);
                answer.withObjectProperty("failures")
                        .set(service.name, failures.counts(service.ask(), scheduler.asked(service)));
            }
        }
        return answer;
    }

    private ObjectNode answer(final Service service, final Scheduler.Changes changes) {
        final int running = state.tasksOf(service).size();
        final int pending = scheduler.pending(service);
        final int desired = service.isDaemon ? running + pending : service.settings.desired();
        final ObjectNode answer = answer(service, desired, running, pending, changes);
        if (pending > 0) {
            failures.describe(service.ask(), scheduler.asked(service), answer);
        }
        return answer;
    }

    private static ObjectNode answer(
            final Service service,
            final int desired,
            final int running,
            final int pending,
            final Scheduler.Changes changes) {
        final ObjectNode answer = Answers.object();
        answer.putObject("service")
                .put("serviceName", service.name)
                .put("desiredCount", desired)
                .put("runningCount", running)
                .put("pendingCount", pending);
        add(changes, answer);
        return answer;
    }

    private static void add(final Scheduler.Changes changes, final ObjectNode answer) {
        answer.putArray("started")
                .addAll(changes.started().stream().map(Answers::started).toList());
        answer.putArray("stopped")
                .addAll(changes.stopped().stream().map(Answers::stopped).toList());
    }
}
