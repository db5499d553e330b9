package dev.berth.ecs.naive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.workload.Dice;
import dev.berth.workload.QueryShapes;
import java.util.ArrayList;
import java.util.List;

/** Few names and few values, so that lines have to do with one another; and parts that several operations share. */
final class Vocabulary {
    static final List<String> ATTRIBUTES = List.of(Strategy.ZONE, "stack", "size", "note", "ecs.capability.task-eni");
    static final List<List<String>> VALUES = List.of(
            List.of("zone-a", "zone-b", "zone-c", "zone-d"),
            List.of("prod", "stage", "dev"),
            List.of("1", "2", "10", "+2", "x"),
            List.of("a b", "", "it's"),
            List.of());
    static final List<String> FAMILIES = List.of("web", "batch", "gpu", "net", "far", "wide");
    static final List<String> GROUPS =
            List.of("family:web", "family:batch", "red", "blue", "service:s1", "service:d1");
    static final List<String> OWN_GROUPS = List.of("red", "blue", "family:web");

    private static final List<String> DEFINITION_ARNS = List.of(
            "arn:aws:ecs:eu-west-1:123456789012:task-definition/",
            "arn:aws-cn:ecs:cn-north-1:1:task-definition/");
    private static final List<String> SERVICE_ARNS = List.of(
            "arn:aws:ecs:eu-west-1:123456789012:service/prod/", "arn:aws-us-gov:ecs:us-gov-east-1:1:service/");

    final Dice dice;
    final State state;
    /** Whether nothing stands in the way of services but themselves, so that they have zones to balance. */
    final boolean isCalm;

    private final QueryShapes queries = QueryShapes.about(ATTRIBUTES, VALUES, GROUPS);

    Vocabulary(final Dice dice, final State state) {
        this.dice = dice;
        this.state = state;
        isCalm = dice.chance(30);
    }

    String family() {
        return dice.pick(isCalm ? List.of("web", "batch", "far") : FAMILIES);
    }

    ObjectNode request(final String op) {
        return Answers.object().put("op", op);
    }

    String query() {
        if (dice.chance(15)) {
            return "attribute:ecs.availability-zone " + dice.pick(List.of("== zone-a", "!= zone-b", "exists"));
        }
        return dice.chance(60) ? queries.comparison(dice) : queries.any(dice);
    }

    String badQuery() {
        return queries.near(dice);
    }

    // ---- ids -------------------------------------------------------------------------------------------------------

    String arn() {
        return state.instances.isEmpty() || dice.chance(2) ? "nowhere" : dice.pick(state.instances).arn;
    }

    String task() {
        return state.tasks.isEmpty() || dice.chance(2) ? "task/no" : dice.pick(state.tasks).id;
    }

    String service() {
        return state.services.isEmpty() || dice.chance(2) ? "nobody" : dice.pick(state.services).name;
    }

    /** A definition that mostly is there: a revision, or the latest. */
    String definition() {
        if (state.definitions.isEmpty() || dice.chance(1)) {
            return dice.pick(List.of("none", "web:99", "none:1"));
        }
        final Definition definition = dice.pick(state.definitions);
        final String name = dice.chance(50) ? definition.id() : definition.family();
        return dice.chance(90) ? name : dice.pick(DEFINITION_ARNS) + name;
    }

    /** A service by its name or its ARN. */
    String named(final String service) {
        return dice.chance(90) ? service : dice.pick(SERVICE_ARNS) + service;
    }

    // ---- parts -----------------------------------------------------------------------------------------------------

    void addConstraints(final ObjectNode request, final int most, final boolean isCall) {
        final ArrayNode constraints = request.putArray("placementConstraints");
        for (int i = dice.between(0, most); i > 0; i--) {
            if (isCall && dice.chance(40)) {
                constraints.addObject().put("type", "distinctInstance");
            } else {
                constraints.addObject().put("type", "memberOf").put("expression", query());
            }
        }
    }

    void addStrategies(final ObjectNode request, final boolean isService) {
        final ArrayNode strategies = request.putArray("placementStrategy");
        if (isService && dice.chance(30)) {
            addSpread("attribute:" + Strategy.ZONE, strategies);
        }
        for (int i = dice.between(isService ? 0 : 1, dice.chance(10) ? 4 : 2); i > 0; i--) {
            final int kind = dice.below(100);
            if (kind < 42) {
                final String field = dice.pick(List.of("cpu", "memory", "CPU", "MEMORY", "Memory"));
                strategies.addObject().put("type", "binpack").put("field", field);
            } else if (kind < 92) {
                addSpread(
                        dice.chance(30)
                                ? dice.pick(List.of("instanceId", "host"))
                                : "attribute:" + dice.pick(ATTRIBUTES),
                        strategies);
            } else {
                strategies.addObject().put("type", "random");
            }
        }
    }

    private static void addSpread(final String field, final ArrayNode strategies) {
        strategies.addObject().put("type", "spread").put("field", field);
    }

    /** Providers of instances, among them one that no instance has, or Fargate's. */
    void addProviders(final ObjectNode request, final boolean isFargate) {
        final ArrayNode items = request.putArray("capacityProviderStrategy");
        final List<String> names = new ArrayList<>(
                isFargate ? List.of("FARGATE", "FARGATE_SPOT") : List.of("provider-1", "provider-2", "provider-3"));
        final int count = dice.between(1, names.size());
        final int withBase = dice.between(0, 3);
        for (int i = 0; i < count; i++) {
            final ObjectNode item = items.addObject().put("capacityProvider", names.remove(dice.below(names.size())));
            if (i == withBase || dice.chance(3)) {
                item.put("base", dice.between(0, 4));
            }
            if (i == 0 || dice.chance(80)) {
                item.put("weight", dice.pick(List.of(1, 1, 1, 2, 3, 0)));
            }
        }
    }

    /** Subnets in zones, some of them in zones that no instance has. */
    void addSubnets(final ObjectNode request) {
        final List<String> subnets = new ArrayList<>();
        final ObjectNode zones = request.putObject("subnetZones");
        for (int i = dice.between(1, 3); i > 0; i--) {
            final String zone = dice.pick(List.of("zone-a", "zone-b", "zone-c", "zone-z"));
            final String subnet = "subnet-" + zone.substring(5) + dice.between(1, 2);
            zones.put(subnet, zone);
            subnets.add(subnet);
        }
        request.putObject("networkConfiguration")
                .putObject("awsvpcConfiguration")
                .set("subnets", Answers.strings(subnets));
    }
}
