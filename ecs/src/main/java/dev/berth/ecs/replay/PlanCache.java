package dev.berth.ecs.replay;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache of the plans used last, by what they ask. It holds at most {@link #CAPACITY}. The plan unused for the longest
 * time is dropped, with its demand, when another is needed; all are dropped when the engine has no slot left.
 */
final class PlanCache {
    static final int CAPACITY = 4096;

    private static final List<String> ANY_PROVIDER = Collections.singletonList(null);

    private final PlacementEngine engine;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    PlanCache(final PlacementEngine engine) {
        this.engine = engine;
    }

    /**
     * The key of an entry. Constraints are compared by what they say: a query, or the one constraint without a query.
     */
    private record Key(Demand demand, Chain chain, List<String> providers, List<Object> constraints) {
        static Key of(
                final Demand demand,
                final Chain chain,
                final List<String> providers,
                final List<Constraint> constraints) {
            return new Key(demand, chain, providers, constraints.stream().map(Key::content).toList());
        }

        private static Object content(final Constraint constraint) {
            return constraint.query() == null ? constraint : constraint.query();
        }
    }

    private record Entry(long demand, long[] plans) {}

    /** Returns the handle of a plan; valid until the next call. */
    long plan(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        return entry(demand, chain, ANY_PROVIDER, constraints).plans[0];
    }

    /** Returns the handles of the plans for some capacity providers, in their order; valid until the next call. */
    long[] plans(
            final Demand demand, final Chain chain, final List<String> providers, final List<Constraint> constraints) {
        return entry(demand, chain, providers, constraints).plans;
    }

    /** Returns the handle of a demand; valid until the next call. */
    long demand(final Demand demand) {
        return entry(demand, Chain.runTaskDefault(), ANY_PROVIDER, List.of()).demand;
    }

    /** Runs an action that needs room in the engine, and drops all cached plans for it if necessary. */
    <T> T withRoom(final Supplier<T> action) {
        try {
            return action.get();
        } catch (final LimitExceededException e) {
            while (!entries.isEmpty()) {
                dropEldest();
            }
            return action.get();
        }
    }

    private Entry entry(
            final Demand demand, final Chain chain, final List<String> providers, final List<Constraint> constraints) {
        final Key key = Key.of(demand, chain, providers, constraints);
        final Entry known = entries.get(key);
        if (known != null) {
            return known;
        }
        if (entries.size() == CAPACITY) {
            dropEldest();
        }
        final Entry entry = withRoom(() -> compile(demand, chain, providers, constraints));
        entries.put(key, entry);
        return entry;
    }

    /** Compiles all plans of an entry, or none. */
    private Entry compile(
            final Demand demand, final Chain chain, final List<String> providers, final List<Constraint> constraints) {
        final long handle = engine.define(demand);
        final long[] plans = new long[providers.size()];
        final Constraint[] all = constraints.toArray(new Constraint[0]);
        int compiled = 0;
        try {
            for (; compiled < plans.length; compiled++) {
                plans[compiled] = engine.plan(handle, chain, providers.get(compiled), all);
            }
        } catch (final LimitExceededException e) {
            drop(new Entry(handle, Arrays.copyOf(plans, compiled)));
            throw e;
        }
        return new Entry(handle, plans);
    }

    private void drop(final Entry entry) {
        for (final long plan : entry.plans) {
            engine.dropPlan(plan);
        }
        engine.dropDemand(entry.demand);
    }

    private void dropEldest() {
        final Iterator<Entry> iterator = entries.values().iterator();
        final Entry eldest = iterator.next();
        iterator.remove();
        drop(eldest);
    }
}
