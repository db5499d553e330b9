package dev.berth.internal.index;

/**
 * The classes of amounts: 11 bits that order amounts as the amounts do. A class is exact below 64 and within 1/64 above
 * (log-linear).
 *
 * <p>If the class of a demand is above that of an instance, the demand does not fit. If it is below, the demand fits.
 * If the classes are equal, the amounts decide. All amounts of 0 or less have class 0.
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
