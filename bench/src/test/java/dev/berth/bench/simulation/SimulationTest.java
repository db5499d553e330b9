package dev.berth.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.CandidateOrder;
import dev.berth.Chain;
import dev.berth.bench.policy.ChainPolicy;
import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A run: the order of events, what a policy may answer, and the engine against a plain scan. */
class SimulationTest {
    private static final Observer NOBODY = new Observer() {};

    private record Same(int size, double... amounts) implements Fleet {
        @Override
        public double capacity(final int instance, final int dimension) {
            return amounts[dimension];
        }

        @Override
        public int zone(final int instance) {
            return instance % 3;
        }
    }

    private record Engine(Chain chain) implements ChainPolicy {}

    /** The fitting instance with the least memory left, by a plain scan; of equals, the lowest number. */
    private static final class LeastMemory implements Policy {
        @Override
        public int place(final Request request, final ClusterView cluster) {
            return IntStream.range(0, cluster.size())
                    .filter(i -> cluster.fits(request, i))
                    .boxed()
                    .min(Comparator.comparingDouble(i -> cluster.left(i, 1)))
                    .orElse(NONE);
        }
    }

    private static Trace random(final int rows, final int shapes, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Trace.Builder trace = Trace.builder("random", Trace.CPU, Trace.MEMORY);
        double now = 0;
        for (int row = 0; row < rows; row++) {
            now += random.nextInt(3);
            final int shape = random.nextInt(shapes);
            trace.add(
                    now,
                    random.nextInt(5) == 0 ? Trace.NEVER : now + random.nextInt(60),
                    trace.shape(Shape.of(1 + shape % 97, 1 + shape / 97 % 89 + random.nextInt(2))),
                    row / 4);
        }
        return trace.build();
    }

    private static List<Integer> run(final Trace trace, final Fleet fleet, final Policy policy) {
        final Events events = new Events(trace, 0, 0.5, 2);
        final Simulation simulation =
                new Simulation(events, SimulatedCluster.fixed(trace, fleet), policy, 1, NOBODY);
        simulation.run();
        return IntStream.range(0, events.tasks()).mapToObj(simulation::instanceOf).toList();
    }

    @Test
    void theEnginePlacesAsAPlainScanDoes() {
        for (final int shapes : new int[] {5, EngineShapes.MOST_PLANS * 2}) {
            final Trace trace = random(6_000, shapes, 3);
            final List<Integer> scan = run(trace, new Same(40, 200, 200), new LeastMemory());
            assertTrue(scan.contains(Policy.NONE) && scan.stream().distinct().count() > 30, "a weak test");
            assertEquals(scan, run(trace, new Same(40, 200, 200), new Engine(Chain.parse("binpack(memory)"))));
        }
        assertTrue(random(6_000, EngineShapes.MOST_PLANS * 2, 3).shapes().size() > EngineShapes.MOST_PLANS);
    }

    @Test
    void departuresComeBeforeArrivalsAtTheSameTimeAndCopiesInOrder() {
        final Trace.Builder builder = Trace.builder("t", "load");
        final int shape = builder.shape(Shape.of(1));
        builder.add(0, 1, shape, 0).add(1, 3, shape, 0).add(1, Trace.NEVER, shape, 0);
        final Events events = new Events(builder.build(), 1, 0);
        final List<Integer> order = new ArrayList<>();
        IntStream.range(0, events.size()).forEach(i -> order.add(events.event(i)));
        // Rows 0..2 of the copy that is one day late are the tasks 0..2, those of the other 3..5.
        assertEquals(List.of(3, ~3, 0, 4, 5, ~0, 1, 2, ~4, ~1), order);
        assertEquals(4, events.mostRunning());
        assertEquals(
                List.of(0.0, 1.0, 2.0),
                List.of(events.arrivalDays(3), events.arrivalDays(0), events.arrivalDays(1)));
        assertThrows(ArithmeticException.class, () -> new Events(random(2_000, 5, 1), new double[1 << 20]));
    }

