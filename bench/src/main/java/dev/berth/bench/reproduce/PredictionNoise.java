package dev.berth.bench.reproduce;

import java.util.function.DoubleSupplier;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.util.FastMath;

/**
 * The factors by which the program makes predicted lifetimes wrong: log-normal, by the polar method over a 32-bit
 * Mersenne Twister, as the normal distribution of libstdc++ draws. {@link FastMath} returns the same on every
 * machine; a few of its results differ from those of the C library in the last bits.
 */
final class PredictionNoise implements DoubleSupplier {
    private static final double TWO_TO_32 = 0x1p32;
    private static final double TWO_TO_64 = 0x1p64;

    private final MersenneTwister generator;
    private final double sigma;
    private double saved;
    private boolean hasSaved;

    /**
     * Creates the factors of a machine.
     *
     * @param machine the machine.
     * @param sigma the standard deviation of the logarithm, above 0.
     * @param seed the seed of the run.
     */
    PredictionNoise(final int machine, final double sigma, final int seed) {
        generator = new MersenneTwister(machine * 31 + seed);
        this.sigma = sigma;
    }

    @Override
    public double getAsDouble() {
        return FastMath.exp(sigma * normal());
    }

    private double normal() {
        if (hasSaved) {
            hasSaved = false;
            return saved;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square > 1 || square == 0);
        final double scale = Math.sqrt(-2 * FastMath.log(square) / square);
        saved = x * scale;
        hasSaved = true;
        return y * scale;
    }

    private double uniform() {
        final double low = Integer.toUnsignedLong(generator.nextInt());
        final double high = Integer.toUnsignedLong(generator.nextInt());
        return Math.min((low + high * TWO_TO_32) / TWO_TO_64, Math.nextDown(1.0));
    }
}
