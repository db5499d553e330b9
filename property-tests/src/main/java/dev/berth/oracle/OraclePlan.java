package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import java.util.List;

/**
 * What a task asks, and how its instance is chosen.
 *
 * @param demand what it asks.
 * @param chain the strategies.
 * @param constraints all of which must hold.
 */
public record OraclePlan(Demand demand, Chain chain, List<Constraint> constraints) {}
