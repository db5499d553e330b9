package dev.berth.bench.policy.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Histories;
import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.PolicyFault;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

/** Each policy of the family beside a restatement of its rule that compares all instances that fit. */
class FitFamilyTest {
    private static final Map<String, Supplier<Policy>> NAIVE = new TreeMap<>();

    static {
        NAIVE.put("First", () -> least((r, c, i) -> 0));
        NAIVE.put("Best-Memory", () -> least((r, c, i) -> c.left(i, 1)));
        NAIVE.put("Best-Cpu", () -> least((r, c, i) -> c.left(i, 0)));
        NAIVE.put("Worst-Memory", () -> last(1));
        NAIVE.put("Worst-Cpu", () -> last(0));
        NAIVE.put("Best-L1", () -> least(FitFamilyTest::l1));
        NAIVE.put("Best-L2", () -> least(FitFamilyTest::l2));
        NAIVE.put("Best-Linf", () -> least(FitFamilyTest::linf));
        NAIVE.put("Worst-L1", () -> least((r, c, i) -> -l1(r, c, i)));
        NAIVE.put("Worst-L2", () -> least((r, c, i) -> -l2(r, c, i)));
        NAIVE.put("Worst-Linf", () -> least((r, c, i) -> -linf(r, c, i)));
        NAIVE.put("Best-DotProduct", () -> least((r, c, i) -> -dot(r, c, i)));
        NAIVE.put("Worst-DotProduct", () -> least(FitFamilyTest::dot));
        NAIVE.put("NormGreedy", () -> least((r, c, i) -> dimensions(c)
                .mapToDouble(d -> share(c.left(i, d), c.capacity(i, d)) - share(r.amount(d), c.capacity(i, d)))
                .map(x -> x * x)
                .sum()));
        NAIVE.put("Next", NaiveNext::new);
        NAIVE.put("RoundRobin", NaiveRoundRobin::new);
        NAIVE.put("MoveToFront", NaiveMoveToFront::new);
        for (final String norm : List.of("L1", "L2", "Linf")) {
            NAIVE.put("FirstDecreasing-" + norm, NAIVE.get("First"));
            NAIVE.put("BestDecreasing-" + norm, NAIVE.get("Best-" + norm));
            NAIVE.put("WorstDecreasing-" + norm, NAIVE.get("Worst-" + norm));
        }
    }

    @Test
    void eachPolicyAnswersAsItsRuleSays() {
        for (final String name : names()) {
            if (!name.equals("Random")) {
                assertTrue(NAIVE.containsKey(name), () -> "no restatement of fit." + name);
                try {
                    Histories.compare(() -> policy(name), NAIVE.get(name));
                } catch (final AssertionFailedError | PolicyFault e) {
                    throw new AssertionError("fit." + name + ": " + e.getMessage(), e);
                }
            }
        }
        assertEquals(names().size(), NAIVE.size() + 1);
    }

    @Test
    void theComparisonTellsEachTwoRulesApart() {
        final List<String> online = NAIVE.keySet().stream().filter(n -> !n.contains("Decreasing")).toList();
        for (final String a : online) {
            for (final String b : online) {
                if (!a.equals(b)) {
                    final Executable comparison = () -> Histories.compare(() -> policy(a), NAIVE.get(b));
                    assertThrows(AssertionError.class, comparison, () -> a + " passes for " + b);
                }
            }
        }
    }

    @Test
    void decreasingSortsByTheNormOfTheSharesAndKeepsTheOrderOfEquals() {
        final Trace.Builder builder = Trace.builder("sizes", Trace.CPU, Trace.MEMORY);
        final double[][] asked = {{1, 50}, {4, 10}, {3, 40}, {4, 10}, {5, 5}};
        for (final double[] amounts : asked) {
            builder.add(0, Trace.NEVER, builder.shape(Shape.of(amounts)), 0);
        }
        final Trace trace = builder.build();
        final SimulatedCluster bins = SimulatedCluster.bins(trace, 10, 100);
        assertArrayEquals(new int[] {2, 0, 4, 1, 3}, order("FirstDecreasing-L1", trace, bins));
        assertArrayEquals(new int[] {0, 4, 1, 2, 3}, order("FirstDecreasing-Linf", trace, bins));
        assertArrayEquals(new int[] {0, 4, 2, 1, 3}, order("WorstDecreasing-L2", trace, bins));
        final SimulatedCluster fleet =
                SimulatedCluster.fixed(trace, Histories.fleet(new double[] {5, 100}, new double[] {10, 0}));
        assertArrayEquals(new int[] {2, 0, 4, 1, 3}, order("BestDecreasing-L1", trace, fleet));
    }

