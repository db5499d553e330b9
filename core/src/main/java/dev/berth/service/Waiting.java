package dev.berth.service;

import dev.berth.Exclusion;
import dev.berth.Explanation;
import dev.berth.PlacementEngine;
import dev.berth.Reason;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The reasons why one more task of a service finds no place now. */
final class Waiting {
    private final PlacementEngine engine;
    private final Daemons daemons;

    Waiting(final PlacementEngine engine, final Daemons daemons) {
        this.engine = engine;
        this.daemons = daemons;
    }

    /** Explains what refuses the next task of a service, which must be one on instances. */
    Explanation explain(final Service service) {
        return engine.explain(plan(service), service.group(), passedOver(service));
    }

    /**
     * Returns by ordinal the first check that each considered instance fails; an instance that passes all checks has no
     * entry.
     */
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
     * Returns the reason why the next task is refused, {@code NOTHING_ELIGIBLE} or a limit; null if it finds a place.
     * The task of a DAEMON service may go on any instance that should have one and has none. If all of these refuse it,
     * the first refusal by a limit is returned, and {@code NOTHING_ELIGIBLE} if all refusals are checks.
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

    /** Returns, for a DAEMON service, the instances that should have no further task of it; null for other services. */
    private @Nullable Exclusion passedOver(final Service service) {
        return service.isDaemon() ? daemons.notLacking(service) : null;
    }
}
