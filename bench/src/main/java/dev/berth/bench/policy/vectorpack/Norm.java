package dev.berth.bench.policy.vectorpack;

/** The measure of a vector of shares, in 32-bit floats as the library computes it. */
enum Norm {
    /** The sum. */
    L1,
    /** The sum of the squares. */
    L2,
    /** The greatest. */
    LINF;

    /** Returns the measure of what was measured so far, and the share of one more dimension. */
    float with(final float measure, final double amount, final double capacity) {
        if (capacity == 0) {
            return measure;
        }
        final float share = (float) amount / (float) capacity;
        switch (this) {
            case L1:
                return measure + share;
            case L2:
                return measure + share * share;
            default:
                return Math.max(measure, share);
        }
    }
}
