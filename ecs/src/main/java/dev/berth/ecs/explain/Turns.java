package dev.berth.ecs.explain;

import dev.berth.Chain;
import dev.berth.Constraint;
import dev.berth.Explanation;
import dev.berth.Headroom;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import dev.berth.service.CapacityProviders;
import dev.berth.service.CapacityProviders.Item;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order in which capacity providers are asked, and the plan of each; one plan if none is named. */
final class Turns {
    private final PlacementEngine engine;
    private final CapacityProviders providers;
    private final long group;

    /** The plan of each provider, or the only one under null. */
    private final Map<String, Long> plans = new LinkedHashMap<>();

    /** The number of tasks of each provider: those of the service that run, and those placed. */
    private final Map<String, Integer> counts = new HashMap<>();

    /**
     * Compiles the plans.
     *
     * @param group handle of the group in which the tasks count.
     */
    Turns(final PlacementEngine engine, final Asked asked, final long group) {
        this.engine = engine;
        this.group = group;
        providers = asked.providers();
        final long demand = engine.define(asked.demand());
        if (providers == null) {
            plans.put(null, plan(demand, asked, null));
            return;
        }
        for (final Item item : providers.items()) {
            plans.put(item.provider(), plan(demand, asked, item.provider()));
        }
        if (asked.isOfService()) {
            countRunning();
        }
    }

    private long plan(final long demand, final Asked asked, final String provider) {
        final Chain chain = asked.isDaemon() ? Chain.of() : asked.chain();
        return engine.plan(demand, chain, provider, asked.constraints().toArray(new Constraint[0]));
    }

    private void countRunning() {
        for (long task = engine.firstTaskIn(group); task >= 0; task = engine.nextTaskIn(task)) {
            final String provider = engine.capacityProvider(engine.instanceOf(task));
            if (provider != null) {
                counts.merge(provider, 1, Integer::sum);
            }
        }
    }

    /** Returns the provider that the next task asks; null if none is named. */
    String provider() {
        return providers == null ? null : providers.next(name -> counts.getOrDefault(name, 0));
    }

    /** Returns the plan of the next task. */
    long plan() {
        return plans.get(provider());
    }

    /** Records a task that was placed. */
    void placed() {
        if (providers != null) {
            counts.merge(provider(), 1, Integer::sum);
        }
    }

    /**
     * Returns how many more tasks would find a place, one after the other. What an instance says depends on its own
     * tasks alone, so each provider has its own room, and the first that is full at its turn refuses.
     */
    Headroom headroom() {
        if (providers == null) {
            return engine.headroom(plan(), group);
        }
        final Map<String, Headroom> rooms = new HashMap<>();
        plans.forEach((name, plan) -> rooms.put(name, engine.headroom(plan, group)));
        final Map<String, Integer> before = Map.copyOf(counts);
        final long most = rooms.values().stream().mapToLong(Headroom::count).sum();
        long fitting = 0;
        while (fitting < most && used(before) < rooms.get(provider()).count()) {
            placed();
            fitting++;
        }
        final Headroom last = rooms.get(provider());
        counts.clear();
        counts.putAll(before);
        final Explanation rest = last.reason() == Reason.NOTHING_ELIGIBLE ? last.rest() : null;
        return new Headroom(fitting, last.reason(), rest, last.isExact());
    }

    private int used(final Map<String, Integer> before) {
        return counts.getOrDefault(provider(), 0) - before.getOrDefault(provider(), 0);
    }

    /** Returns the items as they are written, such as {@code web (base 1, weight 2)}. */
    static String text(final CapacityProviders providers) {
        return String.join(", ", providers.items().stream().map(Turns::text).toList());
    }

    private static String text(final Item item) {
        final List<String> parts = item.base() > 0
                ? List.of("base " + item.base(), "weight " + item.weight())
                : List.of("weight " + item.weight());
        return item.provider() + " (" + String.join(", ", parts) + ")";
    }
}
