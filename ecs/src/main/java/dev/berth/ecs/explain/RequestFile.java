package dev.berth.ecs.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.Members;
import dev.berth.ecs.shape.NetworkMode;
import dev.berth.ecs.shape.NetworkRequest;
import dev.berth.ecs.shape.ProviderRequest;
import dev.berth.ecs.shape.TaskRequest;
import dev.berth.ecs.shape.Values;
import dev.berth.service.CapacityProviders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way in which tasks are asked for: a request of RunTask, CreateService or UpdateService, or a running service.
 *
 * @param file its name, for messages.
 * @param members of the request, cleaned.
 * @param service its name; null for RunTask.
 */
record RequestFile(String file, ObjectNode members, String service) {
    /** The members that are read. */
    static final Set<String> READ = Set.of(
            "taskDefinition", "count", "launchType", "group", "placementConstraints", "placementStrategy", "overrides",
            "networkConfiguration", "capacityProviderStrategy", "desiredCount", "service", "serviceName",
            "schedulingStrategy");
    private static final String COMMAND_LINE = "command line";
    private static final String ZONES = "subnetZones";

    /** Returns the request that stands for no file: one task, as RunTask places it. */
    static RequestFile none() {
        return new RequestFile(COMMAND_LINE, JsonNodeFactory.instance.objectNode(), null);
    }

    static RequestFile read(final Path path, final Notes notes) {
        final JsonFile json = JsonFile.read(path);
        final JsonNode inner = request(json);
        if (!inner.isObject()) {
            throw InputException.in(json.name(), "must be one JSON object, " + Shape.REQUEST.text());
        }
        Suggestion.checkSpelling(json.name(), inner, READ);
        if (!inner.isEmpty()) {
            final Shape shape = inner.has("serviceName") ? Shape.REQUEST : Shape.of(inner);
            Shape.check(json.name(), "--request", shape, Shape.REQUEST);
        }
        final ObjectNode members = Skeleton.cleaned(json.name(), (ObjectNode) inner, notes);
        Unread.noteDeployment(json.name(), members, notes);
        final JsonNode service = members.has("serviceName") ? members.get("serviceName") : members.path("service");
        return new RequestFile(json.name(), members, service.isTextual() ? Arns.shortened(service.textValue()) : null);
    }

    /**
     * Returns the request itself.
     *
     * @param mode of the task definition: subnets matter with awsvpc alone.
     * @param zonesOfSubnets that are known from elsewhere.
     */
    TaskRequest request(final NetworkMode mode, final Map<String, String> zonesOfSubnets) {
        final ObjectNode copy = members.deepCopy();
        if (mode != NetworkMode.AWSVPC) {
            copy.remove("networkConfiguration");
        }
        final ObjectNode zones = copy.withObjectProperty(ZONES);
        zonesOfSubnets.forEach((subnet, zone) -> {
            if (!zones.has(subnet)) {
                zones.put(subnet, zone);
            }
        });
        return TaskRequest.read(Members.of(copy));
    }

    /** Notes subnets that ECS demands or refuses with the network mode. */
    void noteNetwork(final NetworkMode mode, final Notes notes) {
        final boolean given = !NetworkRequest.read(Members.of(members)).subnets().isEmpty();
        if (mode == NetworkMode.AWSVPC && !given && !COMMAND_LINE.equals(file)) {
            notes.add(file + ": networkConfiguration has no subnets, which ECS demands with networkMode awsvpc;"
                    + " answered as if any zone would do");
        } else if (mode != NetworkMode.AWSVPC && given) {
            notes.add(file + ": networkConfiguration passed over, which ECS refuses with a networkMode other than"
                    + " awsvpc");
        }
    }

    /** Returns how many tasks are asked for: the count or, for a service, how many are missing, at least one. */
    int count(final Notes notes) {
        final Members given = Members.of(members);
        if (isDaemon()) {
            return 0;
        }
        if (service == null) {
            final Long count = given.integer("count");
            return count == null || count == 0 ? 1 : Values.inRange("count", count, 1, TaskRequest.MOST_TASKS);
        }
        final long desired = number(given, "desiredCount", 1);
        final long running = running();
        if (desired <= running) {
            notes.add(file + ": the service has " + running + " of " + desired + " tasks; one more is asked for");
            return 1;
        }
        return Values.inRange("desiredCount", desired - running, 1, ExplainCommand.MOST_TASKS);
    }

    /** Refuses what has no placement on instances. */
    void checkIsPlaced() {
        final Members given = Members.of(members);
        final String scheduling = given.string("schedulingStrategy");
        if (scheduling != null && !"DAEMON".equals(scheduling) && !"REPLICA".equals(scheduling)) {
            throw ApiException.invalid("schedulingStrategy is " + Values.quoted(scheduling)
                    + ", must be REPLICA or DAEMON" + Suggestion.phrase(scheduling, List.of("REPLICA", "DAEMON")));
        }
        final CapacityProviders providers = providers();
        if (providers != null && providers.isFargate()) {
            throw ApiException.invalid("capacityProviderStrategy is of " + Values.quoted(providers.items().get(0)
                    .provider()) + ", must be of providers of instances; a task on Fargate needs no instance");
        }
        final String launchType = given.string("launchType");
        if ("FARGATE".equals(launchType) && providers == null) {
            throw ApiException.invalid("launchType is 'FARGATE', must be EC2; a task on Fargate needs no instance");
        }
        if (launchType != null && !"EC2".equals(launchType) && providers == null) {
            throw ApiException.invalid("launchType is " + Values.quoted(launchType) + ", must be EC2; leave it out");
        }
    }

