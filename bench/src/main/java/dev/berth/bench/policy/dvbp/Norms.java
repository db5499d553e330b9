package dev.berth.bench.policy.dvbp;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The norms of what is free in a bin, over the dimensions that count, as shares of the capacity.
 *
 * <p>Equal norms are common, and then the last bit of a double decides. Hence the order of the operations is fixed. It
 * is that of the program with which placements are compared; dimensions it does not name follow in the order of the
 * trace.
 */
final class Norms {
    private static final List<String> L1_ORDER = List.of("core", "memory", "nic", "hdd", "ssd");
    private static final List<String> OTHER_ORDER = List.of("core", "memory", "nic", "ssd", "hdd");

    private final int[] l1Order;
    private final int[] order;
    private final double[] load;
    private final DoubleUnaryOperator square;

    private Norms(final Trace trace, final Collection<String> without, final DoubleUnaryOperator square) {
        if (!trace.dimensions().containsAll(without) || without.containsAll(trace.dimensions())) {
            throw new IllegalArgumentException("the norms shall be without " + String.join(" ", without)
                    + ", must be some but not all of the dimensions " + String.join(" ", trace.dimensions()));
        }
        l1Order = order(trace, L1_ORDER, without);
        order = order(trace, OTHER_ORDER, without);
        load = new double[trace.dimensions().size()];
        this.square = square;
    }

    /**
     * Creates norms.
     *
     * @param trace the trace whose dimensions are meant.
     * @param without names of dimensions that do not count.
     * @throws IllegalArgumentException if the trace has no such dimension, or none is left.
     */
    static Norms of(final Trace trace, final Collection<String> without) {
        return new Norms(trace, without, x -> x * x);
    }

    /** Creates norms whose squares are rounded as in the program. */
    static Norms ofProgram(final Trace trace, final Collection<String> without) {
        return new Norms(trace, without, LibrarySquare::of);
    }

    /** The norms. */
    enum Norm {
        /** The sum over the dimensions. */
        L1,
        /** The square root of the sum of squares. */
        L2,
        /** The largest dimension. */
        LINF
    }

    /** Returns all dimensions of a trace in the order in which they are preferred. */
    static int[] preference(final Trace trace) {
        return order(trace, OTHER_ORDER, List.of());
    }

    private static int[] order(final Trace trace, final List<String> first, final Collection<String> without) {
        final List<String> names = trace.dimensions();
        final int[] dimensions = new int[names.size()];
        int size = 0;
        for (final String name : first) {
            if (names.contains(name) && !without.contains(name)) {
                dimensions[size++] = names.indexOf(name);
            }
        }
        for (final String name : names) {
            if (!first.contains(name) && !without.contains(name)) {
                dimensions[size++] = names.indexOf(name);
            }
        }
        return Arrays.copyOf(dimensions, size);
    }

    /** Returns the number of dimensions that count. */
    int counted() {
        return order.length;
    }

    // ---- loads as shares; the array is used again by the next call --------------------------------------------------

    /** Returns the load of a bin. */
    double[] load(final int bin, final ClusterView cluster) {
        for (int d = 0; d < load.length; d++) {
            load[d] = share(cluster.used(bin, d), cluster.capacity(bin, d));
        }
        return load;
    }

    /** Returns the load of a bin after a placement. */
    double[] loadAfter(final Request request, final int bin, final ClusterView cluster) {
        for (int d = 0; d < load.length; d++) {
            load[d] = share(cluster.used(bin, d) + request.amount(d), cluster.capacity(bin, d));
        }
        return load;
    }

    /** Returns the load of a bin into which a request fits exactly. */
    double[] fullestBefore(final Request request, final int bin, final ClusterView cluster) {
        for (int d = 0; d < load.length; d++) {
            load[d] = 1 - share(request.amount(d), cluster.capacity(bin, d));
        }
        return load;
    }

    private static double share(final double amount, final double capacity) {
        return capacity == 0 ? 1 : amount / capacity;
    }

    // ---- norms ------------------------------------------------------------------------------------------------------

    /** Returns the norm of what a load leaves free. */
    double free(final Norm norm, final double[] of) {
        switch (norm) {
            case L1:
                return l1Order.length - sum(of);
            case L2:
                return l2(of);
            default:
                return 1 - smallest(of);
        }
    }

    private double sum(final double[] of) {
        double sum = 0;
        for (final int d : l1Order) {
            sum += of[d];
        }
        return sum;
    }

    private double l2(final double[] of) {
        double squares = 0;
        for (final int d : order) {
            squares += square.applyAsDouble(1 - of[d]);
        }
        return Math.sqrt(squares);
    }

    private double smallest(final double[] of) {
        double smallest = Double.POSITIVE_INFINITY;
        for (final int d : order) {
            smallest = Math.min(smallest, of[d]);
        }
        return smallest;
    }

    /** Returns the largest share, computed as what is missing from what is free. */
    double largest(final double[] of) {
        double largest = 0;
        for (final int d : order) {
            largest = Math.max(largest, of[d]);
        }
        return 1 - (1 - largest);
    }

    /**
     * Writes a key that is smaller for a fuller bin: L∞ of what is free, then the other loads from the smallest on,
     * each the larger the fuller.
     */
    void lexicographic(final double[] of, final double[] key, final int from) {
        for (int i = 0; i < order.length; i++) {
            key[from + i] = of[order[i]];
        }
        Arrays.sort(key, from, from + order.length);
        key[from] = 1 - key[from];
        for (int i = from + 1; i < from + order.length; i++) {
            key[i] = -key[i];
        }
    }
}
