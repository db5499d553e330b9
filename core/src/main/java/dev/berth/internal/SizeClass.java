package dev.berth.internal;

/**
 * Log-linear classes of amounts: 11 bits that order amounts as the amounts themselves do, exact below 64 and within
 * 1/64 above.
 *
 * <p>If a demand's class is above an instance's, the demand does not fit; if it is below, it fits; if they are equal,
 * the amounts decide. All amounts of 0 or less are class 0.
 */
final class SizeClass {
    static final int BITS = 11;
    static final int MASK = (1 << BITS) - 1;

    private static final int MANTISSA_BITS = 6;
    private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;

    private SizeClass() {}

    static int of(final int amount) {
        if (amount <= MANTISSA_MASK) {
            return Math.max(amount, 0);
        }
        final int exponent = 31 - Integer.numberOfLeadingZeros(amount);
        return ((exponent - MANTISSA_BITS + 1) << MANTISSA_BITS)
                | ((amount >>> (exponent - MANTISSA_BITS)) & MANTISSA_MASK);
    }

    /** The least amount of a class above 0. */
    static int floor(final int sizeClass) {
        if (sizeClass <= MANTISSA_MASK) {
            return sizeClass;
        }
        final int exponent = (sizeClass >>> MANTISSA_BITS) + MANTISSA_BITS - 1;
        return (1 << exponent) | ((sizeClass & MANTISSA_MASK) << (exponent - MANTISSA_BITS));
    }

    /** A bit for the pair of octaves of two classes, the octaves from 64 to 8192 told apart. */
    static long cell(final int a, final int b) {
        return 1L << (octave(a) << 3 | octave(b));
    }

    /** The cells that hold an amount at least as large in both. */
    static long cellsFrom(final int a, final int b) {
        final long row = 0xFFL << octave(b) & 0xFF;
        return row * 0x0101010101010101L & -1L << (octave(a) << 3);
    }

    private static int octave(final int sizeClass) {
        return Math.min(Math.max((sizeClass >>> MANTISSA_BITS) - 1, 0), 7);
    }
}
