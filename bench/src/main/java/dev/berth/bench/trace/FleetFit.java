package dev.berth.bench.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        return Optional.of(count + " of " + shapes.size() + " shapes (" + arrivals + " of " + trace.size()
                + " arrivals) fit no instance even if it is empty, such as " + shapes.get(example).amounts() + " of "
                + trace.dimensions() + "; they are refused. Give a fleet with larger instances, or check the units");
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
