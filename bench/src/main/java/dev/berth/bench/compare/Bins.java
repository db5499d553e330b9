package dev.berth.bench.compare;

import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;

/** The capacity of bins that open on demand. */
final class Bins {
    private static final double TOLERANCE = 1e-9;

    private Bins() {}

    /** Returns the capacity that an option gives: null if it was not given, empty if it leaves it to the trace. */
    static double[] parse(final String text) {
        if (text == null) {
            return null;
        }
        try {
            final double[] bin = text.isEmpty()
                    ? new double[0]
                    : Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
            if (Arrays.stream(bin).allMatch(c -> c > 0 && c < Double.POSITIVE_INFINITY)) {
                return bin;
            }
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(final String text) {
        return "--bins is '" + text + "', must be nothing, or a capacity above 0 for each dimension, such as 1,1";
    }

    /** Returns the capacity for a trace: that given, or by default that of the largest machine of its fleet, or 1. */
    static double[] capacity(final Trace trace, final double... given) {
        final int dimensions = trace.dimensions().size();
        if (given.length > 0 && given.length != dimensions) {
            throw new IllegalArgumentException("--bins has " + given.length + " capacities, and the trace "
                    + trace.name() + " has the dimensions " + trace.dimensions() + "; give one for each");
        }
        final double[] bin = given.length > 0 ? given.clone() : largest(trace);
        for (int d = 0; d < dimensions; d++) {
            if (most(trace, d) > bin[d] + TOLERANCE) {
                throw new IllegalArgumentException("a bin has " + Json.number(bin[d]).toPlainString() + " "
                        + trace.dimensions().get(d) + ", and the trace " + trace.name() + " asks for "
                        + Json.number(most(trace, d)).toPlainString()
                        + " at once; give the capacity of a bin, such as --bins " + mostOfAll(trace));
            }
        }
        return bin;
    }

    private static double most(final Trace trace, final int dimension) {
        return trace.shapes().stream().map(Shape::amounts).mapToDouble(a -> a.get(dimension)).max().orElse(0);
    }

    private static String mostOfAll(final Trace trace) {
        final StringBuilder text = new StringBuilder();
        for (int d = 0; d < trace.dimensions().size(); d++) {
            text.append(d == 0 ? "" : ",").append(Json.number(most(trace, d)).toPlainString());
        }
        return text.toString();
    }

    private static double[] largest(final Trace trace) {
        if (trace.bin().isPresent()) {
            return trace.bin().get();
        }
        final double[] bin = new double[trace.dimensions().size()];
        Arrays.fill(bin, 1);
        trace.fleet().ifPresent(fleet -> {
            int largest = 0;
            for (int i = 1; i < fleet.size(); i++) {
                largest = isLarger(fleet, i, largest, bin.length) ? i : largest;
            }
            for (int d = 0; d < bin.length; d++) {
                bin[d] = fleet.capacity(largest, d);
            }
        });
        return bin;
    }

    private static boolean isLarger(final Fleet fleet, final int a, final int b, final int dimensions) {
        for (int d = 0; d < dimensions; d++) {
            if (fleet.capacity(a, d) != fleet.capacity(b, d)) {
                return fleet.capacity(a, d) > fleet.capacity(b, d);
            }
        }
        return false;
    }
}
