package dev.berth.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shared GPUs of a simulated cluster. */
class SharedGpusTest {
    /** A fleet of one instance. */
    private record One(double gpus) implements Fleet {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public double capacity(final int instance, final int dimension) {
            return dimension == 2 ? gpus : 1000;
        }

        @Override
        public String model(final int instance) {
            return "T4";
        }
    }

    /** First fit, which may choose a GPU that the simulation must refuse. */
    private static final class First implements Policy {
        private final int gpu;
        private String seen = "";

        First(final int gpu) {
            this.gpu = gpu;
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final boolean fits = cluster.fits(request, 0);
            seen += fits ? "+" : "-";
            return fits ? 0 : NONE;
        }

        @Override
        public int gpu(final Request request, final int instance, final ClusterView cluster) {
            return gpu == NONE ? Policy.super.gpu(request, instance, cluster) : gpu;
        }
    }

    private static Trace.Builder builder() {
        return Trace.builder("gpus", "cpu_milli", Trace.MEMORY, Trace.GPU);
    }

    private static int shape(final Trace.Builder trace, final int gpus, final int milli, final String... models) {
        return trace.shape(new Shape(List.of(1.0, 1.0, gpus * milli / 1000.0), gpus, milli, List.of(models)));
    }

    private static SimulatedCluster run(final Trace trace, final Fleet fleet, final Policy policy) {
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, fleet);
        new Simulation(new Events(trace), cluster, policy, 1, new Observer() {}).run();
        return cluster;
    }

    @Test
    void thousandthsAddUpExactly() {
        final Trace.Builder trace = builder();
        final int tenth = shape(trace, 1, 100);
        final int all = shape(trace, 1, 1000);
        for (int row = 0; row < 11; row++) {
            trace.add(row, row < 10 ? 20 : Trace.NEVER, tenth, row);
        }
        trace.add(11, Trace.NEVER, all, 11);
        trace.add(21, Trace.NEVER, all, 12);
        final First policy = new First(Policy.NONE);
        final SimulatedCluster cluster = run(trace.build(), new One(1), policy);
        assertEquals("++++++++++--+", policy.seen);
        assertEquals(1.0, cluster.used(0, 2));
        assertEquals(0, cluster.gpuMilliLeft(0, 0));
    }

    @Test
    void aTaskThatSharesNeedsItsPartOfOneGpu() {
        final Trace.Builder trace = builder();
        final int most = shape(trace, 1, 700);
        final int half = shape(trace, 1, 400);
        final int model = shape(trace, 1, 100, "P100", "V100");
        trace.add(0, 5, most, 0).add(1, Trace.NEVER, most, 1).add(2, 9, half, 2).add(6, Trace.NEVER, half, 3);
        trace.add(7, Trace.NEVER, model, 4);
        final First policy = new First(Policy.NONE);
        final SimulatedCluster cluster = run(trace.build(), new One(2), policy);
        assertEquals("++-+-", policy.seen);
        assertEquals(1.1, cluster.used(0, 2));
    }

    @Test
    void wrongGpusAndTooManyAreRefused() {
        final Trace.Builder trace = builder();
        trace.add(0, Trace.NEVER, shape(trace, 1, 700), 0).add(1, Trace.NEVER, shape(trace, 1, 600), 1);
        final Trace two = trace.build();
        assertTrue(assertThrows(PolicyFault.class, () -> run(two, new One(2), new First(0)))
                .getMessage()
                .contains("GPU 0"));
        assertThrows(PolicyFault.class, () -> run(two, new One(2), new First(2)));
        assertFalse(assertThrows(IllegalArgumentException.class, () -> run(two, new One(33), new First(0)))
                .getMessage()
                .isEmpty());
    }
}
