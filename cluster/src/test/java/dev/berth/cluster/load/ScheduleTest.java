package dev.berth.cluster.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The arithmetic of schedules. */
class ScheduleTest {
    @Test
    void requestsAreDueEvenly() {
        final Schedule schedule = new Schedule(5_000, 1_000);
        assertEquals(5_000, schedule.dueNanos(0));
        assertEquals(1_005_000, schedule.dueNanos(1));
        assertEquals(1_000_005_000, schedule.dueNanos(1_000));
    }

    @Test
    void errorsOfRoundingDoNotAddUp() {
        final Schedule schedule = new Schedule(0, 30_000); // an interval of 33,333.3... ns
        assertEquals(33_333, schedule.dueNanos(1));
        assertEquals(1_000_000_000, schedule.dueNanos(30_000), 1);
        assertEquals(3_600_000_000_000L, schedule.dueNanos(30_000L * 3_600), 1_000);
    }

    @Test
    void noRequestIsDueBeforeTheOneBeforeIt() {
        final Schedule schedule = new Schedule(-7, 1e9 / 3);
        for (int number = 1; number < 10_000; number++) {
            assertTrue(schedule.dueNanos(number) >= schedule.dueNanos(number - 1), "request " + number);
        }
    }

    @Test
    void aRateThatMeansNothingIsRefused() {
        for (final double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 2e9}) {
            final IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> new Schedule(0, rate));
            assertTrue(e.getMessage().contains("rate is " + rate + ", must be above 0"), e.getMessage());
        }
    }
}
