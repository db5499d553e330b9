package dev.berth.bench.policy.dvbp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The square of a double as {@code pow(x, 2)} of the GNU C library (2.28 and later, with fused multiply-add) returns
 * it. A few in ten thousand differ from {@code x * x} in the last bit, and the last bit decides between
 * bins that are equally full.
 *
 * <p>The method and its coefficients are those of the ARM optimized routines, Copyright (c) 2018, Arm Limited, MIT
 * license: a logarithm with 15 bits more than a double, doubled, and its exponential, both by tables of 128 entries.
 * The tables are computed here by their definitions.
 */
final class LibrarySquare {
    private static final int TABLE_BITS = 7;
    private static final int ENTRIES = 1 << TABLE_BITS;
    private static final MathContext DIGITS = new MathContext(60);

    /** The bits of the double at which the first interval of the logarithm begins, about 0.7. */
    private static final long FIRST = 0x3fe6955500000000L;

    private static final double LN2_HIGH = 0x1.62e42fefa3800p-1;
    private static final double LN2_LOW = 0x1.ef35793c76730p-45;
    private static final double[] LOG = {
        -0x1p-1,
        0x1.555555555556p-2 * -2,
        -0x1.0000000000006p-2 * -2,
        0x1.999999959554ep-3 * 4,
        -0x1.555555529a47ap-3 * 4,
        0x1.2495b9b4845e9p-3 * -8,
        -0x1.0002b8b263fc3p-3 * -8
    };
    private static final double ENTRIES_PER_LN2 = 0x1.71547652b82fep0 * ENTRIES;
    private static final double MINUS_ENTRY_HIGH = -0x1.62e42fefa0000p-8;
    private static final double MINUS_ENTRY_LOW = -0x1.cf79abc9e3b39p-47;
    private static final double SHIFT = 0x1.8p52;
    private static final double[] EXP = {
        0x1.ffffffffffdbdp-2, 0x1.555555555543cp-3, 0x1.55555cf172b91p-5, 0x1.1111167a4d017p-7
    };

    private static final double[] INVERSE = new double[ENTRIES];
    private static final double[] LOG_HIGH = new double[ENTRIES];
    private static final double[] LOG_LOW = new double[ENTRIES];
    private static final double[] POWER = new double[ENTRIES];
    private static final double[] POWER_ERROR = new double[ENTRIES];

    static {
        final BigDecimal ln2 = log(BigDecimal.valueOf(2));
        for (int i = 0; i < ENTRIES; i++) {
            final double low = Double.longBitsToDouble(FIRST + ((long) i << 52 - TABLE_BITS));
            final double high = Double.longBitsToDouble(FIRST + ((long) (i + 1) << 52 - TABLE_BITS));
            fillLog(i, (low + high) / 2);
            fillPower(i, ln2);
        }
    }

    private LibrarySquare() {}

    /** Returns the square of 0, or of a number between 1e-100 and 1e100 apart from its sign. */
    static double of(final double x) {
        if (x == 0) {
            return 0;
        }
        final long bits = Double.doubleToRawLongBits(Math.abs(x));
        final long offset = bits - FIRST;
        final int entry = (int) (offset >> 52 - TABLE_BITS) & ENTRIES - 1;
        final double exponent = offset >> 52;
        final double mantissa = Double.longBitsToDouble(bits - (offset & 0xfffL << 52));
        final double r = Math.fma(mantissa, INVERSE[entry], -1);
        final double t1 = Math.fma(exponent, LN2_HIGH, LOG_HIGH[entry]);
        final double t2 = t1 + r;
        final double low1 = Math.fma(exponent, LN2_LOW, LOG_LOW[entry]);
        final double low2 = t1 - t2 + r;
        final double ar = LOG[0] * r;
        final double ar2 = r * ar;
        final double ar3 = r * ar2;
        final double high = t2 + ar2;
        final double low3 = Math.fma(ar, r, -ar2);
        final double low4 = t2 - high + ar2;
        final double inner = Math.fma(ar2, Math.fma(r, LOG[6], LOG[5]), Math.fma(r, LOG[4], LOG[3]));
        final double series = Math.fma(ar2, inner, Math.fma(r, LOG[2], LOG[1]));
        final double low = Math.fma(ar3, series, low1 + low2 + low3 + low4);
        final double log = high + low;
        return exp(2 * log, 2 * (high - log + low));
    }

    private static double exp(final double x, final double low) {
        final double shifted = Math.fma(ENTRIES_PER_LN2, x, SHIFT);
        final long steps = Double.doubleToRawLongBits(shifted);
        final double k = shifted - SHIFT;
        final double r = Math.fma(k, MINUS_ENTRY_LOW, Math.fma(k, MINUS_ENTRY_HIGH, x)) + low;
        final int entry = (int) steps & ENTRIES - 1;
        final double scale = Math.scalb(POWER[entry], ((int) steps - entry) >> TABLE_BITS);
        final double r2 = r * r;
        final double sum = Math.fma(r2, Math.fma(r, EXP[1], EXP[0]), POWER_ERROR[entry] + r);
        return Math.fma(scale, Math.fma(r2 * r2, Math.fma(r, EXP[3], EXP[2]), sum), scale);
    }

    // ---- the tables -------------------------------------------------------------------------------------------------

    private static void fillLog(final int entry, final double center) {
        final double inverse = center < 1
                ? Math.rint(ENTRIES / center) / ENTRIES
                : Math.rint(2 * ENTRIES / center) / ENTRIES / 2;
        INVERSE[entry] = inverse;
        final BigDecimal log = log(new BigDecimal(inverse)).negate();
        final BigDecimal unit = new BigDecimal(BigInteger.ONE.shiftLeft(43));
        LOG_HIGH[entry] = log.multiply(unit).setScale(0, RoundingMode.HALF_EVEN).doubleValue() / unit.doubleValue();
        LOG_LOW[entry] = log.subtract(new BigDecimal(LOG_HIGH[entry])).doubleValue();
    }

    private static void fillPower(final int entry, final BigDecimal ln2) {
        final BigDecimal power = exp(ln2.multiply(BigDecimal.valueOf(entry)).divide(BigDecimal.valueOf(ENTRIES)));
        POWER[entry] = power.doubleValue();
        POWER_ERROR[entry] =
                power.divide(new BigDecimal(POWER[entry]), DIGITS).subtract(BigDecimal.ONE).doubleValue();
    }

    /** Returns the natural logarithm by the series of the inverse hyperbolic tangent. */
    private static BigDecimal log(final BigDecimal x) {
        final BigDecimal t = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), DIGITS);
        final BigDecimal square = t.multiply(t, DIGITS);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal power = t;
        for (int i = 1; i < 150; i += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS));
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }

    private static BigDecimal exp(final BigDecimal x) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal term = BigDecimal.ONE;
        for (int i = 1; i < 60; i++) {
            sum = sum.add(term);
            term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(i), DIGITS);
        }
        return sum;
    }
}
