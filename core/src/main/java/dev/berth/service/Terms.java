package dev.berth.service;

import dev.berth.Constraint;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import java.util.List;

/**
 * What a service asks of an instance, compiled: its demand and its plan in the engine. Of a service on instances; a
 * Fargate service has none.
 */
record Terms(int demand, int plan) {
    /** Compiles them; if the engine has no room, nothing of them stays there. */
    static Terms compile(final PlacementEngine engine, final ServiceSpec spec) {
        final int demand = engine.define(spec.demand());
        try {
            return new Terms(
                    demand, engine.plan(demand, spec.chain(), spec.constraints().toArray(new Constraint[0])));
        } catch (final LimitExceededException e) {
            engine.dropDemand(demand);
            throw e;
        }
    }

    /** Whether two specs ask the same of an instance, so that what is compiled for one serves the other. */
    static boolean areSame(final ServiceSpec one, final ServiceSpec other) {
        return one.demand().equals(other.demand())
                && one.chain().equals(other.chain())
                && areSame(one.constraints(), other.constraints());
    }

    private static boolean areSame(final List<Constraint> one, final List<Constraint> other) {
        for (int i = 0; i < one.size() && i < other.size(); i++) {
            if (!isSame(one.get(i), other.get(i))) {
                return false;
            }
        }
        return one.size() == other.size();
    }

    private static boolean isSame(final Constraint one, final Constraint other) {
        return one == other || one.query() != null && one.query().equals(other.query());
    }

    void drop(final PlacementEngine engine) {
        engine.dropPlan(plan);
        engine.dropDemand(demand);
    }
}
