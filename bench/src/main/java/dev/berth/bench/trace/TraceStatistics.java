package dev.berth.bench.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statistics of a trace: shapes, arrivals, batches, lifetimes and fleet. Immutable.
 *
 * <p>A batch is what arrives one after the other with the same group within the same five minutes. Times count from day
 * 0 of the trace, which need not begin at midnight; the hours are those of day 0.
 *
 * <p>The cost is O(n log n) time and O(n) memory for n arrivals, because lifetimes are sorted.
 */
public final class TraceStatistics {
    /** The lifetimes whose survival is known, in seconds: half an hour, three hours, a day. */
    public static final List<Integer> LIFETIMES = List.of(1_800, 10_800, 86_400);

    private static final int BINS_PER_DAY = 288;
    private static final int BINS_PER_HOUR = 12;
    private static final int HOURS = 24;
    private static final int MOST_BINS = 50_000_000;
    private static final int SHAPES_TOLD = 8;
    private static final double PERCENT = 100;
    private static final String NOT_SEEN = "not seen";

    private final Trace trace;
    private final boolean isTooLong;
    private final double[] shapeShares;
    private final double[] survival;
    private final double meanPerBin;
    private final double varianceOverMean;
    private final double[] arrivalsByHour;
    private final double[] batchesByHour;
    private final double[] mostInUse;
    private final double mostRunning;

    private int batches;
    private int single;
    private double squares;
    private int inBatches;
    private int withShapeOfBatch;

    private TraceStatistics(final Trace trace) {
        this.trace = trace;
        final int rows = trace.size();
        shapeShares = new double[trace.shapes().size()];
        for (int row = 0; row < rows; row++) {
            shapeShares[trace.shape(row)] += 1.0 / rows;
        }
        final Survival lives = new Survival(trace);
        survival = LIFETIMES.stream().mapToDouble(lives::beyond).toArray();
        final double end = rows == 0 ? 0 : trace.arrivalDays(rows - 1) * BINS_PER_DAY;
        isTooLong = end >= MOST_BINS;
        final int bins = isTooLong ? 0 : (int) end;
        final int[] arrivals = new int[bins + 1];
        final int[] firsts = new int[bins + 1];
        countBatches(arrivals, firsts);
        meanPerBin = Arrays.stream(arrivals, 0, bins).average().orElse(Double.NaN);
        varianceOverMean = bins < 2 ? Double.NaN : Arrays.stream(arrivals, 0, bins)
                .mapToDouble(count -> (count - meanPerBin) * (count - meanPerBin))
                .sum() / (bins - 1) / meanPerBin;
        arrivalsByHour = byHour(arrivals, bins);
        batchesByHour = byHour(firsts, bins);
        mostInUse = new double[trace.dimensions().size()];
        for (int d = 0; d < mostInUse.length; d++) {
            final int dimension = d;
            mostInUse[d] = most(bins, trace.shapes().stream().mapToDouble(s -> s.amounts().get(dimension)).toArray());
        }
        mostRunning = most(bins, trace.shapes().stream().mapToDouble(shape -> 1).toArray());
    }

    /**
     * Computes the statistics of a trace.
     *
     * @param trace the trace.
     * @return its statistics.
     */
    public static TraceStatistics of(final Trace trace) {
        return new TraceStatistics(trace);
    }

    private int bin(final int row) {
        return (int) (trace.arrivalDays(row) * BINS_PER_DAY);
    }

    private void countBatches(final int[] arrivals, final int[] firsts) {
        int first = 0;
        for (int row = 1; row <= trace.size(); row++) {
            if (row == trace.size() || trace.group(row) != trace.group(first) || bin(row) != bin(first)) {
                batch(first, row);
                final int bin = bin(first);
                if (bin < arrivals.length) {
                    arrivals[bin] += row - first;
                    firsts[bin]++;
                }
                first = row;
            }
        }
    }

    private void batch(final int first, final int end) {
        final int size = end - first;
        batches++;
        single += size == 1 ? 1 : 0;
        squares += (double) size * size;
        if (size > 1) {
            final int[] shapes = IntStream.range(first, end).map(trace::shape).sorted().toArray();
            int most = 0;
            int from = 0;
            for (int i = 1; i <= size; i++) {
                if (i == size || shapes[i] != shapes[from]) {
                    most = Math.max(most, i - from);
                    from = i;
                }
            }
            inBatches += size;
            withShapeOfBatch += most;
        }
    }