    @Test
    void eventsAreThoseOfAStableSort() {
        final Trace trace = random(500, 7, 11);
        final Events events = new Events(trace, 0, 0.25, 3, 3);
        final List<Integer> arrivals = IntStream.range(0, events.tasks())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(events::arrivalDays).thenComparing(events::copy))
                .toList();
        final List<Integer> seen = new ArrayList<>();
        double now = 0;
        for (int i = 0; i < events.size(); i++) {
            final int event = events.event(i);
            final double time = event >= 0 ? events.arrivalDays(event) : events.departureDays(~event);
            assertTrue(time >= now, "time runs backwards");
            now = time;
            if (event >= 0) {
                seen.add(event);
            } else {
                assertTrue(seen.contains(~event), "departs before it arrives");
            }
        }
        assertEquals(arrivals, seen);
    }

    @Test
    void aPolicyThatBreaksItsContractIsNamed() {
        final Trace trace = random(100, 5, 1);
        final Fleet fleet = new Same(2, 100, 100);
        assertFault("chose instance 7 of a cluster with the instances 0..1", trace, fleet, (r, c) -> 7);
        assertFault("chose instance -2", trace, fleet, (r, c) -> -2);
        assertFault("left, for a request of", trace, fleet, (r, c) -> 0);
        assertFault("threw java.lang.IllegalStateException: mine", trace, fleet, (r, c) -> {
            throw new IllegalStateException("mine");
        });
        assertFault("threw java.lang.StackOverflowError", trace, fleet, new Policy() {
            @Override
            public int place(final Request request, final ClusterView cluster) {
                return place(request, cluster) + 1;
            }
        });
    }

    private static void assertFault(final String part, final Trace trace, final Fleet fleet, final Policy policy) {
        final PolicyFault fault = assertThrows(PolicyFault.class, () -> run(trace, fleet, policy));
        assertTrue(fault.getMessage().contains(part), fault.getMessage());
    }

    /** Throws what the compiler would not let through. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> int sneak(final Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void aCheckedExceptionOfAPolicyIsNamed() {
        assertFault("threw java.io.IOException: sneaky", random(100, 5, 1), new Same(2, 100, 100),
                (r, c) -> SimulationTest.<RuntimeException>sneak(new IOException("sneaky")));
    }

    @Test
    void aPolicyThatChangesTheClusterIsFoundAfterwards() {
        final Trace trace = random(100, 5, 1);
        final Events events = new Events(trace);
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, new Same(2, 100, 100));
        final Simulation simulation = new Simulation(events, cluster, (request, view) -> {
            try {
                final Field used = SimulatedCluster.class.getDeclaredField("used");
                used.setAccessible(true);
                for (final double[] column : (double[][]) used.get(view)) {
                    Arrays.fill(column, 0);
                }
            } catch (final ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            return 0;
        }, 1, NOBODY);
        simulation.run();
        assertThrows(PolicyFault.class, simulation::verify);
        final Simulation honest = new Simulation(
                events, SimulatedCluster.fixed(trace, new Same(2, 100, 100)), new LeastMemory(), 1, NOBODY);
        honest.run();
        honest.verify();
    }

    @Test
    void binsAreNotOverfilled() {
        final Trace.Builder builder = Trace.builder("t", Trace.CPU, Trace.MEMORY);
        builder.add(0, 9, builder.shape(Shape.of(5_000, 5_000)), 0);
        builder.add(1, 9, builder.shape(Shape.of(5_000, 5_001)), 0);
        final Trace trace = builder.build();
        final SimulatedCluster bins = SimulatedCluster.bins(trace, 10_000, 10_000);
        final Simulation simulation = new Simulation(
                new Events(trace), bins, (request, view) -> view.size() == 0 ? Policy.NONE : 0, 1, NOBODY);
        assertThrows(PolicyFault.class, simulation::run);
    }

    @Test
    void aPolicyThatMakesUpAGpuIsNamed() {
        final Trace.Builder builder = Trace.builder("t", Trace.CPU, Trace.MEMORY, Trace.GPU);
        builder.add(0, 1, builder.shape(new Shape(List.of(1.0, 1.0, 0.5), 1, 500, List.of())), 0);
        final Trace trace = builder.build();
        for (final int gpu : new int[] {-1, 2}) {
            final PolicyFault fault = assertThrows(PolicyFault.class, () -> run(trace, new Same(1, 9, 9, 2),
                    new Policy() {
                        @Override
                        public int place(final Request request, final ClusterView cluster) {
                            return 0;
                        }

                        @Override
                        public int gpu(final Request request, final int instance, final ClusterView cluster) {
                            return gpu;
                        }
                    }));
            assertTrue(fault.getMessage().contains("GPU " + gpu), fault.getMessage());
        }
        assertEquals(List.of(0, 0, 0), run(trace, new Same(1, 9, 9, 2), (r, c) -> 0));
    }

    @Test
    void theEngineRefusesWhatItDoesNotModel() {
        final Policy engine = new Engine(Chain.parse("binpack(memory)"));
        final Trace.Builder half = Trace.builder("t", Trace.CPU, Trace.MEMORY);
        half.add(0, 1, half.shape(Shape.of(0.5, 1)), 0);
        assertThrows(IllegalArgumentException.class, () -> run(half.build(), new Same(1, 9, 9), engine));
        final Trace.Builder other = Trace.builder("t", "core", "memory");
        other.add(0, 1, other.shape(Shape.of(1, 1)), 0);
        assertThrows(IllegalArgumentException.class, () -> run(other.build(), new Same(1, 9, 9), engine));
    }

    /** Walks in every order, by the index and by a scan, before each placement; answers as the scan does. */
    private static final class BothWalks implements Policy {
        private final List<ClusterView.Candidates> walks = new ArrayList<>();
        private final List<ClusterView.Candidates> scans = new ArrayList<>();
        private final SplittableRandom random = new SplittableRandom(4);
        private int walked;

        @Override
        public void begin(final ClusterView cluster, final Trace trace, final long seed) {
            for (final CandidateOrder order : CandidateOrder.values()) {
                walks.add(cluster.candidates(order));
                scans.add(new ScannedCandidates(cluster, order));
            }
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            int answer = NONE;
            for (int i = 0; i < walks.size(); i++) {
                int scanned = scans.get(i).first(request);
                int found = walks.get(i).first(request);
                while (scanned != NONE || found != NONE) {
                    assertEquals(scanned, found, CandidateOrder.values()[i].toString());
                    answer = random.nextInt(20) == 0 ? found : answer;
                    scanned = scans.get(i).next();
                    found = walks.get(i).next();
                    walked++;
                }
            }
            return answer;
        }
    }

    @Test
    void walksThroughTheIndexAreThoseOfAScan() {
        final BothWalks both = new BothWalks();
        run(random(1_500, 900, 8), new Same(25, 200, 200), both);
        assertTrue(both.walks.stream().noneMatch(walk -> walk instanceof ScannedCandidates), "the index was not asked");
        assertTrue(both.walked > 50_000, "walked " + both.walked);
    }
}
