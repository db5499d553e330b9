package dev.berth.bench.policy.vectorpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.bench.policy.ClusterView;
import dev.berth.bench.policy.Histories;
import dev.berth.bench.policy.OfflinePolicy;
import dev.berth.bench.policy.Policy;
import dev.berth.bench.policy.Request;
import dev.berth.bench.simulation.SimulatedCluster;
import dev.berth.bench.trace.Shape;
import dev.berth.bench.trace.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each algorithm of the family beside a restatement that sorts the whole list after each step. */
class VectorpackFamilyTest {
    private static final List<String> NORMS = List.of("L1", "L2", "Linf");

    @Test
    void eachAlgorithmTakesTheFirstThatFitsOfItsSortedList() {
        Histories.compare(() -> policy("FF"), () -> new Naive('N', "L1"));
        for (final String norm : NORMS) {
            Histories.compare(() -> policy("BF-" + norm), () -> new Naive('B', norm));
            Histories.compare(() -> policy("WF-" + norm), () -> new Naive('W', norm));
            Histories.compare(() -> policy("FFD-" + norm), () -> new Naive('N', norm));
            Histories.compare(() -> policy("BFD-" + norm), () -> new Naive('U', norm));
            Histories.compare(() -> policy("WFD-" + norm), () -> new Naive('W', norm));
        }
        assertEquals(16, new VectorpackFamily().policies().size());
    }

    @Test
    void theComparisonTellsOtherRulesApart() {
        for (final String norm : NORMS) {
            assertThrows(AssertionError.class,
                    () -> Histories.compare(() -> policy("BF-" + norm), () -> new Naive('W', norm)));
            assertThrows(AssertionError.class,
                    () -> Histories.compare(() -> policy("BFD-" + norm), () -> new Naive('B', norm)));
        }
        assertThrows(AssertionError.class,
                () -> Histories.compare(() -> policy("BF-L1"), () -> new Naive('B', "L2")));
    }

    @Test
    void itemsAreSortedByFallingMeasureAndEqualOnesStay() {
        final Trace.Builder builder = Trace.builder("items", "size1", "size2");
        for (final double[] item : new double[][] {{1, 5}, {4, 1}, {3, 4}, {4, 1}, {0, 0}}) {
            builder.add(0, Trace.NEVER, builder.shape(Shape.of(item)), 0);
        }
        final Trace trace = builder.build();
        final SimulatedCluster bins = SimulatedCluster.bins(trace, 10, 10);
        assertArrayEquals(new int[] {2, 0, 1, 3, 4}, order("FFD-L1", trace, bins));
        assertArrayEquals(new int[] {0, 2, 1, 3, 4}, order("BFD-L2", trace, bins));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4}, order("WFD-Linf", trace, bins));
    }

    @Test
    void parametersAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new VectorpackFamily().create("FF", "2"))
                .getMessage()
                .contains("must have none"));
    }

    private static Policy policy(final String name) {
        return new VectorpackFamily().create(name, "");
    }

    private static int[] order(final String name, final Trace trace, final SimulatedCluster bins) {
        return ((OfflinePolicy) policy(name)).order(trace, bins);
    }

    /** A list that is sorted whole: N = not at all, B = rising, W = falling, U = by two passes of bubble sort. */
    private static final class Naive implements Policy {
        private final char sort;
        private final String norm;
        private final List<Integer> list = new ArrayList<>();

        Naive(final char sort, final String norm) {
            this.sort = sort;
            this.norm = norm;
        }

        @Override
        public void begin(final ClusterView cluster, final Trace trace, final long seed) {
            for (int i = 0; i < cluster.size(); i++) {
                list.add(i);
                sort(cluster);
            }
        }

        @Override
        public int place(final Request request, final ClusterView cluster) {
            return list.stream().filter(i -> cluster.fits(request, i)).findFirst().orElse(NONE);
        }

        @Override
        public void placed(final Request request, final int instance, final ClusterView cluster) {
            if (!list.contains(instance)) {
                list.add(sort == 'W' ? 0 : list.size(), instance);
            }
            sort(cluster);
        }

        @Override
        public void departed(final Request request, final int instance, final ClusterView cluster) {
            if (cluster.opensBins() && cluster.tasksOn(instance) == 0) {
                list.remove((Integer) instance);
            } else {
                sort(cluster);
            }
        }

        private void sort(final ClusterView cluster) {
            final Comparator<Integer> rising = Comparator.comparing(i -> measure(cluster, i));
            if (sort == 'B') {
                list.sort(rising);
            } else if (sort == 'W') {
                list.sort(rising.reversed());
            } else if (sort == 'U') {
                for (int i = list.size() - 1; i > 0; i--) {
                    if (rising.compare(list.get(i), list.get(i - 1)) < 0) {
                        Collections.swap(list, i, i - 1);
                    }
                }
                for (int i = 0; i + 1 < list.size(); i++) {
                    if (rising.compare(list.get(i), list.get(i + 1)) < 0) {
                        Collections.swap(list, i, i + 1);
                    }
                }
            }
        }

        private float measure(final ClusterView cluster, final int i) {
            float sum = 0;
            float squares = 0;
            float greatest = 0;
            for (int d = 0; d < cluster.dimensions(); d++) {
                if (cluster.capacity(i, d) > 0) {
                    final float share = (float) cluster.left(i, d) / (float) cluster.capacity(i, d);
                    sum += share;
                    squares += share * share;
                    greatest = Math.max(greatest, share);
                }
            }
            return norm.equals("L1") ? sum : norm.equals("L2") ? squares : greatest;
        }
    }
}
