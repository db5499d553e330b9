package dev.berth.ecs.naive;

import static dev.berth.ecs.naive.Refusal.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.InstanceView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Operations about instances and their attributes. */
final class InstanceOperations {
    private final State state;
    private final Checks checks;
    private final Answers answers;

    InstanceOperations(final State state, final Checks checks) {
        this.state = state;
        this.checks = checks;
        answers = new Answers(state);
    }

    ObjectNode register(final JsonNode request) {
        require(Members.has(request, "containerInstance"), "containerInstance is missing");
        final Instance instance = new Instance(state.freeOrdinal(), request.get("containerInstance"));
        require(state.instance(instance.arn) == null, "instance in use: " + instance.arn);
        state.add(instance);
        return Answers.object().put("containerInstanceArn", instance.arn);
    }

    ObjectNode describe(final JsonNode request) {
        final List<String> arns = new ArrayList<>(Members.names(request, "containerInstances"));
        if (arns.isEmpty()) {
            state.instances.forEach(instance -> arns.add(instance.arn));
        }
        return describe(arns);
    }

    private ObjectNode describe(final List<String> arns) {
        final ObjectNode answer = Answers.object();
        final ArrayNode instances = answer.putArray("containerInstances");
        final ArrayNode failures = answer.putArray("failures");
        for (final String arn : arns) {
            final Instance instance = state.instance(arn);
            if (instance == null) {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                instances.add(answers.instance(instance));
            }
        }
        return answer;
    }

    ObjectNode list(final JsonNode request) {
        final String status = Members.oneOf(request, "status", "any", "ACTIVE", "DRAINING", "any");
        require(!"any".equals(request.path("status").textValue()), "status is any");
        final Predicate<InstanceView> filter = Members.has(request, "filter")
                ? Constraint.query(request.get("filter").textValue())
                : view -> true;
        final List<String> arns = new ArrayList<>();
        for (final Instance instance : state.instances) {
            final boolean isOfStatus = status.equals("any") || status.equals("DRAINING") == instance.isDraining;
            if (isOfStatus && filter.test(checks.view(instance, state.tasksOn(instance)))) {
                arns.add(instance.arn);
            }
        }
        final ObjectNode answer = Answers.object();
        answer.set("containerInstanceArns", Answers.strings(arns));
        return answer;
    }

    ObjectNode attributes(final JsonNode request, final boolean isPut) {
        final List<JsonNode> attributes = Members.list(request, "attributes");
        for (final JsonNode attribute : attributes) {
            if (Members.has(attribute, "targetId") && state.instance(target(attribute)) == null) {
                throw Refusal.noSuchTarget(target(attribute));
            }
        }
        require(Members.has(request, "attributes"), "attributes is missing");
        for (final JsonNode attribute : attributes) {
            Members.neededName(attribute, "targetId");
            Members.neededName(attribute, "name");
        }
        final ObjectNode answer = Answers.object();
        final ArrayNode done = answer.putArray("attributes");
        for (final JsonNode attribute : attributes) {
            final Instance instance = state.instance(target(attribute));
            final String name = attribute.get("name").textValue();
            final String value = attribute.path("value").textValue();
            if (isPut) {
                instance.attributes.put(name, value);
            } else {
                instance.attributes.remove(name);
            }
            done.add(Answers.attribute(name, value).put("targetId", instance.arn));
        }
        return answer;
    }

    private static String target(final JsonNode attribute) {
        return attribute.get("targetId").textValue();
    }

    ObjectNode updateState(final JsonNode request) {
        require(Members.has(request, "containerInstances"), "containerInstances is missing");
        require(Members.has(request, "status"), "status is missing");
        final String status = Members.oneOf(request, "status", "none", "ACTIVE", "DRAINING");
        final List<String> arns = Members.names(request, "containerInstances");
        for (final String arn : arns) {
            final Instance instance = state.instance(arn);
            if (instance != null) {
                instance.isDraining = status.equals("DRAINING");
            }
        }
        return describe(arns);
    }

    ObjectNode updateAgent(final JsonNode request) {
        final boolean isConnected = Members.neededFlag(request, "agentConnected");
        final Instance instance = state.neededInstance(Members.neededName(request, "containerInstance"));
        instance.isConnected = isConnected;
        return Answers.object().put("containerInstanceArn", instance.arn);
    }

    ObjectNode deregister(final JsonNode request) {
        final Instance instance = state.neededInstance(Members.neededName(request, "containerInstance"));
        final List<Task> tasks = state.tasksOn(instance);
        if (!tasks.isEmpty() && !Members.flag(request, "force", false)) {
            throw Refusal.containsTasks(instance.arn);
        }
        tasks.forEach(state::stop);
        final ObjectNode answer = Answers.object();
        answer.set("containerInstance", answers.instance(instance).put("status", "INACTIVE"));
        state.instances.remove(instance);
        return answer;
    }
}
