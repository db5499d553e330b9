package dev.berth.bench.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.simulation.Events;
import dev.berth.bench.simulation.Observer;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.simulation.Simulation;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Random histories on small clusters, on which a policy runs beside a naive restatement of its rule. */
public final class Histories {
    private static final int ROWS = 400;
    private static final double[] BIN = {16, 32, 8};

    private Histories() {}

    /** Runs a policy and its restatement on fleets and in bins, and compares each answer. */
    public static void compare(final Supplier<Policy> policy, final Supplier<? extends Policy> naive) {
        int refused = 0;
        int placed = 0;
        for (int seed = 0; seed < 30; seed++) {
            final boolean departs = !(policy.get() instanceof OfflinePolicy);
            final Trace trace = trace(seed, departs);
            final Run onFleet = run(policy.get(), naive.get(), trace, SimulatedCluster.fixed(trace, fleet(seed)), seed);
            final Run inBins = run(policy.get(), naive.get(), trace, SimulatedCluster.bins(trace, BIN), seed);
            assertEquals(ROWS, onFleet.refused + onFleet.placed);
            assertEquals(ROWS, inBins.placed);
            placed += onFleet.placed;
            assertTrue(inBins.size > 5, "too few bins to tell anything");
            refused += onFleet.refused;
            assertEquals(departs, inBins.emptied > 0);
        }
        assertTrue(refused > 100 && placed > 1000, "too few refusals or placements to tell anything");
    }

    private static Run run(
            final Policy policy,
            final Policy naive,
            final Trace trace,
            final SimulatedCluster cluster,
            final long seed) {
        final Trace arranged = policy instanceof OfflinePolicy offline
                ? OfflinePolicy.arranged(trace, offline.order(trace, cluster))
                : trace;
        final Run run = new Run(policy, naive, cluster);
        new Simulation(new Events(arranged), cluster, run, seed, run).run();
        run.size = cluster.size();
        return run;
    }

    /** Returns a random trace of three dimensions. */
    public static Trace trace(final long seed, final boolean departs) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Trace.Builder builder = Trace.builder("random", Trace.CPU, Trace.MEMORY, "disks");
        double now = 0;
        for (int row = 0; row < ROWS; row++) {
            now += random.nextInt(3);
            final double departure = !departs || random.nextInt(8) == 0 ? Trace.NEVER : now + 1 + random.nextInt(60);
            final int shape = builder.shape(
                    Shape.of(1 + random.nextInt(8), 1 + random.nextInt(16), Math.max(0, random.nextInt(7) - 3)));
            builder.add(departs ? now : 0, departure, shape, random.nextInt(5));
        }
        return builder.build();
    }

    /** Returns a random fleet of unequal instances, some of which have none of the third dimension. */
    public static Fleet fleet(final long seed) {
        final SplittableRandom random = new SplittableRandom(~seed);
        final int size = 3 + random.nextInt(30);
        final double[][] capacities = new double[size][];
        for (int i = 0; i < size; i++) {
            final int scale = 1 << random.nextInt(4);
            capacities[i] = new double[] {4.0 * scale, 8.0 * scale, random.nextInt(3) * scale};
        }
        return fleet(capacities);
    }

    /** Returns a fleet with the given capacities by instance and dimension. */
    public static Fleet fleet(final double[]... capacities) {
        return new Fleet() {
            @Override
            public int size() {
                return capacities.length;
            }

            @Override
            public double capacity(final int instance, final int dimension) {
                return capacities[instance][dimension];
            }
        };
    }

    /** Returns the instances that may be chosen: those that fit, in bins only those with a task. */
    public static List<Integer> fitting(final Request request, final ClusterView cluster) {
        return open(cluster).stream().filter(i -> cluster.fits(request, i)).toList();
    }

    /** Returns all instances of a fleet, or the bins with a task. */
    public static List<Integer> open(final ClusterView cluster) {
        return IntStream.range(0, cluster.size())
                .filter(i -> !cluster.opensBins() || cluster.tasksOn(i) > 0)
                .boxed()
                .toList();
    }

    /** Two policies in lock-step. */
    private static final class Run implements Policy, Observer {
        private final Policy policy;
        private final Policy naive;
        private final ClusterView view;
        private int placed;
        private int refused;
        private int emptied;
        private int size;

        Run(final Policy policy, final Policy naive, final ClusterView view) {
            this.policy = policy;
            this.naive = naive;
            this.view = view;
        }

        @Override
        public void begin(final ClusterView cluster, final Trace trace, final long seed) {
            policy.begin(cluster, trace, seed);
            naive.begin(cluster, trace, seed);
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            final int expected = naive.place(request, cluster);
            final int actual = policy.place(request, cluster);
            assertEquals(expected, actual, () -> "arrival " + request.id() + " of " + cluster.size() + " instances");
            return actual;
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            policy.placed(request, instance, cluster);
            naive.placed(request, instance, cluster);
        }

        @Override
        public void departed(final Request request, final int instance, final ClusterView cluster) {
            policy.departed(request, instance, cluster);
            naive.departed(request, instance, cluster);
        }

        @Override
        public void placed(final Request request, final int instance) {
            placed++;
        }

        @Override
        public void refused(final Request request) {
            refused++;
        }

        @Override
        public void departed(final Request request, final int instance) {
            emptied += view.tasksOn(instance) == 0 ? 1 : 0;
        }
    }
}