    @Test
    void randomIsUniformAmongThoseThatFit() {
        checkUniform(1000, 5);
        checkUniform(60, 20);
    }

    private static void checkUniform(final int size, final int large) {
        final int draws = 10_000;
        final Trace.Builder builder = Trace.builder("short", Trace.CPU, Trace.MEMORY);
        for (int row = 0; row < draws; row++) {
            builder.add(row, row + 0.5, builder.shape(Shape.of(2, 2)), 0);
        }
        final Trace trace = builder.build();
        final double[][] capacities = new double[size][];
        for (int i = 0; i < size; i++) {
            final double amount = i % (size / large) == 1 ? 2 : 1;
            capacities[i] = new double[] {amount, amount};
        }
        final int[] counts = new int[size];
        run(policy("Random"), trace, SimulatedCluster.fixed(trace, Histories.fleet(capacities)), new Observer() {
            @Override
            public void placed(final Request request, final int instance) {
                counts[instance]++;
            }
        });
        double chiSquare = 0;
        int chosen = 0;
        for (final int count : counts) {
            chosen += count > 0 ? 1 : 0;
            chiSquare += count > 0 ? Math.pow(count - (double) draws / large, 2) * large / draws : 0;
        }
        assertEquals(large, chosen);
        final double limit = large - 1 + 4 * Math.sqrt(2.0 * (large - 1));
        assertTrue(chiSquare < limit, "chi-square is " + chiSquare + " with " + (large - 1) + " degrees of freedom");
    }

    @Test
    void randomRefusesNothingThatFitsAndOpensNoBinWithoutNeed() {
        for (int seed = 0; seed < 10; seed++) {
            final Trace trace = Histories.trace(seed, true);
            final SimulatedCluster bins = SimulatedCluster.bins(trace, 16, 32, 8);
            run(checkingThatItFits(policy("Random")), trace, bins, new Observer() {});
            final SimulatedCluster fleet = SimulatedCluster.fixed(trace, Histories.fleet(seed));
            run(checkingThatItFits(policy("Random")), trace, fleet, new Observer() {});
        }
    }

    private static Policy checkingThatItFits(final Policy policy) {
        return new Policy() {
            @Override
            public void begin(final ClusterView cluster, final Trace trace, final long seed) {
                policy.begin(cluster, trace, seed);
            }

            @Override
            public int place(final Request request, final ClusterView cluster) {
                final int instance = policy.place(request, cluster);
                final List<Integer> fitting = Histories.fitting(request, cluster);
                assertTrue(fitting.isEmpty() ? instance == NONE : fitting.contains(instance));
                return instance;
            }

            @Override
            public void placed(final Request request, final int instance, final ClusterView cluster) {
                policy.placed(request, instance, cluster);
            }

            @Override
            public void departed(final Request request, final int instance, final ClusterView cluster) {
                policy.departed(request, instance, cluster);
            }
        };
    }

