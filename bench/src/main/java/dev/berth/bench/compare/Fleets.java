package dev.berth.bench.compare;

import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.FleetArgument;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fleets of the points of a study, each of which is made once. Safe for use by several threads. */
final class Fleets {
    /** The size of a fleet if neither the study nor the trace gives one. */
    static final int DEFAULT_INSTANCES = 1000;

    private static final long SEED = 1;

    private final List<TraceSource> traces;
    private final String option;
    private final Map<List<Integer>, Fleet> fleets = new HashMap<>();

    /** Checks how the fleet is named; {@code option} is null for the fleet of a trace, or the default mix. */
    Fleets(final List<TraceSource> traces, final String option) {
        this.traces = traces;
        this.option = option;
        if (option != null) {
            parse(option);
        }
    }

    private static FleetArgument parse(final String text) {
        try {
            return FleetArgument.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("--fleet: " + e.getMessage(), e);
        }
    }

    private FleetArgument argument(final Trace trace) {
        return option == null ? FleetArgument.defaultOf(trace) : parse(option);
    }

    /** Returns whether the size of the fleet was left to the trace or the file of the fleet. */
    boolean hasOwnSize(final int source, final int asked) throws IOException {
        return asked == 0 && !argument(traces.get(source).trace()).hasFreeSize();
    }

    /**
     * Returns the fleet on which a trace runs.
     *
     * @param asked the number of instances; 0 for the fleet's own, or {@value #DEFAULT_INSTANCES}. A fleet that has a
     *     number of its own gets another by its machines in the same proportions.
     */
    Fleet get(final int source, final int asked) throws IOException {
        synchronized (fleets) {
            final List<Integer> key = List.of(source, asked);
            Fleet fleet = fleets.get(key);
            if (fleet == null) {
                final Trace trace = traces.get(source).trace();
                fleet = argument(trace).fleet(trace, asked == 0 ? DEFAULT_INSTANCES : asked, SEED);
                fleet = asked == 0 || asked == fleet.size() ? fleet : new ResizedFleet(fleet, asked);
                fleets.put(key, fleet);
            }
            return fleet;
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
        public String type(final int instance) {
            return fleet.type(at(instance));
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
