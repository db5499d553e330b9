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
 * The plans used last, by what they ask. Holds at most {@link #CAPACITY}; the one not used for the longest time is
 * dropped, with its demand, when another is needed, and all of them are when the engine has no slot left.
 */
final class PlanCache {
    static final int CAPACITY = 4096;

    private static final List<String> ANY_PROVIDER = Collections.singletonList(null);

    private final PlacementEngine engine;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    PlanCache(final PlacementEngine engine) {
        this.engine = engine;
    }

    /** Constraints by what they say: a query, or the one constraint that has none. */
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

    /** The handle of a plan; valid until the next call. */
    long plan(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        return entry(demand, chain, ANY_PROVIDER, constraints).plans[0];
    }

    /** The handles of the plans for some capacity providers, one for each in their order; valid until the next call. */
    long[] plans(
            final Demand demand, final Chain chain, final List<String> providers, final List<Constraint> constraints) {
        return entry(demand, chain, providers, constraints).plans;
    }

    /** The handle of a demand; valid until the next call. */
    long demand(final Demand demand) {
        return entry(demand, Chain.runTaskDefault(), ANY_PROVIDER, List.of()).demand;
    }

    /** Does something that needs room in the engine, if need be at the cost of all plans that are held here. */
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

    /** Compiles the plans of an entry: all or none. */
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
