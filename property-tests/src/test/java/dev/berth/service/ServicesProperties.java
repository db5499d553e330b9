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
 * Chains of actions on services and the naive scheduler in lock-step: what starts and stops is compared in its order,
 * and the services and the digest after every step.
 */
class ServicesProperties {
    private static final int STEPS = 120;

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void servicesAgreeWithTheNaiveScheduler(@ForAll("histories") final ActionChain<ServicesWorld> history) {
        final ServicesCoverage met = history.run().lockstep.coverage();
        requireShare("a task was missing", met.stepsWith(ServiceCause.MISSING), met.steps(), 5);
        requireShare("scale-in", met.stepsWith(ServiceCause.SCALE_IN), met.steps(), 0.2);
        requireShare("replacement", met.stepsWith(ServiceCause.REPLACEMENT), met.steps(), 0.25);
        requireShare("move to another zone", met.stepsWith(ServiceCause.MOVE), met.steps(), 0.1);
        requireShare("DAEMON task stopped", met.stepsWith(ServiceCause.DAEMON_STOP), met.steps(), 0.25);
        requireShare("a task was lost", met.stepsWith(ServiceCause.LOSS), met.steps(), 0.1);
        requireShare("a task was adopted", met.adoptions(), met.steps(), 0.05);
        requireShare("a task waits", met.stepsThatWait(), met.steps(), 15);
        requireShare("a task waits for one provider", met.stepsThatWaitForProvider(), met.steps(), 5);
        requireShare("a service is divided among providers", met.stepsThatDivide(), met.steps(), 5);
    }

    /**
     * Requires that more than a share of the steps of all histories met something. The shares are about a third of what
     * is usual, so that no seed fails by chance.
     */
    private static void requireShare(final String what, final int some, final int all, final double percent) {
        for (int i = 0; i < all; i++) {
            Statistics.label(what).collect(i < some);
        }
        Statistics.label(what).coverage(met -> met.check(true).percentage(share -> share > percent));
    }

    @Provide
    Arbitrary<ActionChain<ServicesWorld>> histories() {
        return Arbitraries.of(1, 2, 2, 3, 3, 4)
                .flatMap(zones -> ServiceActions.histories(30, zones, STEPS));
    }
}
