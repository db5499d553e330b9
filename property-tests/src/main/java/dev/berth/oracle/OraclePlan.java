package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.InstanceView;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a task asks, and how its instance is chosen.
 *
 * @param demand what it asks.
 * @param chain the strategies.
 * @param members the {@code memberOf} constraints, queries as {@link NaiveQuery} reads them.
 * @param mostTasks how many tasks of the group an instance may run: the least that a constraint says, for
 *     {@code distinctInstance} 1; the largest long = as many as there are.
 * @param provider the capacity provider whose instances alone are considered; null = all are.
 */
public record OraclePlan(
        Demand demand, Chain chain, List<Predicate<InstanceView>> members, long mostTasks, String provider) {
    /**
     * A plan of all instances as the oracle reads it.
     *
     * @param demand what it asks.
     * @param chain the strategies.
     * @param constraints as they are told to the engine.
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
     * The same plan, narrowed.
     *
     * @param newProvider whose instances alone are considered; null = all are.
     * @return the plan.
     */
    public OraclePlan of(final String newProvider) {
        return new OraclePlan(demand, chain, members, mostTasks, newProvider);
    }

    /** Whether an instance is considered: it is {@code ACTIVE}, and of the provider if the plan is narrowed. */
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
