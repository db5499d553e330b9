package dev.berth.bench.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statistics of traces small enough to be checked by hand. */
class TraceStatisticsTest {
    private static final double MINUTE = 1.0 / 1_440;
    private static final double EPSILON = 1e-9;

    private static Trace.Builder builder() {
        final Trace.Builder builder = Trace.builder("small", Trace.CPU, Trace.MEMORY);
        builder.shape(Shape.of(1_000, 10));
        builder.shape(Shape.of(3_000, 0));
        return builder;
    }

    @Test
    void countsBatchesAndArrivals() {
        final TraceStatistics statistics = TraceStatistics.of(builder()
                .add(0, MINUTE, 0, 0)
                .add(0, 7 * MINUTE, 0, 0)
                .add(0, 1, 1, 0)
                .add(6 * MINUTE, 1, 1, 0)
                .add(15.5 * MINUTE, 1, 0, 1)
                .build());
        assertEquals(3, statistics.batches());
        assertEquals(5.0 / 3, statistics.meanBatch(), EPSILON);
        assertEquals(11.0 / 5, statistics.batchOfAnArrival(), EPSILON);
        assertEquals(2.0 / 3, statistics.singleShare(), EPSILON);
        assertEquals(2.0 / 3, statistics.shapeOfBatchShare(), EPSILON);
        assertEquals(4.0 / 3, statistics.meanPerFiveMinutes(), EPSILON);
        assertEquals((25 + 1 + 16) / 9.0 / 2 / (4.0 / 3), statistics.varianceOverMean(), EPSILON);
        assertEquals(1, statistics.arrivalsInHour(0), EPSILON);
        assertTrue(Double.isNaN(statistics.arrivalsInHour(1)));
        assertEquals(0.6, statistics.shapeShare(0), EPSILON);
        assertEquals(Map.of(1024.0, 0.6, 4096.0, 0.4), round(statistics.sizeShares(0)));
        assertEquals(Map.of(8.0, 0.6, 0.0, 0.4), round(statistics.sizeShares(1)));
        assertEquals(3 * 1_000 + 2 * 3_000 - 2_000, statistics.mostInUse(0), 0.1);
    }

    private static Map<Double, Double> round(final Map<Double, Double> shares) {
        shares.replaceAll((size, share) -> Math.rint(share * 1e6) / 1e6);
        return shares;
    }

    /** A trace of five: one ends before 30 minutes, one is seen for 10, one ends after 2 hours, two never end. */
    @Test
    void estimatesSurvivalOfWhatIsCut() {
        final double end = 240 * MINUTE;
        final TraceStatistics statistics = TraceStatistics.of(builder()
                .add(0, 20 * MINUTE, 0, 0)
                .add(0, Trace.NEVER, 0, 1)
                .add(0, 120 * MINUTE, 0, 2)
                .add(end - 10 * MINUTE, end + 1, 0, 3)
                .add(end, Trace.NEVER, 0, 4)
                .build());
        assertEquals(2.0 / 3, statistics.survival(0), EPSILON);
        assertEquals(1.0 / 3, statistics.survival(1), EPSILON);
        assertTrue(Double.isNaN(statistics.survival(2)));
    }

    @Test
    void describesAnyTrace() {
        final TraceStatistics statistics = TraceStatistics.of(builder().add(0, Trace.NEVER, 0, 0).build());
        assertTrue(statistics.lines().contains("arrivals                          1 in 0.00 days"),
                statistics.lines().toString());
        assertTrue(TraceStatistics.of(builder().build()).lines().size() > 5);
        assertEquals(Map.of(), statistics.fleetShares());
        assertEquals(1_000, statistics.mostInUse(0));
        assertTrue(statistics.lines().contains("arrivals in 5 minutes             not seen"));
        final TraceStatistics longest = TraceStatistics.of(builder().add(1e9, Trace.NEVER, 0, 0).build());
        assertTrue(Double.isNaN(longest.mostInUse(0)));
        assertTrue(longest.lines().contains("most in use, memory_mib           not seen"), longest.lines().toString());
    }
}
