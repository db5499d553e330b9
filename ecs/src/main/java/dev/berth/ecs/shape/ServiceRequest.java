package dev.berth.ecs.shape;

import java.util.List;

/** The members of {@code CreateService} and {@code UpdateService}, as given. A list that is null is absent. */
public record ServiceRequest(
        String name,
        String taskDefinition,
        Long desiredCount,
        String schedulingStrategy,
        String launchType,
        List<ProviderRequest> providers,
        NetworkRequest network,
        List<ConstraintRequest> constraints,
        List<StrategyRequest> strategies,
        String zoneRebalancing) {

    public static ServiceRequest readCreate(final Members members) {
        return read(
                members,
                members.string("serviceName"),
                members.string("schedulingStrategy"),
                members.string("launchType"));
    }

    public static ServiceRequest readUpdate(final Members members) {
        return read(members, members.string("service"), null, null);
    }

    private static ServiceRequest read(
            final Members members, final String name, final String schedulingStrategy, final String launchType) {
        final List<ProviderRequest> providers = ProviderRequest.readAll(members);
        final List<ConstraintRequest> constraints = ConstraintRequest.readAll(members);
        final List<StrategyRequest> strategies = StrategyRequest.readAll(members);
        return new ServiceRequest(
                name,
                members.string("taskDefinition"),
                members.integer("desiredCount"),
                schedulingStrategy,
                launchType,
                members.has("capacityProviderStrategy") ? providers : null,
                NetworkRequest.read(members),
                members.has("placementConstraints") ? constraints : null,
                members.has("placementStrategy") ? strategies : null,
                members.string("availabilityZoneRebalancing"));
    }

    /** Answers whether tasks are to be moved between zones; null if the request leaves it open. */
    public Boolean isRebalancing() {
        if (zoneRebalancing == null) {
            return null;
        }
        return switch (zoneRebalancing) {
            case "ENABLED" -> true;
            case "DISABLED" -> false;
            default -> throw ApiException.invalid("availabilityZoneRebalancing is " + Values.quoted(zoneRebalancing)
                    + ", must be ENABLED or DISABLED");
        };
    }

    /** Answers whether the service is a DAEMON. */
    public boolean isDaemon() {
        if (schedulingStrategy == null) {
            return false;
        }
        return switch (schedulingStrategy) {
            case "REPLICA" -> false;
            case "DAEMON" -> true;
            default -> throw ApiException.invalid("schedulingStrategy is " + Values.quoted(schedulingStrategy)
                    + ", must be REPLICA or DAEMON");
        };
    }

    /** Returns how many tasks are desired; null if the request leaves it open. */
    public Integer checkedDesiredCount() {
        return desiredCount == null ? null : Values.inRange("desiredCount", desiredCount, 0, Integer.MAX_VALUE);
    }
}
