package dev.berth.oracle;

import dev.berth.Chain;
import dev.berth.Strategy;
import java.util.List;

/**
 * The choice among the candidates of a plan, with a random state of its own that begins at the engine's seed.
 *
 * <p>A chain without {@code random} takes the lowest ordinal and draws nothing. A chain that begins with {@code random}
 * draws ordinals below the ordinal limit, at most {@value #TRIALS}, and takes the first that is a candidate; if none
 * is, it draws one rank below the number of candidates. A chain with {@code random} after other strategies draws one
 * rank. Ranks count candidates in the order of ordinals.
 */
final class Draws {
    private static final int TRIALS = 256;

    private long state;

    Draws(final long seed) {
        state = seed;
    }

    /** Returns the random state; {@link #restore} with it takes later draws back. */
    long state() {
        return state;
    }

    void restore(final long earlier) {
        state = earlier;
    }

    /**
     * Picks one of the candidates that a chain leaves.
     *
     * @param chain the strategies.
     * @param candidates at least one, by ordinal.
     * @param ordinalLimit one more than the highest ordinal that was ever registered.
     * @return the instance that is picked.
     */
    OracleInstance pick(final Chain chain, final List<OracleInstance> candidates, final int ordinalLimit) {
        final List<Strategy> strategies = chain.strategies();
        if (!strategies.contains(Strategy.random())) {
            return candidates.get(0);
        }
        if (strategies.get(0).type() == Strategy.Type.RANDOM) {
            for (int i = 0; i < TRIALS; i++) {
                final int ordinal = below(ordinalLimit);
                for (final OracleInstance candidate : candidates) {
                    if (candidate.ordinal == ordinal) {
                        return candidate;
                    }
                }
            }
        }
        return candidates.get(below(candidates.size()));
    }

    /**
     * Draws a number below a bound, uniform without bias, by Lemire's method: the upper half of a product, drawn again
     * while the lower half lies in the surplus.
     */
    private int below(final int bound) {
        final long range = 1L << Integer.SIZE;
        while (true) {
            final long product = (next() >>> Integer.SIZE) * bound;
            if (product % range >= range % bound) {
                return (int) (product / range);
            }
        }
    }

    /** Draws 64 bits by SplitMix64. */
    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
