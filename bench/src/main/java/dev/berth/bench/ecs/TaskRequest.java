package dev.berth.bench.ecs;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code RunTask} is asked, as given. */
public record TaskRequest(
        String taskDefinition,
        Long count,
        String launchType,
        String group,
        List<ConstraintRequest> constraints,
        List<StrategyRequest> strategies,
        Overrides overrides,
        List<String> subnets,
        Map<String, String> subnetZones,
        String referenceId) {

    /** The most tasks that one call of RunTask asks for. */
    public static final int MOST_TASKS = 10;

    /** A strategy, as given. */
    public record StrategyRequest(String path, String type, String field) {
        public Strategy strategy() {
            try {
                return Strategy.of(Values.needed(path + "type", type), field);
            } catch (final IllegalArgumentException e) {
                throw ApiException.invalid(path + " " + e.getMessage());
            }
        }
    }

    public static TaskRequest read(final Members members) {
        final List<StrategyRequest> strategies = new ArrayList<>();
        members.objects("placementStrategy").forEach(item -> strategies.add(
                new StrategyRequest(item.path(""), item.string("type"), item.string("field"))));
        final Members network = members.object("networkConfiguration");
        final Members awsvpc = network == null ? null : network.object("awsvpcConfiguration");
        return new TaskRequest(
                members.string("taskDefinition"),
                members.integer("count"),
                members.string("launchType"),
                members.string("group"),
                ConstraintRequest.readAll(members),
                strategies,
                Overrides.read(members.object("overrides")),
                awsvpc == null ? List.of() : awsvpc.strings("subnets"),
                members.stringMap("subnetZones"),
                members.string("referenceId"));
    }

    public int checkedCount() {
        return count == null ? 1 : Values.inRange("count", count, 1, MOST_TASKS);
    }

    public void checkLaunchType() {
        if (launchType == null || "EC2".equals(launchType)) {
            return;
        }
        if ("FARGATE".equals(launchType)) {
            throw ApiException.invalid("launchType FARGATE is not supported yet; use EC2");
        }
        throw ApiException.invalid("launchType is " + Values.quoted(launchType) + ", must be EC2 or FARGATE");
    }

    public String checkedGroup(final TaskDefinition definition) {
        if (group == null) {
            return "family:" + definition.family();
        }
        Values.nonEmpty("group", group);
        if (group.startsWith("service:")) {
            throw ApiException.invalid("group is " + Values.quoted(group) + ", must not begin with service:");
        }
        return group;
    }

    public Chain chain() {
        if (strategies.isEmpty()) {
            return Chain.runTaskDefault();
        }
        final List<Strategy> checked = strategies.stream().map(StrategyRequest::strategy).toList();
        Values.inRange("placementStrategy items", checked.size(), 0, Chain.MAX_STRATEGIES);
        return Chain.of(checked);
    }

    /** The zones of the subnets, empty if none is given. */
    public Set<String> zones() {
        final Set<String> zones = new LinkedHashSet<>();
        for (final String subnet : subnets) {
            Values.nonEmpty("subnets item", subnet);
            final String zone = subnetZones.get(subnet);
            if (zone == null) {
                throw ApiException.invalid(
                        "subnet " + Values.quoted(subnet) + " has no zone; name it in subnetZones");
            }
            zones.add(Values.nonEmpty("zone of subnet " + Values.quoted(subnet), zone));
        }
        return zones;
    }

    public void checkReferenceId() {
        Values.nonEmpty("referenceId", referenceId);
        if (referenceId != null && ("task".equals(referenceId) || referenceId.indexOf('/') >= 0)) {
            throw ApiException.invalid(
                    "referenceId is " + Values.quoted(referenceId) + ", must not be task nor hold '/'");
        }
    }
}
