package dev.berth.bench.compare;

import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Arrays;
import java.util.List;

/** The clusters on which a trace runs in a study. */
final class Clusters {
    /** The size of a cluster if neither the study nor the trace gives one. */
    static final int DEFAULT_INSTANCES = 1000;

    private static final double BIN_TOLERANCE = 1e-9;

    private Clusters() {}

    /** Returns the instances of a fixed cluster: those of the trace's own fleet, or of the fleet of this project. */
    static Fleet fleet(final Trace trace, final int instances) {
        final Fleet own = trace.fleet().orElse(null);
        if (own != null) {
            return instances == own.size() ? own : new ResizedFleet(own, instances);
        }
        final List<String> dimensions = trace.dimensions();
        if (!dimensions.equals(List.of(Trace.CPU, Trace.MEMORY))) {
            throw new IllegalArgumentException("the trace " + trace.name() + " has the dimensions " + dimensions
                    + " and no fleet of its own; give --bins");
        }
        return new MixedFleet(instances);
    }

    /** Returns the size of a cluster: that asked for, or by default that of the trace's own fleet. */
    static int size(final Trace trace, final int asked) {
        return asked > 0 ? asked : trace.fleet().map(Fleet::size).orElse(DEFAULT_INSTANCES);
    }

    /** Returns the capacity of a bin: that given, or by default that of the largest machine of the trace's fleet. */
    static double[] bin(final Trace trace, final double... given) {
        final int dimensions = trace.dimensions().size();
        if (given.length > 0 && given.length != dimensions) {
            throw new IllegalArgumentException("--bins has " + given.length + " capacities, and the trace "
                    + trace.name() + " has the dimensions " + trace.dimensions() + "; give one for each");
        }
        double[] bin = given.clone();
        if (given.length == 0) {
            bin = new double[dimensions];
            Arrays.fill(bin, 1);
            trace.fleet().ifPresentOrElse(new Largest(bin)::of, () -> { });
        }
        for (final Shape shape : trace.shapes()) {
            for (int d = 0; d < dimensions; d++) {
                if (shape.amounts().get(d) > bin[d] + BIN_TOLERANCE) {
                    throw new IllegalArgumentException("a bin has " + bin[d] + " " + trace.dimensions().get(d)
                            + ", and the trace " + trace.name() + " asks for " + shape.amounts().get(d)
                            + " at once; give the capacity of a bin, such as --bins " + largestShape(trace));
                }
            }
        }
        return bin;
    }

    private static String largestShape(final Trace trace) {
        final StringBuilder text = new StringBuilder();
        for (int d = 0; d < trace.dimensions().size(); d++) {
            double most = 0;
            for (final Shape shape : trace.shapes()) {
                most = Math.max(most, shape.amounts().get(d));
            }
            text.append(d == 0 ? "" : ",").append(Json.number(most).toPlainString());
        }
        return text.toString();
    }

    /** Returns a cluster without tasks. */
    static SimulatedCluster create(final Trace trace, final int instances, final double... bin) {
        return bin == null
                ? SimulatedCluster.fixed(trace, fleet(trace, instances))
                : SimulatedCluster.bins(trace, bin);
    }

    /** Finds the largest machine of a fleet, by its first dimension, then by the next. */
    private record Largest(double[] bin) {
        void of(final Fleet fleet) {
            int largest = 0;
            for (int i = 1; i < fleet.size(); i++) {
                for (int d = 0; d < bin.length; d++) {
                    final double more = fleet.capacity(i, d) - fleet.capacity(largest, d);
                    if (more != 0) {
                        largest = more > 0 ? i : largest;
                        break;
                    }
                }
            }
            for (int d = 0; d < bin.length; d++) {
                bin[d] = fleet.capacity(largest, d);
            }
        }
    }

    /** A fleet with the machines of another in the same proportions. */
    private record ResizedFleet(Fleet fleet, int size) implements Fleet {
        private int at(final int instance) {
            return size < fleet.size() ? (int) ((long) instance * fleet.size() / size) : instance % fleet.size();
        }

        @Override
        public double capacity(final int instance, final int dimension) {
            return fleet.capacity(at(instance), dimension);
        }

        @Override
        public String model(final int instance) {
            return fleet.model(at(instance));
        }

        @Override
        public int zone(final int instance) {
            return fleet.zone(at(instance));
        }

        @Override
        public List<String> zones() {
            return fleet.zones();
        }
    }
}
