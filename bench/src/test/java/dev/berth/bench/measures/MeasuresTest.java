package dev.berth.bench.measures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The measures of small runs that can be computed by hand. */
class MeasuresTest {
    private static final double EXACT = 1e-12;

    /** The lowest number that fits. */
    private static final class First implements Policy {
        @Override
        public int place(final Request request, final ClusterView cluster) {
            for (int i = 0; i < cluster.size(); i++) {
                if (cluster.fits(request, i)) {
                    return i;
                }
            }
            return NONE;
        }
    }

    private record Same(int size, double... amounts) implements Fleet {
        @Override
        public double capacity(final int instance, final int dimension) {
            return amounts[dimension];
        }

        @Override
        public int zone(final int instance) {
            return instance % 2;
        }

        @Override
        public List<String> zones() {
            return List.of("a", "b");
        }
    }

    private static Trace trace(final double[]... rows) {
        final Trace.Builder builder = Trace.builder("t", Trace.CPU, Trace.MEMORY);
        for (final double[] row : rows) {
            builder.add(row[0], row[1], builder.shape(Shape.of(row[2], row[3])), 0);
        }
        return builder.build();
    }

    private static Map<String, Double> run(final Trace trace, final Fleet fleet) {
        final SimulatedCluster cluster = fleet == null
                ? SimulatedCluster.bins(trace, 10, 10)
                : SimulatedCluster.fixed(trace, fleet);
        final Events events = new Events(trace);
        final Measures measures = new Measures(events, cluster);
        new Simulation(events, cluster, new First(), 1, measures).run();
        return measures.values();
    }

    @Test
    void aFleetIsMeasuredUpToTheLastArrival() {
        final Map<String, Double> values = run(
                trace(new double[] {0, 2, 10, 5}, new double[] {1, 9, 4, 4}, new double[] {3, 4, 11, 1},
                        new double[] {4, 5, 1, 1}),
                new Same(2, 10, 10));
        assertEquals(3, values.get("placed"));
        assertEquals(1, values.get("refused"));
        assertEquals(25, values.get("refused_percent"), EXACT);
        // CPU: 10 for 2 days, 4 for 3 days (1..4), 11 refused for 1 day, and nothing for the last one.
        assertEquals(100 * 11 / (20.0 + 12 + 11), values.get("refused_cpu_hours_percent"), EXACT);
        assertEquals(100 * 1 / (10.0 + 12 + 1), values.get("refused_memory_hours_percent"), EXACT);
        assertEquals(100 * 32 / 80.0, values.get("cpu_allocation_ratio_percent"), EXACT);
        assertEquals((1 + 2 + 1 + 1) / 4.0, values.get("instances_in_use_mean"), EXACT);
        assertEquals(2, values.get("instances_in_use_most"));
        assertEquals(2 - 5 / 4.0, values.get("empty_instances_mean"), EXACT);
        assertEquals(100, values.get("refused_for_cpu_percent"), EXACT);
    }

    @Test
    void binsAreMeasuredUpToTheLastDeparture() {
        final Map<String, Double> values =
                run(trace(new double[] {0, 2, 10, 5}, new double[] {1, 9, 4, 4}, new double[] {3, 4, 6, 1}), null);
        assertEquals(2, values.get("bins"));
        assertEquals(24 * (2 + 8 + 1.0), values.get("usage_time_hours"), EXACT);
        assertEquals(100 * (20 + 32 + 6) / 110.0, values.get("cpu_allocation_ratio_percent"), EXACT);
    }

    @Test
    void refusalsAreForTheDimensionThatNoInstanceHas() {
        final Map<String, Double> values = run(
                trace(new double[] {0, 9, 9, 1}, new double[] {1, 9, 2, 9}, new double[] {2, 9, 2, 2},
                        new double[] {3, 9, 9, 9}),
                new Same(2, 10, 10));
        assertEquals(2, values.get("placed"));
        // The third asks 2 and 2: CPU is left on the second instance, memory on the first. The fourth asks 9 of both.
        assertEquals(50, values.get("refused_for_mismatch_percent"), EXACT);
        assertEquals(50, values.get("refused_for_cpu_percent"), EXACT);
        assertEquals(0, values.get("refused_by_policy_percent"), EXACT);
    }

    @Test
    void strandedVariationAndJainOfAKnownState() {
        final SimulatedCluster cluster =
                SimulatedCluster.fixed(trace(new double[] {0, 9, 3, 3}), new Same(2, 10, 10));
        final SampleMeans means = new SampleMeans(cluster, new String[] {"cpu", "memory"}, 3, 3);
        means.add(0);
        final Map<String, Double> empty = new HashMap<>();
        means.addTo(empty);
        assertEquals(1, empty.get("jain_index"), EXACT);
        assertEquals(0, empty.get("stranded_cpu_percent"), EXACT);
        final Map<String, Double> values = run(
                trace(new double[] {0, 9, 2, 9}, new double[] {0, 9, 2, 1}, new double[] {1, 9, 1, 1}),
                new Same(1, 10, 10));
        // After the second arrival memory is full, so that 6 of 10 CPU are of no use from then on.
        assertEquals(60.0, values.get("stranded_cpu_percent"), 1.0);
        assertEquals(0, values.get("coefficient_of_variation"), EXACT);
    }

    @Test
    void eachMeasureIsDefined() {
        final List<String> defined = new ArrayList<>(Measures.definitions(List.of(Trace.CPU, Trace.MEMORY)).stream()
                .map(Measure::name)
                .toList());
        final Trace one = trace(new double[] {0, 9, 3, 3});
        final List<String> fleet = List.copyOf(run(one, new Same(2, 10, 10)).keySet());
        final List<String> bins = List.copyOf(run(one, null).keySet());
        assertEquals(List.of(), fleet.stream().filter(name -> !defined.contains(name)).toList());
        assertEquals(List.of(), bins.stream().filter(name -> !defined.contains(name)).toList());
        defined.removeAll(fleet);
        assertEquals(Arrays.asList("bins", "usage_time_hours"), defined);
    }

    @Test
    void eachMeasureStandsInTheGlossary() throws IOException {
        final String glossary = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/glossary.md"));
        assertEquals(List.of(), missingIn(glossary));
        final String row = row(Measures.definitions(List.of("DIM")).get(0));
        assertEquals(List.of(row), missingIn(glossary.replace(row, "")));
    }

    /** Returns the rows of measures that a document lacks; DIM stands for any dimension. */
    private static List<String> missingIn(final String document) {
        return Stream.concat(
                        Measures.definitions(List.of("DIM")).stream(),
                        Measures.definitions(List.of(Trace.GPU)).stream().filter(m -> m.name().contains("fragment")))
                .map(MeasuresTest::row)
                .filter(row -> !document.contains(row))
                .toList();
    }

    private static String row(final Measure measure) {
        return "| `" + measure.name() + "` | " + measure.description() + " | " + measure.source() + " |";
    }
}
