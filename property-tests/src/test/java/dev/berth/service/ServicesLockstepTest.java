package dev.berth.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.Chain;
import dev.berth.Demand;
import dev.berth.oracle.Difference;
import dev.berth.oracle.ServiceCause;
import dev.berth.oracle.ServicesLockstep;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Mistakes that are planted between the services and the checker: each must be noticed, and nothing else. */
class ServicesLockstepTest {
    private static final Demand DEMAND = Demand.builder().cpuUnits(128).memoryMib(128).build();

    /** Says nothing of one event. */
    private static final class Silent implements ServiceListener {
        private final ServiceListener told;
        private final int at;
        private int events;

        Silent(final ServiceListener told, final int at) {
            this.told = told;
            this.at = at;
        }

        @Override
        public void started(final ServiceTask task) {
            if (events++ != at) {
                told.started(task);
            }
        }

        @Override
        public void stopped(final ServiceTask task) {
            if (events++ != at) {
                told.stopped(task);
            }
        }

        @Override
        public void lost(final ServiceTask task) {
            if (events++ != at) {
                told.lost(task);
            }
        }
    }

    /** Tells of a replacement only after the task that it replaces: of nine starts the last three. */
    private static final class OldFirst implements ServiceListener {
        private final ServiceListener told;
        private int starts;
        private ServiceTask replacement;

        OldFirst(final ServiceListener told) {
            this.told = told;
        }

        @Override
        public void started(final ServiceTask task) {
            if (starts++ < 6) {
                told.started(task);
            } else {
                replacement = task;
            }
        }

        @Override
        public void stopped(final ServiceTask task) {
            told.stopped(task);
            if (replacement != null) {
                told.started(replacement);
                replacement = null;
            }
        }

        @Override
        public void lost(final ServiceTask task) {
            told.lost(task);
        }
    }

    /** Tells of each stop as of a start. */
    private record OnlyStarts(ServiceListener told) implements ServiceListener {
        @Override
        public void started(final ServiceTask task) {
            told.started(task);
        }

        @Override
        public void stopped(final ServiceTask task) {
            told.started(task);
        }

        @Override
        public void lost(final ServiceTask task) {
            told.lost(task);
        }
    }

    /** Six tasks on four instances in two zones; one of them drains and comes back, two tasks go. */
    private static ServicesLockstep history(final UnaryOperator<ServiceListener> between) {
        return history(between, "spread(attribute:ecs.availability-zone)");
    }

    private static ServicesLockstep history(final UnaryOperator<ServiceListener> between, final String chain) {
        final ServicesWorld world = new ServicesWorld(
                List.of(shape("a"), shape("a"), shape("b"), shape("b")), between);
        final ServicesLockstep lockstep = world.lockstep;
        lockstep.ask(spec(6, chain));
        lockstep.setActive(0, false);
        lockstep.tick();
        lockstep.setActive(0, true);
        lockstep.ask(spec(4, chain));
        return lockstep;
    }

    private static ServiceShapes.Shape shape(final String zone) {
        return new ServiceShapes.Shape(1_024, 1_024, zone, null, 0);
    }

    private static ServiceSpec spec(final int desiredCount, final String chain) {
        return ServiceSpec.replica("r0", desiredCount).demand(DEMAND).chain(Chain.parse(chain)).build();
    }

    @Test
    void nothingIsPlanted() {
        final ServicesLockstep lockstep = history(UnaryOperator.identity());
        assertEquals(9, lockstep.coverage().steps());
        assertEquals(1, lockstep.coverage().stepsWith(ServiceCause.MISSING));
        assertEquals(1, lockstep.coverage().stepsWith(ServiceCause.REPLACEMENT));
        assertEquals(1, lockstep.coverage().stepsWith(ServiceCause.SCALE_IN));
        history(UnaryOperator.identity(), "random");
    }

    /** Six starts, three replacements with a stop each, and two stops. */
    @Test
    void eventThatIsNotToldIsNoticed() {
        for (int at = 0; at < 14; at++) {
            final int silent = at;
            for (final String chain : List.of("spread(attribute:ecs.availability-zone)", "random")) {
                final Difference difference = assertThrows(
                        Difference.class, () -> history(told -> new Silent(told, silent), chain), () -> "at " + silent);
                assertTrue(difference.getMessage().contains("what is told"), difference.getMessage());
            }
        }
    }

    @Test
    void swappedEventsAreNoticed() {
        final Difference difference = assertThrows(Difference.class, () -> history(OldFirst::new));
        assertTrue(
                difference.getMessage().startsWith("what is told next (REPLACEMENT) is stop of service/r0/1 at 0"),
                difference.getMessage());
    }

    @Test
    void stopThatIsToldAsAStartIsNoticed() {
        final Difference difference = assertThrows(Difference.class, () -> history(OnlyStarts::new));
        assertTrue(difference.getMessage().contains("must be stop of service/r0/1 at 0"), difference.getMessage());
    }
}
