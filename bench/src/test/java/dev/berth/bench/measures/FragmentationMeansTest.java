package dev.berth.bench.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fragmentation of GPUs as a mean over time. */
class FragmentationMeansTest {
    /** A fleet of one instance with 10 vCPUs and 2 GPUs. */
    private static final class One implements Fleet {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public double capacity(final int instance, final int dimension) {
            return List.of(10_000.0, 100.0, 2.0).get(dimension);
        }
    }

    private static Map<String, Double> run(final Trace trace) {
        final Events events = new Events(trace);
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, new One());
        final Measures measures = new Measures(events, cluster);
        final Policy first = new Policy() {
            @Override
            public int place(final Request request, final ClusterView view) {
                return request.id() == 0 ? 0 : NONE;
            }
        };
        new Simulation(events, cluster, first, 1, measures).run();
        return measures.values();
    }

    @Test
    void isTheMeanOfTheSamples() {
        final Trace.Builder builder = Trace.builder("gpus", "cpu_milli", Trace.MEMORY, Trace.GPU);
        final int shares = builder.shape(new Shape(List.of(2000.0, 1.0, 0.6), 1, 600, List.of()));
        final int none = builder.shape(new Shape(List.of(1000.0, 1.0, 0.0), 0, 0, List.of()));
        final Trace trace =
                builder.add(0, Trace.NEVER, shares, 0).add(1, Trace.NEVER, none, 1).build();
        final Map<String, Double> values = run(trace);
        // Half of the tasks need no GPU. 1.4 of 2 GPUs are idle, and 0.4 too small; the first sample may be earlier.
        assertEquals(100 * 0.7 / 2, values.get("fragmented_gpus_non_gpu_percent"), 0.1);
        assertEquals(100 * 0.2 / 2, values.get("fragmented_gpus_deficient_percent"), 0.1);
        assertEquals(0, values.get("fragmented_gpus_stranded_percent"));
        assertEquals(
                values.get("fragmented_gpus_non_gpu_percent") + values.get("fragmented_gpus_deficient_percent"),
                values.get("fragmented_gpus_percent"),
                1e-9);
        final List<String> defined = Measures.definitions(trace.dimensions()).stream().map(Measure::name).toList();
        values.keySet().forEach(name -> assertEquals(1, defined.stream().filter(name::equals).count(), name));
    }

    @Test
    void isAbsentWithoutGpus() {
        final Trace.Builder builder = Trace.builder("none", "cpu_milli", Trace.MEMORY);
        final Trace trace =
                builder.add(0, Trace.NEVER, builder.shape(Shape.of(1, 1)), 0).build();
        assertFalse(run(trace).keySet().stream().anyMatch(name -> name.startsWith("fragmented")));
    }
}
