package dev.berth.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.Histories;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.policy.Request;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class LowerBoundTest {
    private final Policies policies = Policies.find(LowerBoundTest.class.getClassLoader());

    @Test
    void binsAreTheGreatestOverTimeAndDimensions() {
        final Trace.Builder builder = Trace.builder("three", Trace.CPU, Trace.MEMORY);
        builder.add(0, 10, builder.shape(Shape.of(6, 1)), 0);
        builder.add(1, 3, builder.shape(Shape.of(5, 1)), 0);
        builder.add(4, 10, builder.shape(Shape.of(1, 25)), 0);
        final Events events = new Events(builder.build());
        assertEquals(3, LowerBound.bins(10, 10).most(events));
        assertEquals(2, LowerBound.bins(10, 30).most(events));
        assertEquals(1, LowerBound.bins(11, 26).most(events));
        assertEquals(1, LowerBound.bins(100, 100).most(events));
    }

    @Test
    void sumsOfFractionsDoNotRaiseTheBound() {
        final Trace.Builder builder = Trace.builder("tenths", "a");
        for (int i = 0; i < 30; i++) {
            builder.add(0, Trace.NEVER, builder.shape(Shape.of(0.1)), 0);
        }
        assertEquals(3, LowerBound.bins(1).most(new Events(builder.build())));
    }

    @Test
    void onAFleetTheLargestInstancesAreTakenFirst() {
        final Fleet fleet = Histories.fleet(new double[] {1, 8}, new double[] {4, 1}, new double[] {2, 2});
        final Trace.Builder builder = Trace.builder("two", Trace.CPU, Trace.MEMORY);
        builder.add(0, 1, builder.shape(Shape.of(3, 0)), 0);
        assertEquals(1, LowerBound.fleet(fleet, 2).most(new Events(builder.build())));
        builder.add(0.5, 2, builder.shape(Shape.of(2, 0)), 0);
        assertEquals(2, LowerBound.fleet(fleet, 2).most(new Events(builder.build())));
        builder.add(0.6, 2, builder.shape(Shape.of(0, 11)), 0);
        assertEquals(3, LowerBound.fleet(fleet, 2).most(new Events(builder.build())));
        builder.add(0.7, 2, builder.shape(Shape.of(0, 100)), 0);
        assertEquals(3, LowerBound.fleet(fleet, 2).most(new Events(builder.build())));
    }

    @Test
    void noPolicyNeedsFewerInstances() {
        int tight = 0;
        for (int seed = 0; seed < 20; seed++) {
            final Trace trace = Histories.trace(seed, true);
            for (final String policy : List.of("fit.First", "fit.Best-L2", "fit.Worst-L1", "fit.MoveToFront")) {
                final SimulatedCluster bins = SimulatedCluster.bins(trace, 16, 32, 8);
                tight += check(trace, bins, LowerBound.bins(16, 32, 8), policy, seed);
                final Fleet fleet = Histories.fleet(seed);
                check(trace, SimulatedCluster.fixed(trace, fleet), LowerBound.fleet(fleet, 3), policy, seed);
            }
        }
        assertTrue(tight > 100, "the bound is never reached");
    }

    private int check(
            final Trace trace,
            final SimulatedCluster cluster,
            final LowerBound bound,
            final String policy,
            final int seed) {
        final int[] tight = new int[1];
        new Simulation(new Events(trace), cluster, policies.create(policy), seed, new Observer() {
            @Override
            public void placed(final Request request, final int instance) {
                bound.placed(request, instance);
                compare();
            }

            @Override
            public void departed(final Request request, final int instance) {
                bound.departed(request, instance);
                compare();
            }

            private void compare() {
                assertTrue(bound.now() <= cluster.inUse(), () -> bound.now() + " > " + cluster.inUse());
                assertEquals(cluster.inUse() == 0, bound.now() == 0);
                tight[0] += bound.now() == cluster.inUse() ? 1 : 0;
            }
        }).run();
        assertTrue(bound.most() >= bound.now());
        return tight[0];
    }
}
