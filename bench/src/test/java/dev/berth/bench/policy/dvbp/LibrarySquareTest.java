package dev.berth.bench.policy.dvbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Squares as the C library rounds them. */
class LibrarySquareTest {
    /** Arguments and what {@code pow(x, 2)} of the GNU C library 2.36 returns, where that is not {@code x * x}. */
    private static final double[][] SQUARES = {
        {0.0397, 0.0015760899999999998},
        {0.0588, 0.0034574399999999996},
        {0.6168505516549649, 0.38050460307703454},
        {0.0794, 0.006304359999999999},
        {0.2551, 0.06507600999999999},
        {0.3176, 0.10086975999999999}
    };

    @Test
    void theRareOnesThatAreRoundedTheOtherWay() {
        for (final double[] square : SQUARES) {
            assertEquals(square[1], LibrarySquare.of(square[0]));
            assertEquals(square[1], LibrarySquare.of(-square[0]));
            assertNotEquals(square[1], square[0] * square[0]);
        }
    }

    @Test
    void allOthersAreThoseOfTheProduct() {
        final SplittableRandom random = new SplittableRandom(8);
        int different = 0;
        for (int i = 0; i < 100_000; i++) {
            final double x = Math.scalb(random.nextDouble(), -random.nextInt(40));
            final double square = LibrarySquare.of(x);
            different += square == x * x ? 0 : 1;
            assertEquals(x * x, square, Math.ulp(x * x));
        }
        assertEquals(0, LibrarySquare.of(0));
        assertEquals(1, LibrarySquare.of(1));
        assertEquals(true, different > 10 && different < 200, different + " are different");
    }
}
