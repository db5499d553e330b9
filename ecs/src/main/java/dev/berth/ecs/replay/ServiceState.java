package dev.berth.ecs.replay;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.ConstraintRequest;
import dev.berth.ecs.shape.LaunchType;
import dev.berth.ecs.shape.NetworkMode;
import dev.berth.ecs.shape.Overrides;
import dev.berth.ecs.shape.ProviderRequest;
import dev.berth.ecs.shape.ServiceRequest;
import dev.berth.ecs.shape.StrategyRequest;
import dev.berth.ecs.shape.TaskDefinition;
import dev.berth.ecs.shape.Values;
import dev.berth.service.CapacityProviders;
import dev.berth.service.ServiceSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The specification of a service after its creation and all updates, so that what an update leaves out keeps its value.
 * Immutable.
 *
 * @param launchType of the creation; providers take its place.
 * @param providers null for none.
 * @param desiredCount null for DAEMON, and if it was not given.
 * @param constraints of the service, without those of its task definition.
 */
record ServiceState(
        String name,
        boolean daemon,
        LaunchType launchType,
        CapacityProviders providers,
        TaskDefinition definition,
        Integer desiredCount,
        List<Constraint> constraints,
        Chain chain,
        List<String> zones,
        boolean rebalancing) {

    private static final Chain NO_CHAIN = Chain.of();

    /** Returns the specification that a creation gives. */
    static ServiceState created(final ServiceRequest request, final TaskDefinition definition) {
        final String name = Values.nonEmpty("serviceName", Values.needed("serviceName", request.name()));
        if (name.indexOf('/') >= 0) {
            throw ApiException.invalid("serviceName is " + Values.quoted(name) + ", must have no '/'");
        }
        final ServiceState blank = new ServiceState(
                name,
                request.isDaemon(),
                LaunchType.of(request.launchType()),
                null,
                definition,
                null,
                List.of(),
                NO_CHAIN,
                List.of(),
                false);
        final ServiceState state = blank.updated(request, definition);
        if (!state.daemon) {
            Values.needed("desiredCount", state.desiredCount);
        }
        return state;
    }

    /** Returns this specification with what a request gives. */
    ServiceState updated(final ServiceRequest request, final TaskDefinition newDefinition) {
        final Integer newCount = request.checkedDesiredCount();
        final List<Constraint> newConstraints = new ArrayList<>();
        if (request.constraints() != null) {
            ConstraintRequest.checkCount(newDefinition.constraints().size(), request.constraints().size());
            request.constraints().forEach(constraint -> newConstraints.add(constraint.constraint()));
        }
        final Boolean newRebalancing = request.isRebalancing();
        final List<String> newZones = List.copyOf(request.network().zones());
        final CapacityProviders newProviders = request.providers() == null
                ? providers
                : ProviderRequest.providers(request.providers(), request.launchType());
        final ServiceState state = new ServiceState(
                name,
                daemon,
                launchType,
                newProviders,
                newDefinition,
                newCount == null ? desiredCount : newCount,
                request.constraints() == null ? constraints : List.copyOf(newConstraints),
                request.strategies() == null ? chain : StrategyRequest.chain(request.strategies(), NO_CHAIN),
                request.network().given() ? newZones : zones,
                newRebalancing == null ? rebalancing : newRebalancing);
        state.check();
        return state;
    }

    private void check() {
        ConstraintRequest.checkCount(definition.constraints().size(), constraints.size());
        if (daemon && desiredCount != null) {
            throw ApiException.invalid("desiredCount is " + desiredCount + ", must be absent for a DAEMON service");
        }
        final int strategies = chain.strategies().size();
        final int providersGiven = providers == null ? 0 : providers.items().size();
        if (daemon) {
            checkNone("placementStrategy", strategies, "for a DAEMON service, which ranks no instances");
            checkNone("capacityProviderStrategy", providersGiven,
                    "for a DAEMON service, which has one task on each instance");
        } else if (isFargate()) {
            checkNone("placementStrategy", strategies, "on Fargate, which has no instances");
            checkNone("placementConstraints", constraints.size(), "on Fargate, which has no instances");
            checkSubnets();
        }
    }

    private void checkSubnets() {
        if (definition.networkMode() == NetworkMode.AWSVPC && zones.isEmpty()) {
            throw ApiException.invalid("networkConfiguration.awsvpcConfiguration.subnets is empty, must be 1 or more on"
                    + " Fargate; name the zone of each in subnetZones");
        }
    }

    private static void checkNone(final String member, final int items, final String why) {
        if (items > 0) {
            throw ApiException.invalid(member + " has " + items + " items, must have none " + why);
        }
    }

    /** Answers whether the tasks need no instance. */
    boolean isFargate() {
        return providers == null ? launchType == LaunchType.FARGATE : providers.isFargate();
    }

    /** Returns the specification for the scheduler. */
    ServiceSpec spec() {
        final ServiceSpec.Builder spec =
                daemon ? ServiceSpec.daemon(name) : ServiceSpec.replica(name, desiredCount);
        final List<Constraint> all = new ArrayList<>(definition.constraints());
        all.addAll(constraints);
        spec.constraints(all).chain(chain).azRebalancing(rebalancing).capacityProviders(providers);
        if (isFargate()) {
            return spec.demand(definition.fargateDemand(Overrides.NONE)).fargate(zones).build();
        }
        return spec.demand(definition.demand(Overrides.NONE, zones)).build();
    }

    /** Returns all that two specifications must have in common to be equal. */
    List<Object> content() {
        return Arrays.asList(
                name,
                daemon,
                launchType.name(),
                providers == null
                        ? List.of()
                        : providers.items().stream()
                                .<Object>map(item -> List.of(item.provider(), item.base(), item.weight()))
                                .toList(),
                definition.content(),
                desiredCount,
                constraints.stream()
                        .map(constraint -> constraint.query() == null ? "" : constraint.query().toString())
                        .toList(),
                chain.strategies().stream()
                        .<Object>map(strategy -> List.of(strategy.type().name(), strategy.attribute()))
                        .toList(),
                zones,
                rebalancing);
    }
}
