package dev.berth.bench.trace.synthetic;

import dev.berth.bench.trace.TraceFormatException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of a synthetic trace.
 *
 * @param arrivals the number of arrivals; the greatest number allowed if {@code days} ends the trace.
 * @param isCounted whether the number of arrivals ends the trace, and not the number of days.
 * @param days the days after which the trace ends, unless arrivals are counted.
 * @param rate arrivals in a day, in the mean.
 * @param seed the seed of all draws.
 * @param regime how much requests differ.
 * @param instances the size of the fleet.
 */
record Options(
        long arrivals, boolean isCounted, double days, double rate, long seed, Regime regime, int instances) {
    static final String ARRIVALS = "arrivals";
    static final String DAYS = "days";
    static final String RATE = "rate";
    static final String SEED = "seed";
    static final String REGIME = "regime";
    static final String INSTANCES = "instances";

    static final int DEFAULT_DAYS = 7;
    static final int DEFAULT_INSTANCES = 4_000;

    /** The most arrivals of a trace; their columns take 3.2 GB. */
    static final int MOST_ARRIVALS = 100_000_000;

    private static final int MOST_DAYS = 3_650;
    private static final int MOST_INSTANCES = 10_000_000;

    /** Reads options, of which any may be missing. */
    static Options of(final Map<String, String> values) throws TraceFormatException {
        final boolean isCounted = values.containsKey(ARRIVALS);
        if (isCounted && values.containsKey(DAYS) && values.containsKey(RATE)) {
            throw new TraceFormatException("arrivals, days and rate are given; two of them give the third, leave one"
                    + " out");
        }
        final double arrivals = number(values, ARRIVALS, MOST_ARRIVALS, 1, MOST_ARRIVALS, true);
        final double days = number(values, DAYS, DEFAULT_DAYS, 0.001, MOST_DAYS, false);
        final double rate = number(values, RATE,
                isCounted && values.containsKey(DAYS) ? arrivals / days : Model.ARRIVALS_PER_DAY, 0.001, 1e12, false);
        if (!isCounted && days * rate > MOST_ARRIVALS / 1.1) {
            throw new TraceFormatException(String.format(Locale.ROOT, "days × rate is %.0f arrivals, must be at most"
                    + " %.0f; take fewer days or a lower rate", days * rate, Math.floor(MOST_ARRIVALS / 1.1)));
        }
        return new Options(
                (long) arrivals,
                isCounted,
                days,
                rate,
                seed(values),
                regime(values),
                (int) number(values, INSTANCES, DEFAULT_INSTANCES, 1, MOST_INSTANCES, true));
    }

    private static double number(
            final Map<String, String> values,
            final String name,
            final double byDefault,
            final double least,
            final double most,
            final boolean isWhole) throws TraceFormatException {
        final String text = values.get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            final BigDecimal value = new BigDecimal(text.replace("_", ""));
            final double number = isWhole ? value.longValueExact() : value.doubleValue();
            if (number >= least && number <= most) {
                return number;
            }
        } catch (final ArithmeticException | NumberFormatException e) {
            // The message below says what was allowed.
        }
        throw new TraceFormatException("option " + name + " is '" + text + "', must be "
                + (isWhole ? "a whole number" : "a number") + " from " + BigDecimal.valueOf(least).stripTrailingZeros()
                .toPlainString() + " to " + BigDecimal.valueOf(most).stripTrailingZeros().toPlainString());
    }

    private static long seed(final Map<String, String> values) throws TraceFormatException {
        final String text = values.getOrDefault(SEED, "1");
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            throw new TraceFormatException("option " + SEED + " is '" + text + "', must be a whole number of 64 bits");
        }
    }

    private static Regime regime(final Map<String, String> values) throws TraceFormatException {
        final String text = values.getOrDefault(REGIME, Regime.FEW_SHAPES.word());
        for (final Regime regime : Regime.values()) {
            if (regime.word().equals(text)) {
                return regime;
            }
        }
        throw new TraceFormatException("option " + REGIME + " is '" + text + "', must be "
                + Arrays.stream(Regime.values()).map(Regime::word).collect(Collectors.joining(" or ")));
    }
}
