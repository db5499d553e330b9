package dev.berth.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.Histories;
import dev.berth.bench.policy.Policies;
import dev.berth.bench.trace.Fleet;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellCompactionTest {
    private final Policies policies = Policies.find(CellCompactionTest.class.getClassLoader());

    @Test
    void equalMachinesAreCompactedToWhatTheTasksNeed() {
        final Trace trace = tasks(10, 1);
        assertEquals(Collections.nCopies(11, 5), machines(trace, equal(20, 2), "fit.First", 1).trials());
        assertEquals(Collections.nCopies(11, 10), machines(tasks(10, 2), equal(20, 3), "fit.First", 1).trials());
        assertEquals(Collections.nCopies(11, 5), machines(trace, equal(20, 2), "ecs.Binpack-Memory", 1).trials());
    }

    @Test
    void aCellThatIsTooSmallIsCloned() {
        assertEquals(Collections.nCopies(11, 5), machines(tasks(10, 1), equal(2, 2), "fit.First", 1).trials());
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> machines(tasks(10, 3), equal(2, 2), "fit.First", 1));
        assertTrue(e.getMessage().contains("64 clones of 2 machines"), e.getMessage());
    }

    @Test
    void unequalMachinesGiveTrialsThatDifferAndRepeatBySeed() {
        final Fleet fleet = Histories.fleet(IntStream.range(0, 60)
                .mapToObj(i -> new double[] {1 << i % 4, 1 << i % 4})
                .toArray(double[][]::new));
        final Trace trace = tasks(60, 1);
        final CellCompaction.Machines machines = machines(trace, fleet, "fit.Best-Memory", 3);
        assertEquals(machines, machines(trace, fleet, "fit.Best-Memory", 3));
        assertNotEquals(machines, machines(trace, fleet, "fit.Best-Memory", 4));
        assertEquals(CellCompaction.TRIALS, machines.trials().size());
        assertEquals(machines.trials().get(9), machines.result());
        assertTrue(machines.fewest() < machines.most());
        assertTrue(machines.fewest() >= LowerBound.fleet(fleet, 2).most(new Events(trace)));
        assertTrue(machines.most() < 60);
    }

    @Test
    void pickyTasksMayWaitIfTheyAreFew() {
        final double[][] capacities = new double[600][];
        for (int i = 0; i < capacities.length; i++) {
            final double amount = i < 3 ? 2 : 1;
            capacities[i] = new double[] {amount, amount};
        }
        final Fleet fleet = Histories.fleet(capacities);
        // One of 500 tasks is 0.2 %: without it, 500 machines are enough whatever is removed.
        assertTrue(machines(mixed(499, 1), fleet, "fit.First", 1).most() <= 500);
        // One of 400 is more: a machine that can take it has to stay.
        assertTrue(machines(mixed(399, 1), fleet, "fit.First", 1).trials().stream().anyMatch(m -> m != 400));
    }

    @Test
    void offlinePoliciesSortTheTasks() {
        final Trace.Builder builder = Trace.builder("pairs", Trace.CPU, Trace.MEMORY);
        for (final double size : new double[] {1, 1, 1, 1, 3, 3, 3, 3}) {
            builder.add(0, Trace.NEVER, builder.shape(Shape.of(size, size)), 0);
        }
        final Trace trace = builder.build();
        assertEquals(5, machines(trace, equal(8, 4), "fit.First", 1).result());
        assertEquals(4, machines(trace, equal(8, 4), "fit.FirstDecreasing-L1", 1).result());
    }

    @Test
    void theTasksThatRunAtOneTimeAreAWorkload() {
        final Trace.Builder builder = Trace.builder("life", Trace.CPU, Trace.MEMORY);
        final int small = builder.shape(Shape.of(1, 1));
        final int large = builder.shape(Shape.of(2, 2));
        final Trace trace = builder.add(0, 1, small, 0).add(0.5, 2, large, 1).add(2, Trace.NEVER, small, 2).build();
        assertEquals(List.of(0, 1), groups(CellCompaction.running(trace, 0.5)));
        assertEquals(List.of(1), groups(CellCompaction.running(trace, 1)));
        assertEquals(List.of(2), groups(CellCompaction.running(trace, 2)));
        assertEquals(2, CellCompaction.running(trace, 1).shapes().size());
        final IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> machines(trace, equal(2, 2), "fit.First", 1));
        assertTrue(e.getMessage().contains("must never"), e.getMessage());
    }

    private CellCompaction.Machines machines(
            final Trace trace, final Fleet fleet, final String policy, final long seed) {
        return new CellCompaction(trace, fleet, policies, policy).run(seed);
    }

    private static List<Integer> groups(final Trace trace) {
        return IntStream.range(0, trace.size()).mapToObj(trace::group).toList();
    }

    private static Trace tasks(final int count, final double size) {
        final Trace.Builder builder = Trace.builder("equal", Trace.CPU, Trace.MEMORY);
        for (int i = 0; i < count; i++) {
            builder.add(0, Trace.NEVER, builder.shape(Shape.of(size, size)), i);
        }
        return builder.build();
    }

    private static Trace mixed(final int small, final int large) {
        final Trace.Builder builder = Trace.builder("mixed", Trace.CPU, Trace.MEMORY);
        for (int i = 0; i < small + large; i++) {
            builder.add(0, Trace.NEVER, builder.shape(i < small ? Shape.of(1, 1) : Shape.of(2, 2)), i);
        }
        return builder.build();
    }

    private static Fleet equal(final int size, final double capacity) {
        return Histories.fleet(Collections.nCopies(size, new double[] {capacity, capacity}).toArray(double[][]::new));
    }
}
