package dev.berth.bench.ab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogRatioTest {
    private static final double CLOSE = 1e-9;

    @Test
    void equalPairsHaveNoInterval() {
        final double[] logs = new double[12];
        Arrays.fill(logs, Math.log(2));
        final LogRatio ratio = LogRatio.of(logs);
        assertEquals(2, ratio.ratio(), CLOSE);
        assertEquals(2, ratio.lower(), CLOSE);
        assertEquals(2, ratio.upper(), CLOSE);
    }

    /** Of two values the half-width is 12.706 times their distance by two. */
    @Test
    void intervalIsThatOfStudentsT() {
        final LogRatio ratio = LogRatio.of(new double[] {-0.01, 0.01});
        assertEquals(1, ratio.ratio(), CLOSE);
        assertEquals(Math.exp(0.12706), ratio.upper(), 1e-5);
        assertEquals(1 / ratio.upper(), ratio.lower(), CLOSE);
    }

    @Test
    void nineteenIntervalsOfTwentyHoldTheTruth() {
        final SplittableRandom random = new SplittableRandom(3);
        int hits = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            final LogRatio ratio = LogRatio.of(random.doubles(12).map(x -> x - 0.5).toArray());
            hits += ratio.lower() <= 1 && ratio.upper() >= 1 ? 1 : 0;
        }
        assertEquals(950, hits, 25);
    }

    @Test
    void rowsCountAlike() {
        final double[][] rows = {{Math.log(2), Math.log(2)}, {Math.log(8), Math.log(8)}};
        final LogRatio mean = LogRatio.ofRows(rows);
        assertEquals(4, mean.ratio(), CLOSE);
        assertTrue(mean.upper() - mean.lower() < CLOSE);
    }
}
