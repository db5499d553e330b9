package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Operations about task definitions and tasks. */
final class TaskOperations {
    private static final int MOST = 10;

    private final State state;
    private final Checks checks;
    private final Placer placer;
    private final Failures failures;

    TaskOperations(final State state, final Checks checks, final Placer placer, final Failures failures) {
        this.state = state;
        this.checks = checks;
        this.placer = placer;
        this.failures = failures;
    }

    ObjectNode define(final JsonNode request) {
        final String family = Members.neededName(request, "family");
        final long revisions =
                state.definitions.stream().filter(d -> d.family().equals(family)).count();
        final Definition definition = Definition.read(request, (int) revisions + 1);
        state.definitions.add(definition);
        final ObjectNode answer = Answers.object();
        answer.putObject("taskDefinition").put("taskDefinitionArn", definition.id());
        return answer;
    }

    /** The definition that a request names: that there is none goes before most other faults. */
    static Definition definition(final State state, final JsonNode request) {
        require(Members.has(request, "taskDefinition"), "taskDefinition is missing");
        return state.definition(request.get("taskDefinition").textValue());
    }

    /** The zones of the subnets of a request, in their order; none if it names no subnets. */
    static List<String> zones(final JsonNode request) {
        final List<String> zones = new ArrayList<>();
        final JsonNode network = request.path("networkConfiguration").path("awsvpcConfiguration");
        for (final String subnet : Members.names(network, "subnets")) {
            require(request.path("subnetZones").hasNonNull(subnet), "subnet " + subnet + " without a zone");
            zones.add(Members.name(request.get("subnetZones"), subnet));
        }
        return zones;
    }

    // ---- RunTask and StartTask -------------------------------------------------------------------------------------

    ObjectNode run(final JsonNode request) {
        final Definition definition = definition(state, request);
        final int count = Members.integer(request, "count", 1, 1, MOST);
        final List<Provider> providers = Provider.list(request);
        final boolean isFargate =
                Members.oneOf(request, "launchType", "EC2", "EC2", "FARGATE").equals("FARGATE")
                        || Provider.areFargate(providers);
        final String group = ownGroup(request, definition);
        final List<Constraint> constraints = Constraint.list(request);
        final List<Strategy> strategies = Strategy.list(request);
        final List<String> zones = zones(request);
        final JsonNode overrides = request.path("overrides");
        final Demand demand = definition.demand(overrides);
        if (isFargate) {
            definition.checkFargate(overrides, constraints, strategies, zones);
            final List<String> ids = takeIds(request, count);
            return answer(ids.stream()
                    .map(id -> placer.placeInZone(demand, zones, group, id, null))
                    .toList());
        }
        final boolean isInZones = definition.isAwsvpc() && !zones.isEmpty();
        final Ask ask = new Ask(demand, group, definition.with(constraints), isInZones ? zones : null, null);
        final List<Strategy> chain = strategies.isEmpty() ? Strategy.OF_TASKS : strategies;
        return place(
                ask,
                chain,
                (k, placed) -> Provider.considered(providers, placed, checks.active()),
                takeIds(request, count));
    }

    ObjectNode start(final JsonNode request) {
        final Definition definition = definition(state, request);
        final List<String> arns = Members.names(request, "containerInstances");
        require(!arns.isEmpty() && arns.size() <= MOST, "containerInstances must name 1..10");
        require(Members.list(request, "capacityProviderStrategy").isEmpty(), "capacityProviderStrategy");
        final List<List<Instance>> considered = new ArrayList<>();
        for (final String arn : arns) {
            final Instance instance = state.neededInstance(arn);
            considered.add(instance.isDraining ? List.of() : List.of(instance));
        }
        final Ask ask = new Ask(
                definition.demand(request.path("overrides")),
                ownGroup(request, definition),
                definition.constraints(),
                null,
                null);
        return place(ask, List.of(), (k, placed) -> considered.get(k), takeIds(request, arns.size()));
    }

    /** One after the other, each on the best of those that it considers. */
    private ObjectNode place(
            final Ask ask,
            final List<Strategy> chain,
            final BiFunction<Integer, List<Task>, List<Instance>> consideredBy,
            final List<String> ids) {
        final List<Task> placed = new ArrayList<>();
        final ObjectNode refused = Answers.object();
        for (int k = 0; k < ids.size(); k++) {
            final List<Instance> considered = consideredBy.apply(k, placed);
            final Task task = placer.place(ask, chain, considered, ids.get(k), null);
            if (task != null) {
                placed.add(task);
            } else if (refused.isEmpty()) {
                failures.describe(ask, considered, refused);
            }
        }
        return answer(placed).setAll(refused);
    }

    private static ObjectNode answer(final List<Task> tasks) {
        final ObjectNode answer = Answers.object();
        final ArrayNode placed = answer.putArray("tasks");
        tasks.forEach(task -> placed.add(Answers.started(task)));
        answer.putArray("failures");
        return answer;
    }

    private static String ownGroup(final JsonNode request, final Definition definition) {
        final String named = Members.name(request, "group");
        require(named == null || !named.startsWith("service:"), "group " + named + " is a service's");
        return named == null ? "family:" + definition.family() : named;
    }

    /** The ids of the tasks asked for; the last of the checks, after which they are counted. */
    private List<String> takeIds(final JsonNode request, final int count) {
        final String reference = Members.name(request, "referenceId");
        require(
                reference == null || !reference.equals("task") && !reference.contains("/"),
                "referenceId is " + reference);
        final List<String> ids = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            final String id = reference == null ? "task/" + (state.asked + k) : reference + "/" + k;
            require(state.task(id) == null, "task in use: " + id);
            ids.add(id);
        }
        state.asked += count;
        return ids;
    }

    // ---- the others ------------------------------------------------------------------------------------------------

    ObjectNode load(final JsonNode request) {
        final Definition definition = definition(state, request);
        final String id = Members.neededName(request, "task");
        require(!id.startsWith("task/") && !id.startsWith("service/"), "task is " + id);
        require(state.task(id) == null, "task in use: " + id);
        final Instance instance = state.neededInstance(Members.neededName(request, "containerInstance"));
        final String named = Members.name(request, "group");
        final String group = named == null ? "family:" + definition.family() : named;
        final Demand demand = definition.demand(request.path("overrides of none"));
        final Task task = Task.on(instance, id, group, demand, null);
        require(state.portsFit(demand, instance), "with " + id + " more than 100 ports would be in use");
        if (Members.flag(request, "counted", true)) {
            state.takeCounted(task);
        } else {
            state.take(task);
        }
        return answer(task);
    }

    ObjectNode stop(final JsonNode request) {
        final Task task = state.neededTask(Members.neededName(request, "task"));
        state.stop(task);
        return answer(task);
    }

    private static ObjectNode answer(final Task task) {
        final ObjectNode answer = Answers.object();
        answer.set("task", Answers.stopped(task));
        return answer;
    }

    ObjectNode protect(final JsonNode request) {
        require(Members.has(request, "tasks"), "tasks is missing");
        final boolean isProtected = Members.neededFlag(request, "protectionEnabled");
        final List<Task> tasks = Members.names(request, "tasks").stream()
                .map(state::neededTask)
                .toList();
        final ObjectNode answer = Answers.object();
        final ArrayNode items = answer.putArray("protectedTasks");
        for (final Task task : tasks) {
            task.isProtected = isProtected;
            items.addObject().put("taskArn", task.id).put("protectionEnabled", isProtected);
        }
        return answer;
    }
}