    /** Returns the mean number in each hour of the day, relative to the mean of all hours; NaN for an hour not seen. */
    private static double[] byHour(final int[] counts, final int bins) {
        final double[] sums = new double[HOURS];
        final int[] seen = new int[HOURS];
        for (int bin = 0; bin < bins; bin++) {
            sums[bin / BINS_PER_HOUR % HOURS] += counts[bin];
            seen[bin / BINS_PER_HOUR % HOURS]++;
        }
        final double[] means = IntStream.range(0, HOURS).mapToDouble(hour -> sums[hour] / seen[hour]).toArray();
        final double mean = Arrays.stream(means).filter(Double::isFinite).average().orElse(Double.NaN);
        return Arrays.stream(means).map(value -> value / mean).toArray();
    }

    /** Returns the most that is in use at once, where a task counts for all the five minutes that it touches. */
    private double most(final int bins, final double[] amounts) {
        if (isTooLong) {
            return Double.NaN;
        }
        final double[] changes = new double[bins + 2];
        for (int row = 0; row < trace.size(); row++) {
            final double amount = amounts[trace.shape(row)];
            changes[Math.min(bin(row), bins)] += amount;
            changes[(int) Math.min(trace.departureDays(row) * BINS_PER_DAY, bins) + 1] -= amount;
        }
        double now = 0;
        double most = 0;
        for (final double change : changes) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    /**
     * Returns the share of the arrivals that have a shape.
     *
     * @param shape an index of {@link Trace#shapes()}.
     * @return 0..1.
     */
    public double shapeShare(final int shape) {
        return shapeShares[shape];
    }

    /**
     * Returns the shares of sizes in one dimension, where a size is rounded to the nearest power of two by ratio.
     *
     * @param dimension a dimension of the trace.
     * @return the share by size, from the least size; 0 stands for itself.
     */
    public Map<Double, Double> sizeShares(final int dimension) {
        final Map<Double, Double> shares = new TreeMap<>();
        for (int shape = 0; shape < shapeShares.length; shape++) {
            final double amount = trace.shapes().get(shape).amounts().get(dimension);
            final double below = Double.MIN_NORMAL > amount ? 0 : Math.scalb(1, Math.getExponent(amount));
            shares.merge(amount * amount > 2 * below * below ? 2 * below : below, shapeShares[shape], Double::sum);
        }
        return shares;
    }

    /**
     * Returns the number of batches.
     *
     * @return the number.
     */
    public int batches() {
        return batches;
    }

    /**
     * Returns the mean size of a batch.
     *
     * @return arrivals divided by batches.
     */
    public double meanBatch() {
        return (double) trace.size() / batches;
    }

    /**
     * Returns the mean size of the batch in which an arrival finds itself.
     *
     * @return the sum of squared sizes divided by the arrivals.
     */
    public double batchOfAnArrival() {
        return squares / trace.size();
    }

    /**
     * Returns the share of the batches that have one request.
     *
     * @return 0..1.
     */
    public double singleShare() {
        return (double) single / batches;
    }

    /**
     * Returns the share of the requests in batches of two or more that have the most frequent shape of their batch.
     *
     * @return 0..1; NaN without such batches.
     */
    public double shapeOfBatchShare() {
        return (double) withShapeOfBatch / inBatches;
    }

    /**
     * Returns the mean number of arrivals in five minutes.
     *
     * @return the mean; NaN if the trace is shorter than five minutes, or longer than centuries.
     */
    public double meanPerFiveMinutes() {
        return meanPerBin;
    }

    /**
     * Returns the variance of the arrivals in five minutes, divided by their mean: the index of dispersion, which is 1
     * for a Poisson process.
     *
     * @return the ratio; NaN if the trace is shorter than ten minutes.
     */
    public double varianceOverMean() {
        return varianceOverMean;
    }

    /**
     * Returns the arrivals in an hour of the day.
     *
     * @param hour 0..23.
     * @return the mean number, relative to that of all hours; NaN if the trace does not see the hour.
     */
    public double arrivalsInHour(final int hour) {
        return arrivalsByHour[hour];
    }

    /**
     * Returns the batches that arrive in an hour of the day.
     *
     * @param hour 0..23.
     * @return the mean number, relative to that of all hours; NaN if the trace does not see the hour.
     */
    public double batchesInHour(final int hour) {
        return batchesByHour[hour];
    }

    /**
     * Returns the share of the arrivals that live longer than a lifetime, by the estimate of Kaplan and Meier.
     *
     * @param lifetime an index of {@link #LIFETIMES}.
     * @return 0..1; NaN if the trace is too short to tell.
     */
    public double survival(final int lifetime) {
        return survival[lifetime];
    }

    /**
     * Returns the most that would be in use at once, if nothing were refused. A task counts for all the five minutes
     * that it touches.
     *
     * @param dimension a dimension of the trace.
     * @return the amount in the units of the trace; NaN if the trace is longer than centuries.
     */
    public double mostInUse(final int dimension) {
        return mostInUse[dimension];
    }

    /**
     * Returns the shares of the kinds of instances.
     *
     * @return the share by model, or by capacities where there is no model; empty without a fleet.
     */
    public Map<String, Double> fleetShares() {
        final Map<String, Double> shares = new TreeMap<>();
        trace.fleet().ifPresent(fleet -> {
            for (int i = 0; i < fleet.size(); i++) {
                shares.merge(kind(fleet, i), 1.0 / fleet.size(), Double::sum);
            }
        });
        return shares;
    }

    private String kind(final Fleet fleet, final int instance) {
        return fleet.model(instance).isEmpty()
                ? IntStream.range(0, trace.dimensions().size())
                        .mapToObj(d -> number(fleet.capacity(instance, d)))
                        .collect(Collectors.joining(" × "))
                : fleet.model(instance);
    }

    /**
     * Describes the trace for a terminal.
     *
     * @return lines of a name, two spaces or more, and a value.
     */
    public List<String> lines() {
        final Map<String, String> told = new LinkedHashMap<>();
        final int rows = trace.size();
        told.put("trace", trace.name());
        told.put("arrivals", String.format(Locale.ROOT, "%,d in %.2f days", rows,
                rows == 0 ? 0 : trace.arrivalDays(rows - 1) - trace.arrivalDays(0)));
        told.put("arrivals in 5 minutes", Double.isNaN(varianceOverMean) ? NOT_SEEN : String.format(Locale.ROOT,
                "%.1f in the mean, variance over mean %.1f", meanPerBin, varianceOverMean));
        final DoubleSummaryStatistics hours =
                Arrays.stream(arrivalsByHour).filter(Double::isFinite).summaryStatistics();
        told.put("busiest hour, idlest hour", hours.getCount() == 0 ? NOT_SEEN : String.format(Locale.ROOT,
                "%.2f and %.2f of the mean", hours.getMax(), hours.getMin()));
        told.put("batches", String.format(Locale.ROOT, "%,d of %.2f in the mean; %.1f %% of one; an arrival is in one"
                + " of %.1f", batches, meanBatch(), PERCENT * singleShare(), batchOfAnArrival()));
        told.put("alive after 30 min, 3 h, 1 day", Arrays.stream(survival)
                .mapToObj(TraceStatistics::percent)
                .collect(Collectors.joining(", ")));
        told.put("shapes", String.format(Locale.ROOT, "%,d", shapeShares.length));
        final Integer[] order = IntStream.range(0, shapeShares.length).boxed()
                .sorted((a, b) -> Double.compare(shapeShares[b], shapeShares[a]))
                .limit(SHAPES_TOLD)
                .toArray(Integer[]::new);
        for (final int shape : order) {
            told.put("  " + shape(trace.shapes().get(shape)), percent(shapeShares[shape]));
        }
        for (int d = 0; d < mostInUse.length; d++) {
            told.put("most in use, " + trace.dimensions().get(d), number(mostInUse[d]));
        }
        told.put("most running", number(mostRunning));
        trace.fleet().ifPresent(fleet -> told.put("fleet", String.format(Locale.ROOT, "%,d instances", fleet.size())));
        fleetShares().forEach((kind, share) -> told.put("  " + kind, percent(share)));
        final int width = told.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        final List<String> lines = new ArrayList<>();
        told.forEach((name, value) -> lines.add(name + " ".repeat(width - name.length()) + value));
        return lines;
    }

    private String shape(final Shape shape) {
        return IntStream.range(0, trace.dimensions().size())
                .mapToObj(d -> number(shape.amounts().get(d)) + " " + trace.dimensions().get(d))
                .collect(Collectors.joining(", "));
    }

    private static String percent(final double share) {
        return Double.isNaN(share) ? NOT_SEEN : String.format(Locale.ROOT, "%.2f %%", PERCENT * share);
    }

    private static String number(final double value) {
        if (Double.isNaN(value)) {
            return NOT_SEEN;
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
