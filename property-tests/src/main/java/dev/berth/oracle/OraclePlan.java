package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.InstanceView;
import java.util.List;
import java.util.function.Predicate;

/**
 * A plan: what a task asks, and how its instance is chosen.
 *
 * @param demand of the task.
 * @param chain the strategies.
 * @param members the {@code memberOf} constraints, as queries that {@link NaiveQuery} reads.
 * @param mostTasks largest number of tasks of the group on an instance: the least that a constraint sets, 1 for
 *     {@code distinctInstance}, and the largest long for no limit.
 * @param provider capacity provider whose instances alone are considered; null for all instances.
 */
public record OraclePlan(
        Demand demand, Chain chain, List<Predicate<InstanceView>> members, long mostTasks, String provider) {
    /**
     * Returns the plan, of instances of any capacity provider, that the engine is given.
     *
     * @param demand of the task.
     * @param chain the strategies.
     * @param constraints as they are given to the engine.
     * @return the plan.
     */
    public static OraclePlan of(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        return new OraclePlan(
                demand,
                chain,
                constraints.stream()
                        .filter(constraint -> constraint.predicate() != null)
                        .map(OraclePlan::member)
                        .toList(),
                constraints.stream()
                        .filter(constraint -> constraint.predicate() == null)
                        .mapToLong(Constraint::mostTasks)
                        .min()
                        .orElse(Long.MAX_VALUE),
                null);
    }

    /**
     * Returns this plan for the instances of one capacity provider.
     *
     * @param newProvider whose instances alone are considered; null for all instances.
     * @return the plan.
     */
    public OraclePlan of(final String newProvider) {
        return new OraclePlan(demand, chain, members, mostTasks, newProvider);
    }

    /** Answers whether an instance is considered: it is {@code ACTIVE}, and of the provider if the plan names one. */
    boolean considers(final OracleInstance instance) {
        return instance.active && isOfProvider(instance);
    }

    boolean isOfProvider(final OracleInstance instance) {
        return provider == null || provider.equals(instance.registration.capacityProvider());
    }

    private static Predicate<InstanceView> member(final Constraint constraint) {
        return constraint.query() == null
                ? constraint.predicate()::test
                : NaiveQuery.parse(constraint.query().toString());
    }
}
