package dev.berth.service;

import dev.berth.oracle.ServiceCause;
import dev.berth.oracle.ServicesCoverage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.statistics.Statistics;

/**
 * Chains of actions on services and the naive scheduler in lock-step: what starts and stops is compared in its order, and
 * the services and the digest after every step.
 */
class ServicesProperties {
    private static final int STEPS = 120;

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void servicesAgreeWithTheNaiveScheduler(@ForAll("histories") final ActionChain<ServicesWorld> history) {
        final ServicesCoverage met = history.run().lockstep.coverage();
        for (final ServiceCause cause : ServiceCause.values()) {
            collect(cause.name(), met.stepsWith(cause), met.steps());
        }
        collect("waits", met.stepsThatWait(), met.steps());
        requireShare("MISSING", 10);
        requireShare("SCALE_IN", 1);
        requireShare("REPLACEMENT", 1);
        requireShare("MOVE", 1);
        requireShare("DAEMON_STOP", 1);
        requireShare("waits", 20);
    }

    /** Says of each step whether it was one of those. */
    private static void collect(final String label, final int some, final int all) {
        for (int i = 0; i < all; i++) {
            Statistics.label(label).collect(i < some);
        }
    }

    private static void requireShare(final String label, final int percent) {
        Statistics.label(label).coverage(met -> met.check(true).percentage(share -> share > percent));
    }

    @Provide
    Arbitrary<ActionChain<ServicesWorld>> histories() {
        return Arbitraries.integers().between(1, ServiceShapes.ZONES.size())
                .flatMap(zones -> ServiceActions.histories(30, zones, STEPS));
    }
}
