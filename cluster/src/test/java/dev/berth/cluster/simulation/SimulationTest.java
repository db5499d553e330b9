package dev.berth.cluster.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.berth.cluster.internal.codec.Status;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The short form of the simulation, and faults that it must find; the long form is {@code cluster/simulation.sh}. */
class SimulationTest {
    private static final int STEPS = 6_000;

    /** What shows to clients alone. */
    private static final Set<Check> SEEN_BY_CLIENTS = EnumSet.of(Check.RESULT, Check.EVENT, Check.PROGRESS);

    @Test
    void theClusterAnswersAsOneEngineThatGotEachCommandOnce() {
        final Coverage coverage = new Coverage();
        for (long seed = 1; seed <= 5; seed++) {
            final Simulation simulation = new Simulation(seed, new Simulation.Setup());
            simulation.run(STEPS);
            coverage.add(simulation.coverage());
        }
        for (final Coverage.Event event : Coverage.Event.values()) {
            assertTrue(coverage.of(event) > 0, () -> event + " never happened: " + coverage);
        }
        for (final Status status : List.of(
                Status.EXPIRED,
                Status.UNKNOWN_CLIENT,
                Status.OUT_OF_SEQUENCE,
                Status.UNACKNOWLEDGED,
                Status.MALFORMED)) {
            assertTrue(coverage.of(status) > 0, () -> status + " was never answered: " + coverage);
        }
        for (final String result : List.of(
                "Refused ARGUMENT",
                "Refused STATE",
                "Refused LIMIT",
                "Refused NOT_CONFIGURED",
                "Refused REPLY_TOO_LARGE",
                "Placed",
                "Placed with a reason",
                "Placements",
                "Released",
                "TasksAnswer",
                "CountsAnswer",
                "ServiceAnswer",
                "StateDigest",
                "of Change",
                "of Check")) {
            assertTrue(coverage.of(result) > 0, () -> result + " never happened: " + coverage);
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        final Simulation one = new Simulation(9, new Simulation.Setup());
        final Simulation other = new Simulation(9, new Simulation.Setup());
        one.run(2_000);
        other.run(2_000);
        assertEquals(one.coverage().toString(), other.coverage().toString());
    }

    // ---- faults ----------------------------------------------------------------------------------------------------

    @Test
    void findsMachinesThatDoNotRecogniseRetries() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.machines = new Faults.NoRetries();
        assertFound(setup, Check.OUTPUT);
        setup.checks = SEEN_BY_CLIENTS;
        assertFound(setup, Check.RESULT, Check.PROGRESS);
    }

    @Test
    void findsSnapshotsWithoutClients() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.machines = new Faults.NoClients();
        assertFound(setup, Check.OUTPUT, Check.DIGEST);
        setup.checks = SEEN_BY_CLIENTS;
        assertFound(setup, Check.RESULT, Check.PROGRESS);
    }

    @Test
    void findsOffersThatChangeTheState() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.machines = new Faults.StateChangedByOffers();
        assertFound(setup, Check.OUTPUT, Check.DIGEST);
        setup.checks = EnumSet.of(Check.DIVERGED);
        assertFound(setup, Check.DIVERGED);
    }

    @Test
    void findsRepliesToAnotherRequest() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.machines = new Faults.WrongReply();
        assertFound(setup, Check.OUTPUT);
        setup.checks = SEEN_BY_CLIENTS;
        assertFound(setup, Check.RESULT);
    }

    @Test
    void findsLostEventsThatShowInNoGap() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.machines = new Faults.HiddenLoss();
        assertFound(setup, Check.OUTPUT);
        setup.checks = SEEN_BY_CLIENTS;
        assertFound(setup, Check.EVENT);
    }

    @Test
    void findsClientsThatDoNotRetryInOrder() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.clients = Faults.NewestFirst::new;
        assertFound(setup, Check.PROGRESS);
    }

    @Test
    void findsClientsThatComeBackBeforeTheirSessionHasEnded() {
        final Simulation.Setup setup = new Simulation.Setup();
        setup.clients = Faults.SameIncarnation::new;
        setup.latePercent = 30;
        assertFound(setup, Check.RESULT);
    }

    /** Runs seeds until the fault is found, which one of the first few must do. */
    private static void assertFound(final Simulation.Setup setup, final Check... by) {
        for (long seed = 1; seed <= 20; seed++) {
            try {
                new Simulation(seed, setup).run(STEPS);
            } catch (final Failure e) {
                assertTrue(new TreeSet<>(List.of(by)).contains(e.check()), e.getMessage());
                return;
            }
        }
        fail("the fault was not found by " + List.of(by));
    }
}
