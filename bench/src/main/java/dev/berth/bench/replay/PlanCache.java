package dev.berth.bench.replay;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Demand;
import dev.berth.LimitExceededException;
import dev.berth.PlacementEngine;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private record Key(Demand demand, Chain chain, List<Constraint> constraints) {}

    private record Entry(int demand, int plan) {}

    /** The handle of a plan; valid until the next call. */
    int plan(final Demand demand, final Chain chain, final List<Constraint> constraints) {
        final Key key = new Key(demand, chain, List.copyOf(constraints));
        Entry entry = entries.get(key);
        if (entry == null) {
            if (entries.size() == CAPACITY) {
                dropEldest();
            }
            entry = compileOrMakeRoom(key);
            entries.put(key, entry);
        }
        return entry.plan;
    }

    private Entry compileOrMakeRoom(final Key key) {
        try {
            return compile(key);
        } catch (final LimitExceededException e) {
            while (!entries.isEmpty()) {
                dropEldest();
            }
            return compile(key);
        }
    }

    private Entry compile(final Key key) {
        final int demand = engine.define(key.demand);
        try {
            return new Entry(demand, engine.plan(demand, key.chain, key.constraints.toArray(new Constraint[0])));
        } catch (final LimitExceededException e) {
            engine.dropDemand(demand);
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
