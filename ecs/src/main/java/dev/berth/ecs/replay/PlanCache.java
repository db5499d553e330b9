package dev.berth.ecs.replay;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
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

    private final PlacementEngine engine;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    PlanCache(final PlacementEngine engine) {
        this.engine = engine;
    }

    /** Constraints by what they say: a query, or the one constraint that has none. */
    private record Key(Demand demand, Chain chain, List<Object> constraints) {
        static Key of(final Demand demand, final Chain chain, final List<Constraint> constraints) {
            return new Key(demand, chain, constraints.stream().map(Key::content).toList());
        }

        private static Object content(final Constraint constraint) {
            return constraint.query() == null ? constraint : constraint.query();
        }
    }

    private record Entry(long demand, long plan) {}

    /** The handle of a plan; valid until the next call. */
    long plan(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        return entry(demand, chain, constraints).plan;
    }

    /** The handle of a demand; valid until the next call. */
    long demand(final Demand demand) {
        return entry(demand, Chain.runTaskDefault(), List.of()).demand;
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

    private Entry entry(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        final Key key = Key.of(demand, chain, constraints);
        final Entry known = entries.get(key);
        if (known != null) {
            return known;
        }
        if (entries.size() == CAPACITY) {
            dropEldest();
        }
        final Entry entry = withRoom(() -> compile(demand, chain, constraints));
        entries.put(key, entry);
        return entry;
    }

    private Entry compile(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        final long handle = engine.define(demand);
        try {
            return new Entry(handle, engine.plan(handle, chain, constraints.toArray(new Constraint[0])));
        } catch (final LimitExceededException e) {
            engine.dropDemand(handle);
            throw e;
        }
    }

    private void dropEldest() {
        final Iterator<Entry> iterator = entries.values().iterator();
        final Entry eldest = iterator.next();
        iterator.remove();
        engine.dropPlan(eldest.plan);
        engine.dropDemand(eldest.demand);
    }
}
