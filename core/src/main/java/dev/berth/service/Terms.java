package dev.berth.service;

import dev.berth.Constraint;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compiled specification of a service on instances: its demand in the engine, and a plan for each capacity
 * provider, or one plan under null if the service names no providers. A service on Fargate has no terms.
 */
record Terms(long demand, Map<@Nullable String, Long> plans) {
    private static final Set<@Nullable String> ANY_PROVIDER = Collections.singleton(null);

    /** Compiles a specification. If the engine has no room, the engine is as it was. */
    static Terms compile(final PlacementEngine engine, final ServiceSpec spec) {
        final long demand = engine.define(spec.demand());
        try {
            return new Terms(demand, plans(engine, demand, spec));
        } catch (final LimitExceededException e) {
            engine.dropDemand(demand);
            throw e;
        }
    }

    private static Map<@Nullable String, Long> plans(
            final PlacementEngine engine, final long demand, final ServiceSpec spec) {
        final Map<@Nullable String, Long> plans = new LinkedHashMap<>();
        final Constraint[] constraints = spec.constraints().toArray(new Constraint[0]);
        try {
            for (final String provider : providers(spec)) {
                plans.put(provider, engine.plan(demand, spec.chain(), provider, constraints));
            }
        } catch (final LimitExceededException e) {
            plans.values().forEach(engine::dropPlan);
            throw e;
        }
        return plans;
    }

    /** Returns the providers to which plans are narrowed; one null if the service names none. */
    private static Iterable<@Nullable String> providers(final ServiceSpec spec) {
        if (spec.capacityProviders() == null) {
            return ANY_PROVIDER;
        }
        final List<String> names = new ArrayList<>();
        spec.capacityProviders().items().forEach(item -> names.add(item.provider()));
        return names;
    }

    /** Returns the plan of a provider that the service names; for null if the service names none. */
    long plan(final @Nullable String provider) {
        final Long plan = plans.get(provider);
        assert plan != null : provider;
        return plan;
    }

    /**
     * Returns the terms of a changed specification. What the old terms have is reused if it still serves, and dropped
     * otherwise. If the engine has no room, the old terms stay as they are.
     */
    Terms changed(final PlacementEngine engine, final ServiceSpec old, final ServiceSpec spec) {
        if (!old.demand().equals(spec.demand())) {
            final Terms terms = compile(engine, spec);
            drop(engine);
            return terms;
        }
        if (old.chain().equals(spec.chain())
                && areSame(old.constraints(), spec.constraints())
                && haveSameProviders(spec)) {
            return this;
        }
        // The demand is reused, since running tasks hold it and each new demand would take another slot.
        final Terms terms = new Terms(demand, plans(engine, demand, spec));
        plans.values().forEach(engine::dropPlan);
        return terms;
    }

    /** Answers whether there is a plan for each provider that a service names, and for no other. */
    boolean haveSameProviders(final ServiceSpec spec) {
        int named = 0;
        for (final String provider : providers(spec)) {
            if (!plans.containsKey(provider)) {
                return false;
            }
            named++;
        }
        return named == plans.size();
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
        return one == other
                || one.mostTasks() > 0 && one.mostTasks() == other.mostTasks()
                || one.query() != null && one.query().equals(other.query())
                || one.predicateName() != null
                        && one.predicateName().equals(other.predicateName())
                        && Objects.equals(one.predicate(), other.predicate());
    }

    void drop(final PlacementEngine engine) {
        plans.values().forEach(engine::dropPlan);
        engine.dropDemand(demand);
    }
}
