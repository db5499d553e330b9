package dev.berth.bench.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The check whether each shape of a trace fits some instance of a fleet that is empty. */
public final class FleetFit {
    private FleetFit() {}

    /**
     * Says which requests no instance can ever take.
     *
     * @param trace the trace.
     * @param fleet the fleet.
     * @return a sentence with the numbers and what to do; empty if all fit.
     */
    public static Optional<String> warning(final Trace trace, final Fleet fleet) {
        final int dimensions = trace.dimensions().size();
        final double[][] kinds = distinct(fleet, dimensions);
        final List<Shape> shapes = trace.shapes();
        final boolean[] tooLarge = new boolean[shapes.size()];
        int count = 0;
        int example = -1;
        for (int i = 0; i < tooLarge.length; i++) {
            tooLarge[i] = !fitsAny(shapes.get(i), kinds);
            count += tooLarge[i] ? 1 : 0;
            example = tooLarge[i] && example < 0 ? i : example;
        }
        if (count == 0) {
            return Optional.empty();
        }
        long arrivals = 0;
        for (int row = 0; row < trace.size(); row++) {
            arrivals += tooLarge[trace.shape(row)] ? 1 : 0;
        }
        final String largest = largest(fleet, trace.dimensions());
        return Optional.of(count + " of " + shapes.size() + " shapes (" + arrivals + " of " + trace.size()
                + " arrivals) fit no instance even if it is empty, such as "
                + described(shapes.get(example).amounts(), trace.dimensions()) + "; the largest instance has "
                + largest + "; they are refused. Give a fleet with larger instances, or check the units");
    }

    /** Returns what the largest instance has: the one with the greatest sum of its shares of the greatest amounts. */
    static String largest(final Fleet fleet, final List<String> dimensions) {
        final double[] most = new double[dimensions.size()];
        for (int instance = 0; instance < fleet.size(); instance++) {
            for (int d = 0; d < most.length; d++) {
                most[d] = Math.max(most[d], fleet.capacity(instance, d));
            }
        }
        int largest = 0;
        double greatest = -1;
        for (int instance = 0; instance < fleet.size(); instance++) {
            double sum = 0;
            for (int d = 0; d < most.length; d++) {
                sum += most[d] == 0 ? 0 : fleet.capacity(instance, d) / most[d];
            }
            if (sum > greatest) {
                greatest = sum;
                largest = instance;
            }
        }
        final int found = largest;
        final String type = fleet.type(found);
        return described(
                IntStream.range(0, most.length).mapToObj(d -> fleet.capacity(found, d)).toList(), dimensions)
                + (type.isEmpty() ? "" : " (" + type + ")");
    }

    /** Returns amounts with the names of their dimensions. */
    private static String described(final List<Double> amounts, final List<String> dimensions) {
        return IntStream.range(0, dimensions.size())
                .mapToObj(d -> Table.plain(amounts.get(d)) + " " + dimensions.get(d))
                .collect(Collectors.joining(", "));
    }

    /** Returns a number with a noun, which has an s unless the number is 1. */
    static String counted(final long number, final String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private static double[][] distinct(final Fleet fleet, final int dimensions) {
        return IntStream.range(0, fleet.size())
                .mapToObj(instance -> {
                    final Double[] amounts = new Double[dimensions];
                    Arrays.setAll(amounts, d -> fleet.capacity(instance, d));
                    return List.of(amounts);
                })
                .distinct()
                .map(amounts -> amounts.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    private static boolean fitsAny(final Shape shape, final double[][] kinds) {
        for (final double[] capacity : kinds) {
            boolean fits = true;
            for (int d = 0; d < capacity.length; d++) {
                fits &= shape.amounts().get(d) <= capacity[d];
            }
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