    @Test
    void badNamesAreRefused() {
        final Policies policies = Policies.find(FitFamilyTest.class.getClassLoader());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> policies.create("fit.First(3)"))
                .getMessage().contains("write fit.First"));
        final Trace.Builder builder = Trace.builder("one", Trace.CPU);
        final Trace trace = builder.add(0, Trace.NEVER, builder.shape(Shape.of(1)), 0).build();
        for (final String name : List.of("Best-Memory", "Worst-Memory")) {
            final PolicyFault fault = assertThrows(PolicyFault.class,
                    () -> run(policy(name), trace, SimulatedCluster.bins(trace, 1), new Observer() {}));
            assertTrue(fault.getMessage().contains("must have memory as its second"), fault.getMessage());
        }
    }

    @Test
    void whatScansSaysSo() {
        for (final String name : List.of("First", "Best-Memory", "Worst-Cpu", "Random", "FirstDecreasing-L2")) {
            assertFalse(policy(name).scans(), name);
        }
        for (final String name : List.of("Best-L1", "Worst-L2", "MoveToFront", "BestDecreasing-L2")) {
            assertTrue(policy(name).scans(), name);
        }
    }

    // ---- helpers ----------------------------------------------------------------------------------------------------

    private static List<String> names() {
        return List.copyOf(new FitFamily().policies().keySet());
    }

    private static Policy policy(final String name) {
        return new FitFamily().create(name, "");
    }

    private static int[] order(final String name, final Trace trace, final SimulatedCluster cluster) {
        return ((OfflinePolicy) policy(name)).order(trace, cluster);
    }

    private static void run(
            final Policy policy, final Trace trace, final SimulatedCluster cluster, final Observer observer) {
        new Simulation(new Events(trace), cluster, policy, 7, observer).run();
    }

    private interface Score {
        double of(Request request, ClusterView cluster, int instance);
    }

    private static Policy least(final Score score) {
        return (request, cluster) -> Histories.fitting(request, cluster).stream()
                .min(Comparator.comparingDouble(i -> score.of(request, cluster, i)))
                .orElse(Policy.NONE);
    }

    private static Policy last(final int dimension) {
        return (request, cluster) -> Histories.fitting(request, cluster).stream()
                .max(Comparator.<Integer>comparingDouble(i -> cluster.left(i, dimension)).thenComparing(i -> i))
                .orElse(Policy.NONE);
    }

    private static IntStream dimensions(final ClusterView cluster) {
        return IntStream.range(0, cluster.dimensions());
    }

    private static double share(final double amount, final double capacity) {
        return capacity == 0 ? 0 : amount / capacity;
    }

    private static double[] left(final ClusterView cluster, final int i) {
        return dimensions(cluster).mapToDouble(d -> share(cluster.left(i, d), cluster.capacity(i, d))).toArray();
    }

    private static double l1(final Request request, final ClusterView cluster, final int instance) {
        return Arrays.stream(left(cluster, instance)).reduce(0, Double::sum);
    }

    private static double l2(final Request request, final ClusterView cluster, final int instance) {
        return Arrays.stream(left(cluster, instance)).map(x -> x * x).reduce(0, Double::sum);
    }

    private static double linf(final Request request, final ClusterView cluster, final int instance) {
        return Arrays.stream(left(cluster, instance)).max().orElseThrow();
    }

    private static double dot(final Request request, final ClusterView cluster, final int i) {
        return dimensions(cluster)
                .mapToDouble(d -> share(request.amount(d), cluster.capacity(i, d)) * left(cluster, i)[d])
                .reduce(0, Double::sum);
    }

    /** Goes round from the current instance; in bins, looks at the current bin only. */
    private static final class NaiveNext implements Policy {
        private int current;

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final List<Integer> fitting = Histories.fitting(request, cluster);
            if (cluster.opensBins()) {
                return fitting.contains(current) ? current : NONE;
            }
            return fitting.stream()
                    .min(Comparator.comparing(i -> Math.floorMod(i - current, cluster.size())))
                    .orElse(NONE);
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            current = instance;
        }
    }

    /** Goes round from the instance after the last. */
    private static final class NaiveRoundRobin implements Policy {
        private int last = NONE;

        @Override
        public int place(final Request request, final ClusterView cluster) {
            return Histories.fitting(request, cluster).stream()
                    .min(Comparator.comparing(i -> Math.floorMod(i - last - 1, Math.max(cluster.size(), last + 2))))
                    .orElse(NONE);
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            last = instance;
        }
    }

    /** Compares by how long ago the last placement was; what was never used comes after, by number. */
    private static final class NaiveMoveToFront implements Policy {
        private final List<Integer> placements = new ArrayList<>();

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final List<Integer> recent = new ArrayList<>(placements);
            Collections.reverse(recent);
            return Histories.fitting(request, cluster).stream()
                    .min(Comparator.comparing(i -> recent.contains(i) ? recent.indexOf(i) : Integer.MAX_VALUE))
                    .orElse(NONE);
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            placements.add(instance);
        }
    }
}
