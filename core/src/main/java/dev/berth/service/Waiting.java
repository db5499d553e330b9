package dev.berth.service;

import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.SortedMap;
import java.util.TreeMap;

/** Why one more task of a service finds no place, as things are now. */
final class Waiting {
    private final PlacementEngine engine;
    private final Daemons daemons;

    Waiting(final PlacementEngine engine, final Daemons daemons) {
        this.engine = engine;
        this.daemons = daemons;
    }

    /** What refuses the next task; the service must be one on instances. */
    Explanation explain(final Service service) {
        return engine.explain(plan(service), service.group(), passedOver(service));
    }

    /** The first check that each instance which is considered fails, by ordinal; without those that pass all. */
    SortedMap<Integer, Reason> refusals(final Service service) {
        final SortedMap<Integer, Reason> refusals = new TreeMap<>();
        final String provider = service.nextProvider();
        final Exclusion passedOver = passedOver(service);
        for (int ordinal = 0; ordinal < engine.ordinalLimit(); ordinal++) {
            if (engine.isActive(ordinal)
                    && (provider == null || provider.equals(engine.capacityProvider(ordinal)))
                    && (passedOver == null || !passedOver.contains(ordinal))) {
                final int failed = engine.failedChecks(plan(service), service.group(), ordinal);
                if (failed != 0) {
                    refusals.put(ordinal, Reason.values()[Integer.numberOfTrailingZeros(failed)]);
                }
            }
        }
        return refusals;
    }

    private static long plan(final Service service) {
        return service.terms().plan(service.nextProvider());
    }

    /** Of a DAEMON service, the instances that it does not desire, or that have a task of it; else none. */
    private Exclusion passedOver(final Service service) {
        return service.isDaemon() ? daemons.notLacking(service) : null;
    }
}
