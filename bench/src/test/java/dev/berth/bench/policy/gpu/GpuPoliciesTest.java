package dev.berth.bench.policy.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.PolicyFault;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of the family gpu choose as their rules say, step by step, on fleets and traces drawn here. */
class GpuPoliciesTest {
    private static final int INSTANCES = 24;
    private static final int ARRIVALS = 600;

    private static Policy create(final String name) {
        return Policies.find(GpuPoliciesTest.class.getClassLoader()).create("gpu." + name);
    }

    private static Checked run(final String name, final Policy policy, final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final SharedFleet fleet = SharedFleet.drawn(random, INSTANCES);
        final Trace trace = SharedFleet.trace(random, fleet, ARRIVALS);
        final Checked checked = new Checked(name, policy);
        new Simulation(
                        new Events(trace), SimulatedCluster.fixed(trace, fleet), checked, seed, new Observer() {})
                .run();
        return checked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"DotProd", "BestFit", "GpuPacking", "GpuClustering", "FGD", "PWR"})
    void takesTheFirstOfTheHighestScores(final String name) {
        int draws = 0;
        for (long seed = 1; seed <= 4; seed++) {
            final Checked checked = run(name, create(name), seed);
            assertTrue(checked.refused > 10, name + " must refuse some: " + checked.refused);
            assertTrue(checked.placed > 100, name + " must place many: " + checked.placed);
            assertTrue(checked.shared > 20, name + " must share GPUs: " + checked.shared);
            assertFalse(checked.bothWays(), name + " must prefer one of two instances with equal scores always");
            draws += checked.wins.size();
        }
        assertTrue(draws > 20, name + " must meet equal scores: " + draws);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DotProd", "BestFit", "GpuPacking", "GpuClustering", "FGD", "PWR"})
    void drawsAmongTheHighestScores(final String name) {
        boolean both = false;
        for (long seed = 1; seed <= 4; seed++) {
            both |= run(name, create(name + "(draw)"), seed).bothWays();
        }
        assertTrue(both, name + "(draw) must take now one and now the other");
    }

    @Test
    void randomTakesAnyInstanceAndAnyGpu() {
        final Set<Integer> instances = new TreeSet<>();
        final Set<Integer> gpus = new TreeSet<>();
        for (long seed = 1; seed <= 4; seed++) {
            final Checked checked = run("Random", create("Random"), seed);
            assertTrue(checked.bothWays(), "random must take now one and now the other");
            instances.addAll(checked.instances);
            gpus.addAll(checked.gpus);
        }
        assertEquals(INSTANCES, instances.size());
        assertEquals(8, gpus.size());
    }

    @Test
    void theCheckNoticesAScoreThatIsNotComputedAgain() {
        final Policy stale = new Forwarding(create("BestFit")) {
            @Override
            public void placed(final Request request, final int instance, final ClusterView cluster) {
                // The planted fault: the policy does not hear that the instance has changed.
            }
        };
        assertThrows(PolicyFault.class, () -> run("BestFit", stale, 1));
    }

    @Test
    void theCheckNoticesAnotherGpu() {
        final Policy first = new Forwarding(create("FGD")) {
            @Override
            public int gpu(final Request request, final int instance, final ClusterView cluster) {
                int last = NONE;
                for (int gpu = 0; gpu < cluster.gpus(instance); gpu++) {
                    last = cluster.gpuMilliLeft(instance, gpu) >= request.gpuMilli() ? gpu : last;
                }
                return last;
            }
        };
        assertThrows(PolicyFault.class, () -> run("FGD", first, 1));
    }

    @Test
    void powerAndFgdTogetherAreEachAloneAtTheEnds() {
        final SplittableRandom random = new SplittableRandom(7);
        final SharedFleet fleet = SharedFleet.drawn(random, INSTANCES);
        final Trace trace = SharedFleet.trace(random, fleet, ARRIVALS);
        assertEquals(placements(trace, fleet, "FGD"), placements(trace, fleet, "PwrFgd(0)"));
        assertFalse(placements(trace, fleet, "PwrFgd(0)").equals(placements(trace, fleet, "PwrFgd(0.5)")));
    }

    @Test
    void powerAndFgdTogetherTakeTheHighestSum() {
        for (long seed = 1; seed <= 3; seed++) {
            assertTrue(run("PwrFgd", create("PwrFgd(0.3)"), seed).placed > 100);
        }
    }

    private static List<Integer> placements(final Trace trace, final SharedFleet fleet, final String name) {
        final Simulation simulation = new Simulation(
                new Events(trace), SimulatedCluster.fixed(trace, fleet), create(name), 3, new Observer() {});
        simulation.run();
        final List<Integer> placements = new ArrayList<>();
        for (int task = 0; task < trace.size(); task++) {
            placements.add(simulation.instanceOf(task));
        }
        return placements;
    }

    @Test
    void refusesWhatItCannotDo() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> create("FGD(0x)"))
                .getMessage()
                .contains("parameter of gpu.FGD is '0x'"));
        assertThrows(IllegalArgumentException.class, () -> create("PwrFgd(1.5)"));
        assertThrows(IllegalArgumentException.class, () -> create("BestFit(3)"));
        assertThrows(IllegalArgumentException.class, () -> create("Random(draw)"));
        final Trace trace = Trace.builder("bins", "cpu_milli", Trace.MEMORY, Trace.GPU).build();
        final SimulatedCluster bins = SimulatedCluster.bins(trace, 1, 1, 1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> create("FGD").begin(bins, trace, 1))
                .getMessage()
                .contains("fleet"));
        final SharedFleet unknown = new SharedFleet(new String[] {"H9"}, new double[] {1000, 1, 1});
        final Trace other = SharedFleet.builder(unknown).build();
        final SimulatedCluster cluster = SimulatedCluster.fixed(other, unknown);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> create("PWR").begin(cluster, other, 1))
                .getMessage()
                .contains("'H9'"));
    }

    @Test
    void powerOfAnInstance() {
        final SharedFleet fleet = new SharedFleet(new String[] {"T4"}, new double[] {96_000, 1000, 4});
        final Trace.Builder builder = SharedFleet.builder(fleet);
        final Trace trace = builder
                .add(0, Trace.NEVER, SharedFleet.shape(builder, 10_000, 1, 1, 500, List.of()), 0)
                .build();
        final SimulatedCluster cluster = SimulatedCluster.fixed(trace, fleet);
        final PowerModel power = new PowerModel(cluster, trace);
        assertEquals(4 * 10 + 2 * 20, power.watts(0, cluster));
        new Simulation(new Events(trace), cluster, create("PWR"), 1, new Observer() {}).run();
        assertEquals(3 * 10 + 70 + 20 + 165, power.watts(0, cluster));
    }

    /** A policy that passes everything on. */
    private static class Forwarding implements Policy {
        private final Policy policy;

        Forwarding(final Policy policy) {
            this.policy = policy;
        }

        @Override
        public void begin(final ClusterView cluster, final Trace trace, final long seed) {
            policy.begin(cluster, trace, seed);
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            return policy.place(request, cluster);
        }

        @Override
        public int gpu(final Request request, final int instance, final ClusterView cluster) {
            return policy.gpu(request, instance, cluster);
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            policy.placed(request, instance, cluster);
        }

        @Override
        public void departed(final Request request, final int instance, final ClusterView cluster) {
            policy.departed(request, instance, cluster);
        }
    }

    /** A policy whose answers are compared with the naive ones. */
    private static final class Checked extends Forwarding {
        private final String name;
        private final Set<List<Integer>> wins = new HashSet<>();
        private final Set<Integer> instances = new HashSet<>();
        private final Set<Integer> gpus = new HashSet<>();
        private NaiveScores naive;
        private int placed;
        private int refused;
        private int shared;

        Checked(final String name, final Policy policy) {
            super(policy);
            this.name = name;
        }

        @Override
        public void begin(final ClusterView cluster, final Trace trace, final long seed) {
            naive = new NaiveScores(trace, cluster);
            super.begin(cluster, trace, seed);
        }

        private List<Integer> highest(final Request request, final ClusterView cluster) {
            final List<Integer> fitting = new ArrayList<>();
            for (int i = 0; i < cluster.size(); i++) {
                if (cluster.fits(request, i)) {
                    fitting.add(i);
                }
            }
            final List<Integer> scores = new ArrayList<>();
            if (name.equals("PwrFgd") && !fitting.isEmpty()) {
                final List<Integer> power =
                        fitting.stream().map(i -> naive.score("PWR", request, i)).toList();
                final int low = Collections.min(power);
                final int range = Collections.max(power) - low;
                for (int i = 0; i < power.size(); i++) {
                    final int stretched = range == 0 ? 100 : (power.get(i) - low) * 100 / range;
                    scores.add(300 * stretched + 700 * naive.score("FGD", request, fitting.get(i)));
                }
            } else {
                fitting.forEach(i -> scores.add(naive.score(name, request, i)));
            }
            final List<Integer> highest = new ArrayList<>();
            for (int i = 0; i < scores.size(); i++) {
                if (scores.get(i).equals(Collections.max(scores))) {
                    highest.add(fitting.get(i));
                }
            }
            return highest;
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final int chosen = super.place(request, cluster);
            final List<Integer> highest = highest(request, cluster);
            if (chosen == NONE ? !highest.isEmpty() : !highest.contains(chosen)) {
                throw new IllegalStateException(name + " chose " + chosen + ", must be one of " + highest);
            }
            if (chosen == NONE) {
                refused++;
            } else {
                placed++;
                instances.add(chosen);
                highest.stream().filter(other -> other != chosen).forEach(other -> wins.add(List.of(chosen, other)));
            }
            return chosen;
        }

        @Override
        public int gpu(final Request request, final int instance, final ClusterView cluster) {
            final int gpu = super.gpu(request, instance, cluster);
            shared++;
            gpus.add(gpu);
            final String rule = name.equals("PwrFgd") ? "FGD" : name;
            if (!name.equals("Random") && gpu != naive.gpu(rule, request, instance)) {
                throw new IllegalStateException(name + " shares GPU " + gpu + ", must be the naive one");
            }
            return gpu;
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            naive.placed(request, instance);
            super.placed(request, instance, cluster);
        }

        @Override
        public void departed(final Request request, final int instance, final ClusterView cluster) {
            naive.departed(request, instance);
            super.departed(request, instance, cluster);
        }

        /** Answers whether of two instances with equal scores now one and now the other was taken. */
        boolean bothWays() {
            return wins.stream().anyMatch(win -> wins.contains(List.of(win.get(1), win.get(0))));
        }
    }
}
