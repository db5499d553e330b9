package dev.berth.bench.trace.synthetic;

import dev.berth.bench.trace.TraceStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The published statistics as targets with tolerances. A checker returns a sentence for each target that is missed.
 *
 * <p>The figures are written here a second time, from the data and not from the model: the whole Azure test part (its
 * README and the class comment of {@link Model} name it), and the Google fleet. The tolerances hold at about 500,000
 * arrivals, of which an arrival shares its batch with 90 others: a share p of the arrivals has a standard error of
 * about √(p (1 − p) · 91 / 500,000), which is 0.7 points at one half.
 */
final class Targets {
    private static final double SHARE_POINTS = 0.03;
    private static final double SURVIVAL_POINTS = 0.03;
    private static final double DISPERSION_SHARE = 0.20;
    private static final double HOUR_SHARE = 0.10;
    private static final double BATCH_SHARE = 0.05;
    private static final double SINGLE_POINTS = 0.01;
    private static final double FLEET_POINTS = 0.03;

    private static final Map<Double, Double> CPU_SHARES =
            Map.of(1024.0, 0.561, 2048.0, 0.203, 4096.0, 0.102, 8192.0, 0.134, 16_384.0, 0.0);
    private static final double[] FLAVOUR_SHARES = {0.545, 0.202, 0.102, 0.097, 0.037, 0.016};
    private static final double[] SURVIVAL = {0.452, 0.251, 0.066};
    private static final double DISPERSION = 106;
    private static final double[] HOURS = {
        0.64, 0.62, 0.58, 0.58, 0.62, 0.83, 0.94, 0.98, 1.02, 1.15, 1.17, 1.16,
        1.25, 1.41, 1.49, 1.45, 1.34, 1.34, 1.28, 1.07, 0.87, 0.84, 0.71, 0.66
    };
    private static final double MEAN_BATCH = 4.95;
    private static final double SINGLE = 0.567;
    private static final Map<String, Double> FLEET = Map.of(
            "m5.4xlarge", 0.535, "c5.4xlarge", 0.307, "r5.4xlarge", 0.080, "m5.8xlarge", 0.063, "m5.2xlarge", 0.010);

    private Targets() {}

    private static void near(
            final List<String> missed, final String what, final double value, final double target, final double room) {
        if (!(Math.abs(value - target) <= room)) {
            missed.add(what + " is " + value + ", must be " + target + " ± " + room);
        }
    }

    /** Checks the shares of the six flavours that are asked for most. */
    static List<String> flavours(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        for (int i = 0; i < FLAVOUR_SHARES.length; i++) {
            near(missed, "flavour " + i, statistics.shapeShare(i), FLAVOUR_SHARES[i], SHARE_POINTS);
        }
        return missed;
    }

    /** Checks the shares of CPU sizes, rounded to powers of two. */
    static List<String> sizes(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        statistics.sizeShares(0).forEach((size, share) ->
                near(missed, "CPU " + size, share, CPU_SHARES.getOrDefault(size, -1.0), SHARE_POINTS));
        return missed;
    }

    /** Checks the survival at half an hour, three hours and a day. */
    static List<String> survival(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        for (int i = 0; i < SURVIVAL.length; i++) {
            near(missed, "survival at " + TraceStatistics.LIFETIMES.get(i) + " s", statistics.survival(i), SURVIVAL[i],
                    SURVIVAL_POINTS);
        }
        return missed;
    }

    /** Checks the variance over the mean of the arrivals in five minutes. */
    static List<String> dispersion(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        near(missed, "variance over mean", statistics.varianceOverMean(), DISPERSION, DISPERSION_SHARE * DISPERSION);
        return missed;
    }

    /** Checks the size of batches. */
    static List<String> batches(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        near(missed, "mean batch", statistics.meanBatch(), MEAN_BATCH, BATCH_SHARE * MEAN_BATCH);
        near(missed, "batches of one", statistics.singleShare(), SINGLE, SINGLE_POINTS);
        return missed;
    }

    /** Checks the batches in each hour of the day. */
    static List<String> hours(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        for (int hour = 0; hour < HOURS.length; hour++) {
            near(missed, "hour " + hour, statistics.batchesInHour(hour), HOURS[hour], HOUR_SHARE * HOURS[hour]);
        }
        return missed;
    }

    /** Checks the shares of the types of instances. */
    static List<String> fleet(final TraceStatistics statistics) {
        final List<String> missed = new ArrayList<>();
        FLEET.forEach((type, share) -> near(missed, type, statistics.fleetShares().getOrDefault(type, 0.0), share,
                FLEET_POINTS));
        return missed;
    }
}
