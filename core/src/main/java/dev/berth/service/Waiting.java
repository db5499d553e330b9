package dev.berth.service;

import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        final String provider = service.nextProviderNow();
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

    /**
     * What the next task is refused with: that nothing is eligible, or a limit; null if it finds a place. The task of a
     * DAEMON service may go on any instance that lacks one, and where all are refused the first refusal but that of a
     * check is told.
     */
    @Nullable Reason reason(final Service service) {
        if (!service.isDaemon()) {
            return reason(engine.canPlace(plan(service), service.group()));
        }
        Reason limit = null;
        final BitSet taken = Daemons.taken(service);
        int ordinal = daemons.nextLacking(service, taken, 0);
        while (ordinal >= 0) {
            final Reason refused = reason(engine.canPlaceOn(plan(service), service.group(), ordinal));
            if (refused == null) {
                return null;
            }
            if (limit == null && refused.ordinal() >= Reason.CHECKS) {
                limit = refused;
            }
            ordinal = daemons.nextLacking(service, taken, ordinal + 1);
        }
        return limit == null ? Reason.NOTHING_ELIGIBLE : limit;
    }

    private static @Nullable Reason reason(final int code) {
        return code == PlacementEngine.DONE ? null : Reason.of(code);
    }

    private static long plan(final Service service) {
        return service.plan(service.nextProviderNow());
    }

    /** Of a DAEMON service, the instances that it does not desire, or that have a task of it; else none. */
    private @Nullable Exclusion passedOver(final Service service) {
        return service.isDaemon() ? daemons.notLacking(service) : null;
    }
}
