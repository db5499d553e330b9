package dev.berth.ecs.explain;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.FailedCheck;
import dev.berth.Reason;
import dev.berth.ecs.shape.ApiException;
import dev.berth.ecs.shape.ConstraintRequest;
import dev.berth.ecs.shape.GroupName;
import dev.berth.ecs.shape.NetworkMode;
import dev.berth.ecs.shape.NetworkRequest;
import dev.berth.ecs.shape.StrategyRequest;
import dev.berth.ecs.shape.TaskRequest;
import dev.berth.ecs.shape.Values;
import dev.berth.service.CapacityProviders;
import dev.berth.service.ServiceSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The question that is put to the engine.
 *
 * @param label of the task definition.
 * @param demand of one task.
 * @param chain of strategies.
 * @param isDefaultChain whether the request named no strategies.
 * @param constraints of the definition and of the request.
 * @param providers among which tasks are divided; null if the request names none.
 * @param isDaemon whether one task on each instance is asked for.
 * @param group in which the tasks count.
 * @param count number of tasks.
 * @param members the member of the definition that asks each required attribute, where that is known.
 */
record Asked(
        String label,
        Demand demand,
        Chain chain,
        boolean isDefaultChain,
        List<Constraint> constraints,
        CapacityProviders providers,
        boolean isDaemon,
        String group,
        int count,
        Map<String, String> members) {

    /**
     * Combines a definition and a request.
     *
     * @param count of the command line; null for that of the request.
     * @param zonesOfSubnets of the instances and of the command line.
     * @throws InputException if they contradict each other, or ECS would refuse them.
     */
    static Asked of(
            final DefinitionFile definition,
            final RequestFile request,
            final Integer count,
            final Map<String, String> zonesOfSubnets,
            final Notes notes) {
        try {
            request.checkIsPlaced();
            request.checkDaemon(count);
            request.checkDefinition(definition, notes);
            request.checkStrategies();
            final NetworkMode mode = definition.definition().networkMode();
            request.noteNetwork(mode, notes);
            final TaskRequest asked = request.request(mode, zonesOfSubnets);
            return new Asked(
                    definition.label(),
                    definition.definition().demand(asked.overrides(), zones(asked.network())),
                    StrategyRequest.chain(asked.strategies(),
                            request.service() == null ? Chain.runTaskDefault() : Chain.serviceDefault()),
                    asked.strategies().isEmpty(),
                    ConstraintRequest.all(definition.definition(), asked.constraints()),
                    request.providers(),
                    request.isDaemon(),
                    request.service() == null
                            ? GroupName.standalone(asked.group(), definition.definition())
                            : ServiceSpec.GROUP_PREFIX + request.service(),
                    count == null ? request.count(notes) : count,
                    definition.members());
        } catch (final IllegalArgumentException | ApiException e) {
            throw InputException.in(request.file(), Suggestion.added(e.getMessage()));
        }
    }

    /** Returns the same with another count. */
    Asked withCount(final int newCount) {
        return new Asked(
                label, demand, chain, isDefaultChain, constraints, providers, isDaemon, group, newCount, members);
    }

    /** Answers whether the tasks are those of a service. */
    boolean isOfService() {
        return group.startsWith(ServiceSpec.GROUP_PREFIX);
    }

    /** Returns the strategies as the API writes them. */
    List<Map<String, String>> strategies() {
        return StrategyRequest.asGiven(chain.strategies());
    }

    /** Returns what is wrong with an instance, and which member of the definition asks what it lacks. */
    String detail(final FailedCheck check) {
        return check.reason() == Reason.ATTRIBUTE
                ? Capabilities.explained(check.detail(), members)
                : check.detail();
    }

    /** Returns a constraint as a request writes it. */
    static String text(final Constraint constraint) {
        return constraint.isDistinctInstance() ? "distinctInstance" : "memberOf(" + constraint.query() + ")";
    }

    private static Set<String> zones(final NetworkRequest network) {
        for (final String subnet : network.subnets()) {
            if (!network.subnetZones().containsKey(subnet)) {
                throw ApiException.invalid("networkConfiguration.awsvpcConfiguration.subnets has "
                        + Values.quoted(subnet) + ", in which no instance is; tell its zone with --subnet-zone "
                        + subnet + "=ZONE");
            }
        }
        return network.zones();
    }
}
