package dev.berth.bench.compare;

import dev.berth.bench.measures.Measures;
import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.simulation.DecisionTimes;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The warm-up of a policy before its first measured point in this JVM, so that the speed of that point does not contain
 * the time of the JIT compiler. The policy decides on the first events of the point, on a cluster that is thrown away
 * afterwards; so no result depends on it.
 *
 * <p>A policy of one's own may keep what it likes in static fields, so it is never called before its measured run.
 * {@value #STAND_IN} warms up the simulation in its place.
 */
final class WarmUp {
    /** The number of events of a pass; a trace with fewer is run without one. */
    static final int EVENTS = 20_000;

    /** The policy that warms up the simulation for a policy of one's own. */
    static final String STAND_IN = "fit.First";

    /** The time to repeat a short warm-up for: the JIT compiler works beside it and needs longer than one pass. */
    private static final long LEAST_NANOS = 500_000_000L;

    private static final long MOST_NANOS = 2_000_000_000L;
    private static final int EVENTS_BETWEEN_CHECKS = 256;
    private static final Set<String> DONE = ConcurrentHashMap.newKeySet();

    private WarmUp() {}

    /**
     * Warms up a policy, if this JVM has not done so before.
     *
     * @param cluster makes a cluster without tasks.
     * @return how many events were run; 0 if there was no warm-up.
     */
    static int run(
            final PolicyChoice choice,
            final Policies registry,
            final Events events,
            final Supplier<SimulatedCluster> cluster,
            final long seed) {
        final String name = choice.isOwn() ? STAND_IN : choice.name();
        if (events.size() < EVENTS || !DONE.add(name)) {
            return 0;
        }
        final long start = System.nanoTime();
        int run = 0;
        try {
            while (System.nanoTime() - start < LEAST_NANOS) {
                final Policy policy = registry.create(name);
                if (policy instanceof OfflinePolicy) {
                    return 0;
                }
                run += pass(policy, events, cluster.get(), seed, start);
            }
        } catch (final RuntimeException e) {
            // The measured run meets the same fault and reports it.
            return run;
        }
        return run;
    }

    private static int pass(
            final Policy policy,
            final Events events,
            final SimulatedCluster cluster,
            final long seed,
            final long start) {
        final WindowObserver observer = new WindowObserver();
        final Simulation simulation = new Simulation(events, cluster, policy, seed, observer, new DecisionTimes());
        observer.open(new Measures(events, cluster, 0, events.size()));
        int next = 0;
        while (next < EVENTS && System.nanoTime() - start < MOST_NANOS) {
            next = Math.min(EVENTS, next + EVENTS_BETWEEN_CHECKS);
            simulation.run(next);
        }
        return next;
    }
}
