package dev.berth.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The interval of known data, and how often it holds the ratio that is known. */
class BootstrapTest {
    @Test
    void constantSamplesHaveAnIntervalWithoutWidth() {
        assertEquals(new Bootstrap(1.5, 1.5, 1.5), Bootstrap.of(new double[] {2, 2, 2}, new double[] {3, 3, 3}, 1));
    }

    @Test
    void sameDataAndSeedHaveTheSameInterval() {
        final double[] base = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21};
        final double[] head = {20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
        final Bootstrap one = Bootstrap.of(base, head, 7);
        assertEquals(one, Bootstrap.of(base, head, 7));
        assertEquals(25.5 / 15.5, one.ratio(), 1e-12);
        assertTrue(one.lower() > 1.2 && one.lower() < one.ratio(), one.toString());
        assertTrue(one.upper() < 2.2 && one.upper() > one.ratio(), one.toString());
    }

    @Test
    void theIntervalHoldsTheRatioAboutAsOftenAsItSays() {
        final SplittableRandom random = new SplittableRandom(3);
        final int trials = 200;
        final long held = IntStream.range(0, trials)
                .mapToObj(trial -> Bootstrap.of(sample(random, 100), sample(random, 130), trial))
                .filter(interval -> interval.lower() <= 1.3 && interval.upper() >= 1.3)
                .count();
        assertTrue(held >= 0.88 * trials, held + " of " + trials);
    }

    /** Twelve values that vary by a tenth. */
    private static double[] sample(final SplittableRandom random, final double centre) {
        return random.doubles(12, 0.9 * centre, 1.1 * centre).toArray();
    }
}
