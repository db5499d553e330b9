package dev.berth.service;

import dev.berth.Constraint;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import java.util.List;

/**
 * What a service asks of an instance, compiled: its demand and its plan in the engine. Of a service on instances; a
 * Fargate service has none.
 */
record Terms(long demand, long plan) {
    /** Compiles them; if the engine has no room, nothing of them stays there. */
    static Terms compile(final PlacementEngine engine, final ServiceSpec spec) {
        final long demand = engine.define(spec.demand());
        try {
            return new Terms(demand, plan(engine, demand, spec));
        } catch (final LimitExceededException e) {
            engine.dropDemand(demand);
            throw e;
        }
    }

    private static long plan(final PlacementEngine engine, final long demand, final ServiceSpec spec) {
        return engine.plan(demand, spec.chain(), spec.constraints().toArray(new Constraint[0]));
    }

    /**
     * Those of a service that asks something else from now on; these are dropped, unless they serve. If the engine has
     * no room, they stay as they are.
     */
    Terms changed(final PlacementEngine engine, final ServiceSpec old, final ServiceSpec spec) {
        if (!old.demand().equals(spec.demand())) {
            final Terms terms = compile(engine, spec);
            drop(engine);
            return terms;
        }
        if (old.chain().equals(spec.chain()) && areSame(old.constraints(), spec.constraints())) {
            return this;
        }
        // The demand serves on: tasks that run hold it, and each new one would take a slot more.
        final Terms terms = new Terms(demand, plan(engine, demand, spec));
        engine.dropPlan(plan);
        return terms;
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