    /** Answers whether one task on each instance is asked for. */
    boolean isDaemon() {
        return "DAEMON".equals(Members.of(members).string("schedulingStrategy"));
    }

    /**
     * Returns the capacity providers, null if none is named. Those of a running service take the place of its launch
     * type.
     */
    CapacityProviders providers() {
        final Members given = Members.of(members);
        final boolean isDescribed = members.has("serviceArn");
        return ProviderRequest.providers(
                ProviderRequest.readAll(given), isDescribed ? null : given.string("launchType"));
    }

    /** Refuses what a DAEMON service does not take. */
    void checkDaemon(final Integer count) {
        if (!isDaemon()) {
            return;
        }
        if (service == null) {
            throw ApiException.invalid("serviceName is missing, must be given with schedulingStrategy 'DAEMON'");
        }
        if (count != null) {
            throw ApiException.invalid("--count is " + count + ", must be absent with schedulingStrategy 'DAEMON',"
                    + " which asks for one task on each instance");
        }
        final Members given = Members.of(members);
        ProviderRequest.checkNone(ProviderRequest.readAll(given), "with schedulingStrategy 'DAEMON'; ECS refuses it");
        final long desired = number(given, "desiredCount", 0);
        if (desired > 0 && !members.has("serviceArn") && !members.has("runningCount")) {
            throw ApiException.invalid("desiredCount is " + desired + ", must be absent with schedulingStrategy"
                    + " 'DAEMON', which asks for one task on each instance");
        }
        final int strategies = given.objects("placementStrategy").size();
        if (strategies > 0) {
            throw ApiException.invalid("placementStrategy has " + strategies + " items, must have none with"
                    + " schedulingStrategy 'DAEMON', which ranks no instances");
        }
    }

    /** Returns how many tasks of the service run, according to the file. */
    long running() {
        final Members given = Members.of(members);
        return number(given, "runningCount", 0) + number(given, "pendingCount", 0);
    }

    /** Refuses a request for another task definition than the one given. */
    void checkDefinition(final DefinitionFile definition, final Notes notes) {
        final String asked = Members.of(members).string("taskDefinition");
        if (asked == null) {
            return;
        }
        if (!Arns.family(asked).equals(definition.definition().family())) {
            throw ApiException.invalid("taskDefinition is " + Values.quoted(Arns.shortened(asked)) + ", must be '"
                    + definition.label() + "'; give --task-definition the file of the same definition, not "
                    + definition.file());
        }
        final String revision = Arns.revision(asked);
        if (revision != null && definition.revision() != null && !revision.equals(definition.revision().toString())) {
            notes.add(file + ": asks for " + Arns.shortened(asked) + ", answered for " + definition.label() + " of "
                    + definition.file());
        }
    }

    /** Refuses strategies that ECS does not have, in the words of the request. */
    void checkStrategies() {
        for (final Members item : Members.of(members).objects("placementStrategy")) {
            final String type = item.string("type");
            final String field = item.string("field");
            checkWord(item.path("type"), type, List.of("binpack", "spread", "random"), "binpack, spread or random");
            if ("binpack".equals(type) && !"CPU".equals(field) && !"MEMORY".equals(field)) {
                checkWord(item.path("field"), field, List.of("cpu", "memory"), "cpu or memory with type binpack");
            }
            final boolean isAttribute = field != null && field.startsWith("attribute:") && !field.endsWith(":");
            if ("spread".equals(type) && !isAttribute) {
                checkSpreadField(item.path("field"), field);
            }
        }
    }

    private static void checkSpreadField(final String path, final String field) {
        final String allowed = "instanceId, host or attribute:NAME with type spread";
        if (field != null && field.contains("zone") || "az".equalsIgnoreCase(field)) {
            throw ApiException.invalid(path + " is " + Values.quoted(field) + ", must be " + allowed
                    + "; did you mean 'attribute:ecs.availability-zone'?");
        }
        checkWord(path, field, List.of("instanceId", "host"), allowed);
    }

    private static void checkWord(
            final String path, final String given, final List<String> words, final String allowed) {
        if (given == null) {
            throw ApiException.invalid(path + " is missing, must be " + allowed);
        }
        if (!words.contains(given)) {
            throw ApiException.invalid(path + " is " + Values.quoted(given) + ", must be " + allowed
                    + Suggestion.phrase(given, words));
        }
    }

    private static JsonNode request(final JsonFile json) {
        final JsonNode document = json.only();
        final JsonNode services = document.path("services");
        if (services.size() > 1) {
            throw InputException.in(json.name(), "services has " + services.size()
                    + " items, must be 1; take 'aws ecs describe-services --services NAME' with one name");
        }
        if (services.isArray() && services.isEmpty()) {
            throw InputException.in(
                    json.name(), "services is empty, must be 1 service; look whether its name is right");
        }
        if (services.size() == 1) {
            return services.get(0);
        }
        return document.path("service").isObject() ? document.get("service") : document;
    }

    private static long number(final Members given, final String name, final long otherwise) {
        final Long number = given.integer(name);
        return number == null ? otherwise : Values.inRange(name, number, 0, ExplainCommand.MOST_TASKS);
    }
}
