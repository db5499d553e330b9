package dev.berth.bench.trace;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of a file in the order in which they were read, with times in seconds of any origin. They become a trace
 * that starts with the first arrival; rows that are not in order of arrival are sorted, and those of the same time keep
 * their order.
 */
final class Rows {
    private static final double SECONDS_PER_DAY = 86_400;

    private final Trace.Builder trace;
    private final Map<Object, Integer> groups = new HashMap<>();
    private double[] arrivals = new double[1 << 10];
    private double[] departures = new double[1 << 10];
    private int[] shapes = new int[1 << 10];
    private int[] groupOf = new int[1 << 10];
    private int size;
    private boolean sorted = true;

    Rows(final Trace.Builder trace) {
        this.trace = trace;
    }

    /** Returns the number of a group, which is new or known by its name. */
    int group(final Object name) {
        return groups.computeIfAbsent(name, n -> groups.size());
    }

    int size() {
        return size;
    }

    /** Adds a row; {@code depart} is {@link Trace#NEVER} if it never departs. */
    void add(final double arrive, final double depart, final int shape, final int group) {
        if (size == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * size);
            departures = Arrays.copyOf(departures, 2 * size);
            shapes = Arrays.copyOf(shapes, 2 * size);
            groupOf = Arrays.copyOf(groupOf, 2 * size);
        }
        arrivals[size] = arrive;
        departures[size] = depart;
        shapes[size] = shape;
        groupOf[size] = group;
        sorted &= size == 0 || arrive >= arrivals[size - 1];
        size++;
    }

    /** Returns how many arrivals there are, in what time, and how many of them never depart. */
    String span() {
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        int never = 0;
        for (int row = 0; row < size; row++) {
            first = Math.min(first, arrivals[row]);
            last = Math.max(last, arrivals[row]);
            never += departures[row] == Trace.NEVER ? 1 : 0;
        }
        final double days = size == 0 ? 0 : (last - first) / SECONDS_PER_DAY;
        final BigDecimal rounded = days >= 1
                ? BigDecimal.valueOf(days).setScale(2, RoundingMode.HALF_UP)
                : BigDecimal.valueOf(days).round(new MathContext(2));
        return FleetFit.counted(size, "arrival") + " in " + rounded.stripTrailingZeros().toPlainString() + " days, "
                + neverDepart(never);
    }

    private String neverDepart(final int never) {
        if (never == 0 || never == size) {
            return never == 0 ? "all depart" : "none departs";
        }
        final long percent = Math.round(100.0 * never / size);
        return (percent == 0 ? "less than 1" : percent == 100 ? "more than 99" : Long.toString(percent))
                + " % never depart";
    }

    /**
     * Creates the trace.
     *
     * @param file the file, for the message.
     * @return the trace, in order of arrival.
     * @throws TraceFormatException if there is no row.
     */
    Trace build(final Path file) throws TraceFormatException {
        if (size == 0) {
            throw new TraceFormatException(file + " has no rows, must have one for each arrival");
        }
        final double first = IntStream.range(0, size).mapToDouble(row -> arrivals[row]).min().getAsDouble();
        if (sorted) {
            IntStream.range(0, size).forEach(row -> addTo(row, first));
        } else {
            trace.note("the rows are not in order of arrival; they were sorted, those of the same time as they stood");
            IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> arrivals[row]))
                    .forEach(row -> addTo(row, first));
        }
        return trace.build();
    }

    private void addTo(final int row, final double first) {
        trace.add(
                (arrivals[row] - first) / SECONDS_PER_DAY,
                (departures[row] - first) / SECONDS_PER_DAY,
                shapes[row],
                groupOf[row]);
    }
}
