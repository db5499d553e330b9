package dev.berth.bench.policy.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.policy.gpu.GpuFragmentation.Cause;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fragmentation of GPUs and the target workload, on cases that are computed by hand. */
class GpuFragmentationTest {
    private static final double EXACT = 1e-12;

    /** Two tasks that share 600 thousandths, one with a whole GPU and much CPU, one without a GPU. */
    private static Trace trace(final SharedFleet fleet, final List<String> models) {
        final Trace.Builder trace = SharedFleet.builder(fleet);
        final int shares = SharedFleet.shape(trace, 2000, 10, 1, 600, models);
        final int whole = SharedFleet.shape(trace, 8000, 10, 1, 1000, List.of());
        final int none = SharedFleet.shape(trace, 4000, 10, 0, 0, List.of());
        return trace.add(0, Trace.NEVER, shares, 0)
                .add(1, Trace.NEVER, shares, 1)
                .add(2, Trace.NEVER, whole, 2)
                .add(3, Trace.NEVER, none, 3)
                .build();
    }

    /** Places the first arrivals on instance 0 and refuses the others. */
    private static Map<Cause, Double> after(
            final Trace trace, final SharedFleet fleet, final int placed, final double idle) {
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, fleet);
        final Policy first = new Policy() {
            @Override
            public int place(final Request request, final ClusterView view) {
                return request.id() < placed ? 0 : NONE;
            }
        };
        new Simulation(new Events(trace), cluster, first, 1, new Observer() {}).run();
        final GpuFragmentation fragmentation = new GpuFragmentation(TargetWorkload.of(trace), cluster);
        assertEquals(idle, fragmentation.idleGpus(cluster), EXACT);
        return fragmentation.byCause(cluster);
    }

    private static void assertCauses(
            final Map<Cause, Double> causes,
            final double stranded,
            final double deficient,
            final double both,
            final double nonGpu,
            final double model) {
        assertEquals(stranded, causes.get(Cause.STRANDED), EXACT, causes.toString());
        assertEquals(deficient, causes.get(Cause.DEFICIENT), EXACT, causes.toString());
        assertEquals(both, causes.get(Cause.BOTH), EXACT, causes.toString());
        assertEquals(nonGpu, causes.get(Cause.NON_GPU), EXACT, causes.toString());
        assertEquals(model, causes.get(Cause.MODEL), EXACT, causes.toString());
    }

    @Test
    void anIdlePartThatIsTooSmallIsDeficient() {
        final SharedFleet fleet = new SharedFleet(new String[] {"A"}, new double[] {10_000, 100, 2});
        // 8000 of CPU are left, and 400 and 1000 of the GPUs: each task fits, but 400 are too little for two of three.
        assertCauses(after(trace(fleet, List.of()), fleet, 1, 1.4), 0, 0.5 * 0.4 + 0.25 * 0.4, 0, 0.25 * 1.4, 0);
    }

    @Test
    void tooLittleOfBothIsToldApart() {
        final SharedFleet fleet = new SharedFleet(new String[] {"A"}, new double[] {10_000, 100, 2});
        // 6000 of CPU are left, and 400 of each GPU: too little GPU for a share of 600, too little of both for 1000.
        assertCauses(after(trace(fleet, List.of()), fleet, 2, 0.8), 0, 0.5 * 0.8, 0.25 * 0.8, 0.25 * 0.8, 0);
    }

    @Test
    void tooLittleCpuStrands() {
        final SharedFleet fleet = new SharedFleet(new String[] {"A"}, new double[] {5000, 100, 1});
        assertCauses(after(trace(fleet, List.of()), fleet, 0, 1), 0.25, 0, 0, 0.25, 0);
    }

    @Test
    void amountsAddUpOverInstancesAndModelsCount() {
        final SharedFleet fleet = new SharedFleet(
                new String[] {"A", "B", "B"},
                new double[] {10_000, 100, 2},
                new double[] {9000, 100, 1},
                new double[] {9000, 100, 0});
        assertCauses(
                after(trace(fleet, List.of("A")), fleet, 1, 2.4), 0, 0.75 * 0.4, 0, 0.25 * 2.4, 0.5 * 1.0);
    }

    @Test
    void theTargetWorkloadIsOfTheMostFrequentTasks() {
        final SharedFleet fleet = new SharedFleet(new String[] {"A"}, new double[] {1, 1, 1});
        final Trace.Builder trace = SharedFleet.builder(fleet);
        final int common = SharedFleet.shape(trace, 1000, 1, 1, 500, List.of());
        final int sameButMemory = SharedFleet.shape(trace, 1000, 2, 1, 500, List.of());
        final int second = SharedFleet.shape(trace, 3000, 1, 2, 1000, List.of("A", "B"));
        final int third = SharedFleet.shape(trace, 2000, 1, 2, 1000, List.of());
        final int rare = SharedFleet.shape(trace, 9000, 1, 0, 0, List.of());
        for (int row = 0; row < 100; row++) {
            final int frequent = row < 30 ? common : row < 60 ? sameButMemory : row < 78 ? second : third;
            trace.add(row, Trace.NEVER, row < 96 ? frequent : rare, row);
        }
        final Trace whole = trace.build();
        assertEquals(
                List.of(
                        new TargetWorkload.Task(1000, 1, 500, List.of(), 60.0 / 96),
                        new TargetWorkload.Task(3000, 2, 1000, List.of("A", "B"), 18.0 / 96),
                        new TargetWorkload.Task(2000, 2, 1000, List.of(), 18.0 / 96)),
                TargetWorkload.of(whole).tasks());
        assertEquals(1, TargetWorkload.of(whole, 60).tasks().size());
        assertEquals(4, TargetWorkload.of(whole, 100).tasks().size());
    }
}
