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
 * @param distinct whether one of the constraints is {@code distinctInstance}.
 */
public record OraclePlan(Demand demand, Chain chain, List<Predicate<InstanceView>> members, boolean distinct) {
    /**
     * A plan as the oracle reads it.
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
                        .filter(constraint -> !constraint.isDistinctInstance())
                        .map(OraclePlan::member)
                        .toList(),
                constraints.stream().anyMatch(Constraint::isDistinctInstance));
    }

    private static Predicate<InstanceView> member(final Constraint constraint) {
        return constraint.query() == null
                ? constraint.predicate()::test
                : NaiveQuery.parse(constraint.query().toString());
    }
}
