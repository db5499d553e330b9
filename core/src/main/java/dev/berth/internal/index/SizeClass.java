package dev.berth.internal.index;

/**
 * Log-linear classes of amounts: 11 bits that order amounts as the amounts themselves do, exact below 64 and within
 * 1/64 above.
 *
 * <p>If a demand's class is above an instance's, the demand does not fit; if it is below, it fits; if they are equal,
 * the amounts decide. All amounts of 0 or less are class 0.
 */
public final class SizeClass {
    static final int BITS = 11;
    static final int MASK = (1 << BITS) - 1;

    private static final int MANTISSA_BITS = 6;
    private static final int MANTISSA_MASK = (1 << MANTISSA_BITS) - 1;

    private SizeClass() {}

    public static int of(final int amount) {
        if (amount <= MANTISSA_MASK) {
            return Math.max(amount, 0);
        }
        final int exponent = 31 - Integer.numberOfLeadingZeros(amount);
        return ((exponent - MANTISSA_BITS + 1) << MANTISSA_BITS)
                | ((amount >>> (exponent - MANTISSA_BITS)) & MANTISSA_MASK);
    }
}
